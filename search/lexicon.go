package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"deskbell/search/language"
)

// lexicon is the words of all entries of one language.
type lexicon struct {
	entries int               // that have something in this language
	terms   map[string]uint32 // as its analyzer cuts them: a term's number in the phrasebook
	forms   []form            // as written, in order, each once
}

// form is a word as it was written, to compare misspelt ones with.
type form struct {
	word    string
	term    uint32
	count   uint32           // phrasings and answers that have it
	letters language.Letters // that it has
	runes   int
}

func newLexicon() *lexicon { return &lexicon{terms: map[string]uint32{}} }

// knows reports whether any entry has the term.
func (l *lexicon) knows(term string) bool {
	_, ok := l.terms[term]
	return ok
}

// form is a word as written, if any entry has it.
func (l *lexicon) form(word string) (form, bool) {
	i, ok := slices.BinarySearchFunc(l.forms, word, func(f form, word string) int { return strings.Compare(f.word, word) })
	if !ok {
		return form{}, false
	}
	return l.forms[i], true
}

const (
	shortestRespelt = 4 // letters of what a word may be taken for; shorter ones have too many neighbours
	twoMistakes     = 8 // letters from which a word may have two
)

// respell finds the form that a misspelt word was meant to be: the nearest, of
// those as near the one used most. Words with digits are no misspelt others.
func (l *lexicon) respell(word string) (form, bool) {
	n := utf8.RuneCountInString(word)
	if n < shortestRespelt-1 || n > language.MaxWord || language.HasDigit(word) {
		return form{}, false
	}
	allowed := 1
	if n >= twoMistakes {
		allowed = 2
	}
	set := language.LettersOf([]rune(word))
	var best form
	nearest := allowed + 1
	for _, f := range l.sameStart(word) {
		if f.runes < n-allowed || f.runes > n+allowed || f.runes < shortestRespelt || f.letters.Differing(set) > 2*allowed {
			continue
		}
		d := mistakes(word, f.word, allowed)
		if d < nearest || d == nearest && d <= allowed && f.count > best.count {
			best, nearest = f, d
		}
	}
	return best, nearest <= allowed
}

// sameStart are the forms with a word's first letter, which is rarely mistyped.
func (l *lexicon) sameStart(word string) []form {
	_, size := utf8.DecodeRuneInString(word)
	return l.startingWith(word[:size])
}

// mistakes counts the letters that were changed, added, lost or swapped with a
// neighbour between two words; more than most is only that.
func mistakes(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			d := last[j-1]
			if x[i-1] != y[j-1] {
				d = 1 + min(d, last[j], row[j-1])
				if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
					d = min(d, 1+before[j-2])
				}
			}
			row[j] = d
			least = min(least, d)
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
