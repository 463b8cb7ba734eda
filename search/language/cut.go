package language

import "strings"

// Token is a word of a text.
type Token struct {
	Word     string // as written, in lower case and without accents or apostrophes
	Term     string // as the language's analyzer cuts it
	Function bool   // it carries grammar more than matter
}

// Cut takes a text apart as the index does. The language is one of Analyzed.
func Cut(lang, text string) []Token {
	stream := Analyzer(lang).Analyze([]byte(text))
	tokens := make([]Token, len(stream))
	for i, t := range stream {
		written := strings.ToLower(text[t.Start:t.End])
		tokens[i] = Token{Word: Bare(written), Term: string(t.Term), Function: IsFunctionWord(written, lang)}
	}
	return tokens
}
