package hear

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"deskbell/search/language"
)

const minMisspelt = 5 // letters of a word that may be misspelt

// How a word of the patterns may be written.
const (
	asWritten  = 0
	anyEnding  = '*' // its own letters may be misspelt
	exactly    = '!'
	exactBegin = '+' // with any ending, but its own letters may not be misspelt
)

// wordID is a word of the patterns as written there: "agent", "agent*" and
// "agent!" are three. 0 is none.
type wordID int32

// vocabulary are the words of all patterns.
type vocabulary struct {
	words map[string]spellings
	near  map[shape][]similar
	size  wordID
}

// spellings are the ids of a word with each mark.
type spellings struct{ plain, open, exact, exactOpen wordID }

func (s *spellings) of(mark byte) *wordID {
	switch mark {
	case anyEnding:
		return &s.open
	case exactly:
		return &s.exact
	case exactBegin:
		return &s.exactOpen
	default:
		return &s.plain
	}
}

// shape is what a word keeps when one letter is mistyped, but for its length.
type shape struct {
	first  rune // is rarely mistyped
	length int
}

// similar is a word that may be misspelt.
type similar struct {
	letters language.Letters
	word    string
	id      wordID
}

func newVocabulary() *vocabulary {
	return &vocabulary{words: map[string]spellings{}, near: map[shape][]similar{}}
}

// add gives a word its number.
func (v *vocabulary) add(word string, mark byte) wordID {
	all := v.words[word]
	id := all.of(mark)
	if *id != 0 {
		return *id
	}
	v.size++
	*id = v.size
	v.words[word] = all
	if r := []rune(word); (mark == asWritten || mark == anyEnding) && len(r) >= minMisspelt && isAlphabetic(r) {
		s := shape{r[0], len(r)}
		v.near[s] = append(v.near[s], similar{language.LettersOf(r), word, *id})
	}
	return *id
}

// isAlphabetic holds for scripts in which one letter of five says little.
func isAlphabetic(word []rune) bool {
	return unicode.In(word[0], unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

// find appends the words of the patterns that a visitor's word may stand for. A
// word that some pattern has as it is was not misspelt.
func (v *vocabulary) find(word string, found []wordID) []wordID {
	same, known := v.words[word]
	found = appendKnown(found, same.plain, same.open, same.exact, same.exactOpen)
	for i := range word {
		begin := v.words[word[:i]]
		found = appendKnown(found, begin.open, begin.exactOpen)
	}
	if known || utf8.RuneCountInString(word) < minMisspelt-1 {
		return found
	}
	r := []rune(word)
	set := language.LettersOf(r)
	for length := len(r) - 1; length <= len(r)+1; length++ {
		for _, s := range v.near[shape{r[0], length}] {
			if s.letters.Differing(set) <= 2 && oneApart([]rune(s.word), r) {
				found = append(found, s.id)
			}
		}
	}
	return found
}

func appendKnown(found []wordID, ids ...wordID) []wordID {
	for _, id := range ids {
		if id != 0 {
			found = append(found, id)
		}
	}
	return found
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
