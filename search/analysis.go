package search

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/ca"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/analysis/lang/ckb"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/ga"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/hr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/in"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
	"github.com/blevesearch/bleve/v2/analysis/token/apostrophe"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/registry"
)

// anyLang is the analyzer, and the fields, of languages that have none of their own.
const anyLang = "und"

// gramAnalyzer cuts words into character trigrams, whatever the language: it
// finds misspelt words and the parts of compounds.
const gramAnalyzer = "deskbell_grams"

// chains are bleve's own token filters by language, between lower case and
// folding. Stop words stay: "with" and "without" are the whole difference
// between two questions, and BM25 knows how little "the" weighs.
var chains = map[string][]string{
	anyLang: nil,
	"ar":    {ar.NormalizeName, ar.StemmerName},
	"ca":    {ca.ElisionName},
	"ckb":   {ckb.NormalizeName, ckb.StemmerName},
	"da":    {da.SnowballStemmerName},
	"de":    {de.NormalizeName, de.LightStemmerName},
	"en":    {en.PossessiveName, en.SnowballStemmerName},
	"es":    {es.NormalizeName, es.LightStemmerName},
	"fa":    {ar.NormalizeName, fa.NormalizeName},
	"fi":    {fi.SnowballStemmerName},
	"fr":    {fr.ElisionName, fr.LightStemmerName},
	"ga":    {ga.ElisionName},
	"hi":    {in.NormalizeName, hi.NormalizeName, hi.StemmerName},
	"hr":    {hr.SuffixTransformationFilterName, hr.StemmerName},
	"hu":    {hu.SnowballStemmerName},
	"it":    {it.ElisionName, it.LightStemmerName},
	"ja":    {cjk.WidthName, cjk.BigramName},
	"ko":    {cjk.WidthName, cjk.BigramName},
	"nl":    {nl.SnowballStemmerName},
	"no":    {no.SnowballStemmerName},
	"pt":    {pt.LightStemmerName},
	"ro":    {ro.SnowballStemmerName},
	"ru":    {ru.SnowballStemmerName},
	"sv":    {sv.SnowballStemmerName},
	"tr":    {apostrophe.Name, tr.SnowballStemmerName},
	"zh":    {cjk.WidthName, cjk.BigramName},
}

// kin maps languages to the one whose analyzer serves them.
var kin = map[string]string{"nb": "no", "nn": "no", "bs": "hr", "sr": "hr"}

// bleve finds analyzers by name when it opens an index, so the names must be
// known before. Nothing is built until a language is first met.
func init() {
	for lang, chain := range chains {
		must(registry.RegisterAnalyzer(analyzerName(lang), chainAnalyzer(chain)))
	}
	must(registry.RegisterAnalyzer(gramAnalyzer, chainAnalyzer([]string{gramFilterName})))
	must(registry.RegisterTokenizer(tokenizerName, newWordTokenizer))
	must(registry.RegisterTokenFilter(foldFilterName, newFoldFilter))
	must(registry.RegisterTokenFilter(gramFilterName, newGramFilter))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func analyzerName(lang string) string { return "deskbell_" + lang }

// analyzed is the language whose analyzer and fields serve lang.
func analyzed(lang string) string {
	if k, ok := kin[lang]; ok {
		lang = k
	}
	if _, ok := chains[lang]; ok {
		return lang
	}
	return anyLang
}

func chainAnalyzer(chain []string) registry.AnalyzerConstructor {
	names := append([]string{lowercase.Name}, chain...)
	if len(chain) == 0 || chain[0] != gramFilterName {
		names = append(names, foldFilterName)
	}
	return func(_ map[string]any, cache *registry.Cache) (analysis.Analyzer, error) {
		tokenizer, err := cache.TokenizerNamed(tokenizerName)
		if err != nil {
			return nil, err
		}
		a := &analysis.DefaultAnalyzer{Tokenizer: tokenizer}
		for _, name := range names {
			filter, err := cache.TokenFilterNamed(name)
			if err != nil {
				return nil, err
			}
			a.TokenFilters = append(a.TokenFilters, filter)
		}
		return a, nil
	}
}

// analyzers holds every analyzer that was used; bleve's cache is safe for concurrent use.
var analyzers = registry.NewCache()

// analyze cuts text into the terms of a language's fields, or into grams.
func analyze(analyzer, text string) []string {
	a, err := analyzers.AnalyzerNamed(analyzer)
	if err != nil {
		panic("search: " + err.Error()) // all names are registered above
	}
	tokens := a.Analyze([]byte(text))
	terms := make([]string, len(tokens))
	for i, t := range tokens {
		terms[i] = string(t.Term)
	}
	return terms
}
