package language

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// latinFilterName writes Serbian in Latin letters: it is written in both scripts,
// a FAQ in one of them.
const latinFilterName = "deskbell_serbian_latin"

var serbianLatin = strings.NewReplacer(
	"а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "ђ", "đ", "е", "e", "ж", "ž", "з", "z", "и", "i",
	"ј", "j", "к", "k", "л", "l", "љ", "lj", "м", "m", "н", "n", "њ", "nj", "о", "o", "п", "p", "р", "r",
	"с", "s", "т", "t", "ћ", "ć", "у", "u", "ф", "f", "х", "h", "ц", "c", "ч", "č", "џ", "dž", "ш", "š",
)

type latinFilter struct{}

func newLatinFilter(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
	return latinFilter{}, nil
}

func (latinFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	for _, t := range tokens {
		t.Term = []byte(serbianLatin.Replace(string(t.Term)))
	}
	return tokens
}
