package language

import (
	"bytes"
	stdunicode "unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/character"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/registry"
)

const tokenizerName = "deskbell_words"

// wordTokenizer cuts text by the Unicode rules for words. Those rules know no
// words in scripts written without spaces and bleve drops such text, so there a
// run of letters is a word, and the grams within it do the finding.
type wordTokenizer struct{ byRules, byRuns analysis.Tokenizer }

func newWordTokenizer(map[string]any, *registry.Cache) (analysis.Tokenizer, error) {
	return wordTokenizer{unicode.NewUnicodeTokenizer(), character.NewCharacterTokenizer(InWord)}, nil
}

func (w wordTokenizer) Tokenize(text []byte) analysis.TokenStream {
	if bytes.ContainsFunc(text, WithoutSpaces) {
		return w.byRuns.Tokenize(text)
	}
	return w.byRules.Tokenize(text)
}

// WithoutSpaces reports a letter of a script that is written without spaces and
// in which Unicode knows no words: Thai, Lao, Khmer, Burmese.
func WithoutSpaces(r rune) bool {
	return r >= 0x0e00 && stdunicode.In(r, stdunicode.Thai, stdunicode.Lao, stdunicode.Khmer, stdunicode.Myanmar)
}

// InWord reports a letter, a mark or a digit.
func InWord(r rune) bool {
	return stdunicode.IsLetter(r) || stdunicode.IsMark(r) || stdunicode.IsDigit(r)
}
