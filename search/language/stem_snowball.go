package language

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/swedish"
)

// snowball are the stemmers that serve without bleve's package of the language, which would
// bring its stop words.
var snowball = map[string]snowballFilter{
	"da": danish.Stem, "fi": finnish.Stem, "hu": hungarian.Stem, "nl": dutch.Stem, "no": norwegian.Stem,
	"ro": romanian.Stem, "ru": russian.Stem, "sv": swedish.Stem,
}

// snowballFilter is the token filter of a stemmer.
type snowballFilter func(*snowballstem.Env) bool

func snowballName(lang string) string { return "deskbell_snowball_" + lang }

// Filter stems each token in place.
func (stem snowballFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	for _, t := range tokens {
		env := snowballstem.NewEnv(string(t.Term))
		stem(env)
		t.Term = []byte(env.Current())
	}
	return tokens
}

func (stem snowballFilter) build(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
	return stem, nil
}
