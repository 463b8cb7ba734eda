package search

import (
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	minMisspelt = 5 // letters of a word that may be misspelt
	exactly     = '!'
	anyEnding   = '*' // the word's own letters may be misspelt
	exactBegin  = '+' // any ending too, but they may not
)

// wordID is a word of the patterns as written there: "agent", "agent*" and
// "agent!" are three.
type wordID int32

// vocabulary are the words of all patterns.
type vocabulary struct {
	ids   map[string]wordID   // as written
	exact map[string][]wordID // by the word without its mark
	open  map[string][]wordID // words that may have any ending
	near  map[shape][]similar
}

// shape is what a word keeps when one letter is mistyped, but for its length.
type shape struct {
	first  rune // is rarely mistyped
	length int
}

// similar is a word that may be misspelt.
type similar struct {
	letters letters
	word    []rune
	id      wordID
}

// letters are the letters of a word as a set, 64 of them told apart.
type letters uint64

func newVocabulary() *vocabulary {
	return &vocabulary{ids: map[string]wordID{}, exact: map[string][]wordID{}, open: map[string][]wordID{}, near: map[shape][]similar{}}
}

// add gives a word its number; mark is one of the above or 0.
func (v *vocabulary) add(word string, mark byte) wordID {
	written := word + string(mark)
	if id, ok := v.ids[written]; ok {
		return id
	}
	id := wordID(len(v.ids))
	v.ids[written] = id
	v.exact[word] = append(v.exact[word], id)
	if mark == anyEnding || mark == exactBegin {
		v.open[word] = append(v.open[word], id)
	}
	if r := []rune(word); (mark == 0 || mark == anyEnding) && len(r) >= minMisspelt && isAlphabetic(r) {
		s := shape{r[0], len(r)}
		v.near[s] = append(v.near[s], similar{lettersOf(r), r, id})
	}
	return id
}

// isAlphabetic holds for scripts in which one letter of five says little.
func isAlphabetic(word []rune) bool {
	return unicode.In(word[0], unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

// find appends the words of the patterns that a visitor's word may stand for. A
// word that some pattern has as it is was not misspelt.
func (v *vocabulary) find(word string, found []wordID) []wordID {
	same := v.exact[word]
	found = append(found, same...)
	for i := range word {
		found = append(found, v.open[word[:i]]...)
	}
	if len(same) > 0 || utf8.RuneCountInString(word) < minMisspelt-1 {
		return found
	}
	r := []rune(word)
	set := lettersOf(r)
	for length := len(r) - 1; length <= len(r)+1; length++ {
		for _, s := range v.near[shape{r[0], length}] {
			if bits.OnesCount64(uint64(s.letters^set)) <= 2 && oneApart(s.word, r) {
				found = append(found, s.id)
			}
		}
	}
	return found
}

func lettersOf(word []rune) (set letters) {
	for _, r := range word {
		set |= 1 << (r & 63)
	}
	return set
}

// oneApart reports whether one letter changed, added, lost or swapped with its
// neighbour turns a into b.
func oneApart(a, b []rune) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	switch a, b = a[i:], b[i:]; {
	case len(a) > len(b):
		return slices.Equal(a[1:], b)
	case len(a) < len(b):
		return slices.Equal(a, b[1:])
	case len(a) == 0:
		return true
	default:
		swapped := len(a) > 1 && a[0] == b[1] && a[1] == b[0] && slices.Equal(a[2:], b[2:])
		return slices.Equal(a[1:], b[1:]) || swapped
	}
}
