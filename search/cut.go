package search

import "strings"

// token is a word of a text.
type token struct {
	word string // as written, in lower case and without accents
	term string // as the language's analyzer cuts it
}

// cut takes a text apart with an analyzer.
func cut(analyzer, text string) []token {
	a, err := analyzers.AnalyzerNamed(analyzer)
	if err != nil {
		panic("search: " + err.Error()) // all names are registered
	}
	stream := a.Analyze([]byte(text))
	tokens := make([]token, len(stream))
	for i, t := range stream {
		tokens[i] = token{word: fold(strings.ToLower(text[t.Start:t.End])), term: string(t.Term)}
	}
	return tokens
}

// analyze are the terms alone.
func analyze(analyzer, text string) []string {
	tokens := cut(analyzer, text)
	terms := make([]string, len(tokens))
	for i, t := range tokens {
		terms[i] = t.term
	}
	return terms
}
