package store

import (
	"strconv"
	"strings"
)

// where grows the rest of a statement together with its arguments.
type where struct {
	text string
	args []any
}

// and adds a condition; each "?" in it takes one argument and becomes ?1, ?2 …
func (w *where) and(condition string, args ...any) {
	if w.text == "" {
		w.add(" WHERE "+condition, args...)
	} else {
		w.add(" AND "+condition, args...)
	}
}

// add appends any text, as and does.
func (w *where) add(text string, args ...any) {
	parts := strings.Split(text, "?")
	w.text += parts[0]
	for i, arg := range args {
		w.args = append(w.args, arg)
		w.text += "?" + strconv.Itoa(len(w.args)) + parts[i+1]
	}
}

// in adds the condition that a column has one of the values; of none it is false.
func in[T ~string](w *where, column string, values []T) {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = string(v)
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ")
	w.and(column+` IN (`+marks+`)`, args...)
}
