package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"deskbell/search/language"
)

// Character grams find misspelt words and the parts of compounds. They run over
// the spaces between words, so they know a little of the order of words too.
const (
	shortGram = 3
	longGram  = 4
)

// gramKeysOf are the keys of a text's grams, each once: three and four letters,
// and of scripts that are dense or written without spaces one and two.
func gramKeysOf(text string, keys int) []uint32 { return gramKeysIn(plainText(text), keys) }

func gramKeysIn(plain string, keys int) []uint32 {
	starts := runeStarts(plain)
	found := make([]uint32, 0, 2*len(starts))
	for i := range len(starts) - 1 {
		short, long := shortGram, longGram
		if r, _ := utf8.DecodeRuneInString(plain[starts[i]:]); dense(r) {
			short, long = 1, 2
		}
		for n := short; n <= long && i+n < len(starts); n++ {
			found = append(found, fold32(hashText(plain[starts[i]:starts[i+n]]), keys))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// plainText is a text in lower case without accents and signs, its words
// between single spaces.
func plainText(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 2)
	b.WriteByte(' ')
	gap := true
	for _, r := range language.Bare(strings.ToLower(text)) {
		if language.InWord(r) {
			b.WriteRune(r)
			gap = false
		} else if !gap {
			b.WriteByte(' ')
			gap = true
		}
	}
	if !gap {
		b.WriteByte(' ')
	}
	return b.String()
}

// runeStarts are the offsets of a text's runes, and its length.
func runeStarts(text string) []int {
	starts := make([]int, 0, len(text)+1)
	for i := range text {
		starts = append(starts, i)
	}
	return append(starts, len(text))
}

// dense reports a script whose letters say much each.
func dense(r rune) bool {
	return r >= 0x0e00 && (language.WithoutSpaces(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul))
}
