package store

import (
	"strconv"
	"strings"
	"sync"
)

// Statements name their arguments ?1, ?2 … which SQLite takes as they are: with $1
// it would bind in the order of appearance, and it never complains about an argument
// too many.

// counted remembers placeholders by statement: the texts are few and used all day.
var counted sync.Map

// placeholders is the highest number of a placeholder in a statement.
func placeholders(query string) int {
	if n, known := counted.Load(query); known {
		return n.(int)
	}
	highest := 0
	eachPlaceholder(query, func(_, _, n int) { highest = max(highest, n) })
	counted.Store(query, highest)
	return highest
}

// dollars is the statement as PostgreSQL wants it.
func dollars(query string) string {
	var b strings.Builder
	rest := 0
	eachPlaceholder(query, func(start, end, n int) {
		b.WriteString(query[rest:start])
		b.WriteString("$" + strconv.Itoa(n))
		rest = end
	})
	b.WriteString(query[rest:])
	return b.String()
}

// eachPlaceholder calls fn with the bounds and the number of every ?N outside quotes.
func eachPlaceholder(query string, fn func(start, end, n int)) {
	var quote byte
	for i := 0; i < len(query); i++ {
		switch c := query[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '?':
			end := i + 1
			for end < len(query) && query[end] >= '0' && query[end] <= '9' {
				end++
			}
			n, _ := strconv.Atoi(query[i+1 : end])
			fn(i, end, n)
			i = end - 1
		}
	}
}
