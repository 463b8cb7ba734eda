package language

import (
	"math/bits"
	"strings"
)

// MaxWord is how many letters a word may have; what is longer is none.
const MaxWord = 64

// Letters are the letters of a word as a set, 64 of them told apart: a quick look
// whether two words may be one misspelt.
type Letters uint64

// LettersOf are the letters of a word.
func LettersOf(word []rune) (set Letters) {
	for _, r := range word {
		set |= 1 << (r & 63)
	}
	return set
}

// Differing counts the letters that one word has and the other lacks. A mistyped
// letter makes two at most.
func (l Letters) Differing(other Letters) int { return bits.OnesCount64(uint64(l ^ other)) }

// HasDigit tells numbers, which are neither stemmed nor misspelt: 2024 is not a
// misspelt 2023.
func HasDigit(word string) bool { return strings.ContainsAny(word, "0123456789") }
