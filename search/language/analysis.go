package language

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/ca"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/analysis/lang/ckb"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/ga"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/in"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/token/apostrophe"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/registry"
)

// anyLang is the analyzer of languages that have none of their own.
const anyLang = "und"

// chains are token filters by language, between lower case and folding: bleve's
// where it has a stemmer, else those of stems.txt. Stop words stay: "with" and
// "without" are the whole difference between two questions, and BM25 knows how
// little "the" weighs.
var chains = map[string][]string{
	anyLang: nil,
	"ar":    {ar.NormalizeName, ar.StemmerName},
	"ca":    {ca.ElisionName, lightName("ca")},
	"ckb":   {ckb.NormalizeName, ckb.StemmerName},
	"da":    {snowballName("da")},
	"de":    {de.NormalizeName, de.LightStemmerName, lightName("de")},
	"en":    {en.PossessiveName, en.SnowballStemmerName},
	"es":    {es.NormalizeName, es.LightStemmerName, lightName("es")},
	"fa":    {ar.NormalizeName, fa.NormalizeName, lightName("fa")},
	"fi":    {snowballName("fi"), lightName("fi")},
	"fr":    {fr.ElisionName, fr.LightStemmerName},
	"ga":    {ga.ElisionName, lightName("ga")},
	"hi":    {in.NormalizeName, hi.NormalizeName, hi.StemmerName},
	"hr":    {latinFilterName, lightName("hr")},
	"hu":    {snowballName("hu"), lightName("hu")},
	"it":    {it.ElisionName, it.LightStemmerName},
	"ja":    {cjk.WidthName, signsFilterName},
	"ko":    {cjk.WidthName, cjk.BigramName},
	"nl":    {snowballName("nl")},
	"no":    {snowballName("no"), lightName("no")},
	"pt":    {pt.LightStemmerName},
	"ro":    {snowballName("ro")},
	"ru":    {snowballName("ru")},
	"sv":    {snowballName("sv"), lightName("sv")},
	"tr":    {apostrophe.Name, lightName("tr")},
	"th":    {clustersFilterName},
	"zh":    {cjk.WidthName, signsFilterName},
}

// stemmed are the languages of stems.txt.
var stemmed = []string{
	"af", "be", "bg", "bn", "ca", "cs", "de", "el", "es", "et", "eu", "fa", "fi", "ga", "gl", "he", "hr", "hu", "id", "is",
	"lt", "lv", "mk", "mt", "no", "pl", "sk", "sl", "sv", "sw", "tr", "uk", "ur", "vi",
}

// kin maps languages to the one whose analyzer serves them.
var kin = map[string]string{"nb": "no", "nn": "no", "bs": "hr", "sr": "hr", "lo": "th", "km": "th", "my": "th"}

// Analyzers and their parts are known by name. Nothing is built until a language is first met.
func init() {
	for _, lang := range stemmed {
		must(registry.RegisterTokenFilter(lightName(lang), newLightFilter(lang)))
		if chains[lang] == nil {
			chains[lang] = []string{lightName(lang)}
		}
	}
	for lang, stem := range snowball {
		must(registry.RegisterTokenFilter(snowballName(lang), stem.build))
	}
	for lang, chain := range chains {
		must(registry.RegisterAnalyzer(analyzerName(lang), chainAnalyzer(chain)))
	}
	must(registry.RegisterTokenizer(tokenizerName, newWordTokenizer))
	must(registry.RegisterTokenFilter(foldFilterName, newFoldFilter))
	must(registry.RegisterTokenFilter(signsFilterName, newSignsFilter))
	must(registry.RegisterTokenFilter(clustersFilterName, newClustersFilter))
	must(registry.RegisterTokenFilter(latinFilterName, newLatinFilter))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func analyzerName(lang string) string { return "deskbell_" + lang }

// Analyzed is the language whose analyzer serves lang: its own, a relative, or
// "und" for any that has none.
func Analyzed(lang string) string {
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
	names = append(names, foldFilterName)
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

// Analyzer is bleve's analyzer of a language, one of Analyzed.
func Analyzer(lang string) analysis.Analyzer {
	a, err := analyzers.AnalyzerNamed(analyzerName(lang))
	if err != nil {
		panic("language: " + err.Error()) // all names are registered
	}
	return a
}
