package search

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"deskbell/search/language"
)

// bookBuilder collects what entries say, one after the other.
type bookBuilder struct {
	book      *phrasebook
	light     []bool   // by term: a function word
	langs     []string // by term
	words     []pairing
	answers   []pairing
	tags      []pairing
	pairs     []pairing
	grams     []pairing
	pairKeys  int
	gramKeys  int
	forms     map[string]map[string]*form // by language and word
	last      map[string]uint32           // by language: the last entry that has something in it, from 1
	phrasings uint32
}

// newPhrasebook reads all entries of a snapshot.
func newPhrasebook(ctx context.Context, s *snapshot) (*phrasebook, error) {
	letters := lettersIn(s.entries)
	b := &bookBuilder{
		book: &phrasebook{lexicons: map[string]*lexicon{}}, forms: map[string]map[string]*form{}, last: map[string]uint32{},
		pairKeys: keysFor(letters / lettersAWord), gramKeys: keysFor(letters * gramsALetter),
		grams: make([]pairing, 0, letters*gramsALetter),
	}
	for i, e := range s.entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		b.add(uint32(i), e, s.fields[i])
	}
	b.book.first = append(b.book.first, b.phrasings)
	b.finish()
	return b.book, nil
}

// How many pairs of words and grams a text has, roughly.
const (
	lettersAWord = 5
	gramsALetter = 2
)

func lettersIn(entries []Entry) (n int) {
	for _, e := range entries {
		n += len(e.Question)
		for _, a := range e.Alternatives {
			n += len(a)
		}
	}
	return n
}

func (b *bookBuilder) add(place uint32, e Entry, lang string) {
	b.spoken(place, lang)
	b.book.first = append(b.book.first, b.phrasings)
	before := len(b.grams)
	for _, text := range phrasings(e) {
		b.addPhrasing(place, text, phrasingLang(text, lang))
	}
	b.book.askNorms = append(b.book.askNorms, float32(len(b.grams)-before))
	b.addText(&b.answers, place, e.Answer, lang)
	b.addText(&b.tags, place, strings.Join(e.topics(), " "), lang)
}

// spoken counts the entries that have something in a language.
func (b *bookBuilder) spoken(place uint32, lang string) {
	lex := b.book.lexicons[lang]
	if lex == nil {
		lex = newLexicon()
		b.book.lexicons[lang] = lex
		b.forms[lang] = map[string]*form{}
	}
	if b.last[lang] != place+1 {
		b.last[lang] = place + 1
		lex.entries++
	}
}

func (b *bookBuilder) addPhrasing(place uint32, text, lang string) {
	b.spoken(place, lang)
	tokens := language.Cut(lang, text)
	var hashes []uint32
	terms := make([]uint32, 0, len(tokens))
	for i, t := range tokens {
		terms = append(terms, b.term(t, lang))
		if i > 0 {
			hashes = append(hashes, fold32(hashPair(terms[i-1], terms[i]), b.pairKeys))
		}
	}
	b.words = paired(b.words, terms, b.phrasings)
	b.pairs = paired(b.pairs, hashes, b.phrasings)
	b.grams = paired(b.grams, gramKeysOf(text, b.gramKeys), b.phrasings)
	b.book.entry = append(b.book.entry, place)
	b.phrasings++
}

// addText pairs an entry with the terms of another text of it.
func (b *bookBuilder) addText(to *[]pairing, place uint32, text, lang string) {
	tokens := language.Cut(lang, text)
	terms := make([]uint32, len(tokens))
	for i, t := range tokens {
		terms[i] = b.term(t, lang)
	}
	*to = paired(*to, terms, place)
}

// paired adds a document's keys, each once.
func paired(all []pairing, keys []uint32, doc uint32) []pairing {
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		all = append(all, pairing{k, doc})
	}
	return all
}

// term is the number of a token's term, a new one if need be.
func (b *bookBuilder) term(t language.Token, lang string) uint32 {
	terms := b.book.lexicons[lang].terms
	id, known := terms[t.Term]
	if !known {
		id = uint32(len(b.light))
		terms[t.Term] = id
		b.book.terms = append(b.book.terms, t.Term)
		b.light = append(b.light, t.Function)
		b.langs = append(b.langs, lang)
	}
	if f := b.forms[lang][t.Word]; f != nil {
		f.count++
	} else {
		b.forms[lang][t.Word] = &form{word: t.Word, term: id, count: 1}
	}
	return id
}

// finish inverts what was collected and weighs it.
func (b *bookBuilder) finish() {
	p := b.book
	terms := len(b.light)
	b.takeApart()
	p.words = invert(b.words, terms)
	p.answers = invert(b.answers, terms)
	p.tags = invert(b.tags, terms)
	p.pairs = hashed{invert(b.pairs, b.pairKeys)}
	p.grams = hashed{invert(b.grams, b.gramKeys)}
	for lang, lex := range p.lexicons {
		for _, word := range slices.Sorted(maps.Keys(b.forms[lang])) {
			lex.forms = append(lex.forms, *b.forms[lang][word])
		}
		lex.complete()
	}
	b.weigh()
	p.measure()
}

// takeApart adds to each phrasing the parts of its compounds, as far as other
// entries have them as words.
func (b *bookBuilder) takeApart() {
	parts := map[uint32][]uint32{}
	for term, word := range b.book.terms {
		if lang := b.langs[term]; language.WritesCompounds(lang) {
			parts[uint32(term)] = b.partsOf(word, lang)
		}
	}
	var more []pairing
	for _, p := range b.words {
		for _, part := range parts[p.key] {
			more = append(more, pairing{part, p.doc})
		}
	}
	if len(more) == 0 {
		return
	}
	b.words = append(b.words, more...)
	slices.SortFunc(b.words, func(a, b pairing) int { return cmp.Or(cmp.Compare(a.doc, b.doc), cmp.Compare(a.key, b.key)) })
	b.words = slices.Compact(b.words)
}

func (b *bookBuilder) partsOf(word, lang string) (parts []uint32) {
	terms := b.book.lexicons[lang].terms
	for _, part := range language.CompoundParts(word, func(s string) bool { id, ok := terms[s]; return ok && !b.light[id] && s != word }) {
		parts = append(parts, terms[part])
	}
	return parts
}

// complete fills in what follows from the words.
func (l *lexicon) complete() {
	for i := range l.forms {
		f := &l.forms[i]
		runes := []rune(f.word)
		f.letters, f.runes = language.LettersOf(runes), len(runes)
	}
}
