package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// fold makes text comparable for searching: "Müller" and "MULLER" are the same. It is
// done here because the databases disagree about it, and SQLite knows ASCII alone.
func fold(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	withoutMarks := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
	return norm.NFC.String(cases.Fold().String(withoutMarks))
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// containing is the LIKE pattern, with ESCAPE '\', for text that contains a word.
func containing(word string) string { return "%" + likeEscape.Replace(word) + "%" }
