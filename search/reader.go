package search

import (
	"strings"
	"unicode/utf8"

	"deskbell/search/language"
)

// reader finds the terms that the words of a question stand for.
type reader struct {
	book   *phrasebook
	lex    *lexicon
	lang   string
	others []string // languages that the question is not read in
	left   int      // unknown words that may still be looked for among similar ones
}

const (
	shortestJoined = 2 // letters of each of two words written as one,
	longerJoined   = 4 // and of one of them
	shortestPart   = 5 // letters of a word that finds compounds which begin or end with it
	shortestRest   = 3 // letters of what a compound has beside it
	mostCompounds  = 3
)

// read takes one word, or two that were meant to be one: what was taken, and its
// terms. There is always one.
func (r *reader) read(tokens []language.Token) (terms []term, taken int) {
	t := tokens[0]
	if id, ok := r.lex.terms[t.Term]; ok {
		terms = []term{r.known(id, t.Word, 1)}
		if joined, ok := r.joined(tokens); ok {
			terms = append(terms, joined)
		}
		return terms, 1
	}
	if joined, ok := r.joined(tokens); ok {
		return []term{joined}, 2
	}
	if r.left--; r.left < 0 {
		return []term{r.unknown(t)}, 1
	}
	if f, ok := r.lex.respell(t.Word); ok {
		return []term{r.known(f.term, f.word, respeltWeight)}, 1
	}
	if terms = r.parts(t.Word); len(terms) > 0 {
		return terms, 1
	}
	if foreign, ok := r.foreign(t.Word); ok {
		return []term{foreign}, 1
	}
	return []term{r.unknown(t)}, 1
}

// joined is the next two words as one, if the FAQ writes it so.
func (r reader) joined(tokens []language.Token) (term, bool) {
	if len(tokens) < 2 {
		return term{}, false
	}
	f, ok := r.lex.form(tokens[0].Word + tokens[1].Word)
	if !ok {
		return term{}, false
	}
	return r.known(f.term, f.word, respeltWeight), true
}

func (r reader) known(id uint32, word string, share float32) term {
	return term{
		text: r.book.terms[id], form: word, id: id, known: true, function: language.IsFunctionWord(word, r.lang),
		weight: share * r.book.termWeights[id],
	}
}

func (r reader) unknown(t language.Token) term {
	one := term{text: t.Term, form: t.Word, function: t.Function, weight: weightFor(0, r.lex.entries)}
	if one.function {
		one.weight *= functionWeight
	}
	return one
}

// foreign is a word that the FAQ has in another language only.
func (r reader) foreign(word string) (term, bool) {
	for _, lang := range r.others {
		if f, ok := r.book.lexicons[lang].form(word); ok {
			return reader{book: r.book, lang: lang}.known(f.term, f.word, 1), true
		}
	}
	return term{}, false
}

// parts are the words that a word is made of, or the ones that it is a part of.
func (r reader) parts(word string) []term {
	if first, second, ok := r.apart(word); ok {
		return []term{r.known(first.term, first.word, respeltWeight), r.known(second.term, second.word, respeltWeight)}
	}
	if !language.WritesCompounds(r.lang) {
		return nil
	}
	var terms []term
	for _, part := range language.CompoundParts(word, r.isPart) {
		terms = append(terms, r.known(r.lex.terms[part], part, compoundWeight))
	}
	if len(terms) == 0 && len(word) >= shortestPart {
		terms = r.wholes(word)
	}
	return terms
}

// isPart reports a term that may stand for a part of a compound.
func (r reader) isPart(term string) bool {
	return r.lex.knows(term) && !language.IsFunctionWord(term, r.lang)
}

// apart splits two words written as one.
func (r reader) apart(word string) (first, second form, ok bool) {
	letters, before := utf8.RuneCountInString(word), -1
	for i := range word {
		before++
		if after := letters - before; min(before, after) < shortestJoined || max(before, after) < longerJoined {
			continue
		}
		first, ok = r.lex.form(word[:i])
		if !ok {
			continue
		}
		if second, ok = r.lex.form(word[i:]); ok {
			return first, second, true
		}
	}
	return form{}, form{}, false
}

// wholes are compounds of the FAQ that begin or end with a word.
func (r reader) wholes(word string) (terms []term) {
	for _, f := range r.lex.forms {
		if len(f.word) < len(word)+shortestRest || !strings.HasPrefix(f.word, word) && !strings.HasSuffix(f.word, word) {
			continue
		}
		if terms = append(terms, r.known(f.term, f.word, compoundWeight)); len(terms) == mostCompounds {
			break
		}
	}
	return terms
}
