package search

import (
	_ "embed"
	"sync"
)

// wish is what a visitor lets know beside the question.
type wish int

const (
	noWish wish = iota
	wantsPerson
	isUpset
)

//go:embed patterns/person.txt
var personFile string

//go:embed patterns/upset.txt
var upsetFile string

// The patterns of all languages at once: visitors mix languages, and a wish for
// a person must not hang on guessing one.
var (
	personPatterns = sync.OnceValue(func() patterns { return mustPatterns(personFile) })
	upsetPatterns  = sync.OnceValue(func() patterns { return mustPatterns(upsetFile) })
)

// heard is what a visitor lets know beside the question.
type heard struct {
	wish    wish
	ifHuman bool // asks whether a program answers, which is no wish for a person
}

// hear reads what a text says beside its question.
func hear(text string) heard { return heard{wish: wishOf(text)} }

// wishOf reads a wish out of a question. To ask for a person counts more than
// to be upset: it says what helps.
func wishOf(text string) wish {
	words := plainWords(firstRunes(text, maxQuestionRunes))
	switch {
	case personPatterns().match(words):
		return wantsPerson
	case upsetPatterns().match(words):
		return isUpset
	default:
		return noWish
	}
}
