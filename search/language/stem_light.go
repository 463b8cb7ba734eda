package language

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

//go:embed stems.txt
var stemsFile string

// affix is a beginning or an ending that a word may lose.
type affix struct {
	text, instead string
	prefix        bool
}

// stemStep takes one affix off a word: the first that fits.
type stemStep struct {
	left    int // letters that must be left
	affixes []affix
}

// lightStemmer takes the endings off the words of a language, step by step.
type lightStemmer []stemStep

// lightStemmers are those of stems.txt by language.
var lightStemmers = sync.OnceValue(func() map[string]lightStemmer {
	stemmers := map[string]lightStemmer{}
	for line := range strings.Lines(stemsFile) {
		head, rules, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		lang, letters, _ := strings.Cut(head, " ")
		left, err := strconv.Atoi(letters)
		if err != nil {
			panic("language: stems.txt: " + line)
		}
		stemmers[lang] = append(stemmers[lang], stemStep{left, readAffixes(rules)})
	}
	return stemmers
})

// readAffixes reads the rules of a step, longest first.
func readAffixes(rules string) []affix {
	var affixes []affix
	for _, rule := range strings.Fields(rules) {
		text, instead, _ := strings.Cut(rule, ">")
		text, prefix := strings.CutPrefix(text, "^")
		affixes = append(affixes, affix{plainFold(text), plainFold(instead), prefix})
	}
	slices.SortStableFunc(affixes, func(a, b affix) int { return cmp.Compare(len(b.text), len(a.text)) })
	return affixes
}

// stem takes the affixes off a word in lower case. Numbers stay as they are.
func (s lightStemmer) stem(word string) string {
	word = plainFold(word)
	if HasDigit(word) {
		return word
	}
	for _, step := range s {
		word = step.apply(word)
	}
	return word
}

func (s stemStep) apply(word string) string {
	letters := utf8.RuneCountInString(word)
	for _, a := range s.affixes {
		if len(a.text) >= len(word) || letters-utf8.RuneCountInString(a.text)+utf8.RuneCountInString(a.instead) < s.left {
			continue
		}
		if a.prefix {
			if rest, ok := strings.CutPrefix(word, a.text); ok {
				return a.instead + rest
			}
		} else if rest, ok := strings.CutSuffix(word, a.text); ok {
			return rest + a.instead
		}
	}
	return word
}

// plainFold folds what Fold leaves too: letters with strokes, the shapes of
// Arabic letters, and joiners that many leave out.
func plainFold(s string) string {
	if isASCII(s) {
		return s
	}
	return Fold(plainLetters.Replace(s))
}

type lightFilter struct{ stemmer lightStemmer }

func lightName(lang string) string { return "deskbell_light_" + lang }

func newLightFilter(lang string) registry.TokenFilterConstructor {
	return func(map[string]any, *registry.Cache) (analysis.TokenFilter, error) {
		return lightFilter{lightStemmers()[lang]}, nil
	}
}

func (f lightFilter) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	for _, t := range tokens {
		t.Term = []byte(f.stemmer.stem(string(t.Term)))
	}
	return tokens
}
