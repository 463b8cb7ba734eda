package language

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"golang.org/x/text/unicode/norm"
)

const foldFilterName = "deskbell_fold"

// Fold takes accents off Latin, Greek and Cyrillic letters, since visitors on
// phones leave them out, and brings every other text into one Unicode form. The
// vowel signs of other scripts stay: they are letters there.
func Fold(s string) string {
	if isASCII(s) {
		return s
	}
	bare := strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36f {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
	return strings.ReplaceAll(norm.NFC.String(bare), "ß", "ss")
}

// Bare is a word folded and without apostrophes: "can't" is often typed "cant".
func Bare(word string) string {
	word = Fold(word)
	if !strings.ContainsAny(word, apostrophes) {
		return word
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(apostrophes, r) {
			return -1
		}
		return r
	}, word)
}

const apostrophes = "'’ʼ"

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

type foldFilter struct{}

func newFoldFilter(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
	return foldFilter{}, nil
}

func (foldFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	for _, t := range tokens {
		t.Term = []byte(Bare(string(t.Term)))
	}
	return tokens
}
