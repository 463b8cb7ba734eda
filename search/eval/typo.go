package eval

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

// longWord is how many letters a word has at least to be mistyped.
const longWord = 4

// rows of keys, by language; "" for any other.
var rows = map[string][]string{
	"":   {"qwertyuiop", "asdfghjkl", "zxcvbnm"},
	"de": {"qwertzuiopü", "asdfghjklöä", "yxcvbnm"},
	"fr": {"azertyuiop", "qsdfghjklm", "wxcvbn"},
}

// Typos are the queries with one typing mistake each, in one word of four letters
// or more and never in its first: two letters swapped, one dropped, one doubled,
// or one replaced by its neighbour on the keyboard. The same seed gives the same
// mistake to the same question, wherever it stands. A question without such a word
// stays as it is; untouched is how many do.
func Typos(queries []Query, seed uint64) (mistyped []Query, untouched int) {
	mistyped = slices.Clone(queries)
	for i, q := range queries {
		mistyped[i].Text = mistype(q.Text, q.Lang, seed)
		if mistyped[i].Text == q.Text {
			untouched++
		}
	}
	return mistyped, untouched
}

func mistype(text, lang string, seed uint64) string {
	hash := fnv.New64a()
	hash.Write([]byte(text))
	dice := rand.New(rand.NewPCG(seed, hash.Sum64()))
	letters := []rune(text)
	words := longWords(letters)
	if len(words) == 0 {
		return text
	}
	word := words[dice.IntN(len(words))]
	kinds := slips(letters[word[0]:word[1]], lang)
	kind := kinds[dice.IntN(len(kinds))]
	slip := kind[dice.IntN(len(kind))]
	return string(letters[:word[0]]) + slip + string(letters[word[1]:])
}

// longWords are where the words begin and end that may be mistyped.
func longWords(letters []rune) (words [][2]int) {
	for begin := 0; begin < len(letters); begin++ {
		end := begin
		for end < len(letters) && unicode.IsLetter(letters[end]) {
			end++
		}
		if end-begin >= longWord {
			words = append(words, [2]int{begin, end})
		}
		begin = end
	}
	return words
}

// slips are all ways to mistype a word, by kind; a kind that changes nothing is
// left out. Dropping is always possible.
func slips(word []rune, lang string) (kinds [][]string) {
	var swapped, dropped, doubled, replaced []string
	for i := 1; i < len(word); i++ {
		before, after := string(word[:i]), string(word[i+1:])
		if i+1 < len(word) && word[i] != word[i+1] {
			swapped = append(swapped, before+string([]rune{word[i+1], word[i]})+string(word[i+2:]))
		}
		dropped = append(dropped, before+after)
		doubled = append(doubled, before+strings.Repeat(string(word[i]), 2)+after)
		for _, key := range neighbours(word[i], lang) {
			replaced = append(replaced, before+string(key)+after)
		}
	}
	all := [][]string{swapped, dropped, doubled, replaced}
	return slices.DeleteFunc(all, func(kind []string) bool { return len(kind) == 0 })
}

// neighbours are the keys left and right of a letter's, in its case.
func neighbours(letter rune, lang string) (keys []rune) {
	keyboard, ok := rows[lang]
	if !ok {
		keyboard = rows[""]
	}
	for _, row := range keyboard {
		line := []rune(row)
		at := slices.Index(line, unicode.ToLower(letter))
		for _, i := range []int{at - 1, at + 1} {
			if at >= 0 && i >= 0 && i < len(line) {
				keys = append(keys, sameCase(letter, line[i]))
			}
		}
	}
	return keys
}

func sameCase(as, letter rune) rune {
	if unicode.IsUpper(as) {
		return unicode.ToUpper(letter)
	}
	return letter
}
