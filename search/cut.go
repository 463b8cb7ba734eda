package search

import "strings"

// token is a word of a text.
type token struct {
	word     string // as written, in lower case and without accents or apostrophes
	term     string // as the language's analyzer cuts it
	function bool   // it carries grammar more than matter
}

// cut takes a text apart as the fields of a language are.
func cut(lang, text string) []token {
	a, err := analyzers.AnalyzerNamed(analyzerName(lang))
	if err != nil {
		panic("search: " + err.Error()) // all names are registered
	}
	stream := a.Analyze([]byte(text))
	tokens := make([]token, len(stream))
	for i, t := range stream {
		written := strings.ToLower(text[t.Start:t.End])
		tokens[i] = token{word: bare(written), term: string(t.Term), function: isFunctionWord(written, lang)}
	}
	return tokens
}
