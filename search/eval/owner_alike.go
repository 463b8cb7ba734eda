package eval

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// likeness is for each pair of gaps how alike they sound, 0 to 1: the cosine of
// their words and the four-letter pieces of these, rare ones weighing more.
// It stands for the eye of an owner who reads a list, not for the search.
func likeness(gaps []Outcome) [][]float64 {
	pieces, rarity := make([][]string, len(gaps)), map[string]float64{}
	for i, g := range gaps {
		pieces[i] = piecesOf(g.Query.Text)
		for _, p := range pieces[i] {
			rarity[p]++
		}
	}
	for p, n := range rarity {
		rarity[p] = math.Log(1 + float64(len(gaps))/n)
	}
	alike := make([][]float64, len(gaps))
	for i := range gaps {
		alike[i] = make([]float64, len(gaps))
		for j := range i + 1 {
			both := weight(pieces[i], pieces[j], rarity)
			if norm := math.Sqrt(weight(pieces[i], pieces[i], rarity) * weight(pieces[j], pieces[j], rarity)); norm > 0 {
				alike[i][j], alike[j][i] = both/norm, both/norm
			}
		}
	}
	return alike
}

// piecesOf are the words of a text and their pieces, in order, each once; words are
// set off by spaces.
func piecesOf(text string) (pieces []string) {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		letters := []rune(" " + word + " ")
		pieces = append(pieces, string(letters))
		for i := 0; i+4 <= len(letters); i++ {
			pieces = append(pieces, string(letters[i:i+4]))
		}
	}
	slices.Sort(pieces)
	return slices.Compact(pieces)
}

// weight is that of the pieces which both have.
func weight(a, b []string, rarity map[string]float64) (sum float64) {
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0], b[0]) {
		case -1:
			a = a[1:]
		case 1:
			b = b[1:]
		default:
			sum += rarity[a[0]] * rarity[a[0]]
			a, b = a[1:], b[1:]
		}
	}
	return sum
}
