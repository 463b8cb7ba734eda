package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"deskbell/search/language"
)

const (
	fewestTyped = 2   // letters, before which nothing is looked for; dense scripts say enough with one
	mostTyped   = 200 // letters that are looked at
)

// typed is an unfinished question as the phrasebook reads it.
type typed struct {
	lang       string // to show entries in; "" unknown
	parts      []typedPart
	grams      []uint32
	gramLength float32
	byGrams    bool // letters decide where words do not: misspelt ones, scripts without spaces
}

// typedPart is the text as read in one language.
type typedPart struct {
	terms  []term   // of the finished words, as far as they are known
	begun  []uint32 // terms that the last word may become
	weight float32  // of the last word
	total  float32  // of all words, the unknown too
}

// readTyped takes the text apart. It is false as long as there is nothing of matter to look for.
func (g *generation) readTyped(t Typed) (_ typed, ok bool) {
	text := firstRunes(strings.ToValidUTF8(t.Text, " "), mostTyped)
	done, begun := cutBegun(text)
	plain := plainText(text)
	if begun != "" {
		plain = strings.TrimRight(plain, " ")
	}
	r := typed{}
	if !longEnough(strings.TrimSpace(plain)) {
		return r, false
	}
	r.lang, _ = g.chooseLang("", false, t.Lang)
	fields := g.fieldsFor(r.lang, false)
	for _, field := range fields {
		part, matter, unknown := g.book.typedPart(field, fields, done, begun)
		if matter {
			r.parts = append(r.parts, part)
			r.byGrams = r.byGrams || unknown
		}
	}
	a := asked{grams: gramKeysIn(plain, g.book.grams.keys())}
	a.weighGrams(g.book)
	r.grams, r.gramLength = a.grams, a.gramLength
	return r, len(r.parts) > 0
}

func longEnough(plain string) bool {
	first, _ := utf8.DecodeRuneInString(plain)
	return utf8.RuneCountInString(plain) >= fewestTyped || plain != "" && dense(first)
}

// cutBegun separates the word that is being typed from those before it.
func cutBegun(text string) (done, begun string) {
	end := 0
	for i, r := range text {
		if !language.InWord(r) && !strings.ContainsRune("'’ʼ", r) {
			end = i + utf8.RuneLen(r)
		}
	}
	return text[:end], language.Bare(strings.ToLower(text[end:]))
}

// typedPart reads a text in one of the languages in question: whether anything in it matters, and whether
// any of that is a word that no entry has.
func (p *phrasebook) typedPart(lang string, langs []string, done, begun string) (part typedPart, matter, unknown bool) {
	lex := p.lexicons[lang]
	if lex == nil {
		return part, false, false
	}
	if begun != "" && !functionIn(begun, langs) {
		part.begun, part.weight = p.begunTerms(lex, lang, begun)
	}
	if part.begun == nil {
		done += begun // "refunds" begins no word of the FAQ and is one of its words
	}
	w := p.wording(done, lang, nil)
	for _, t := range w.terms {
		light := t.function || functionIn(t.form, langs)
		matter = matter || !light
		unknown = unknown || !t.known && !light
		if t.known {
			part.terms = append(part.terms, t)
		}
	}
	part.total = w.total + part.weight
	return part, matter || part.begun != nil, unknown
}

func functionIn(word string, langs []string) bool {
	return slices.ContainsFunc(langs, func(lang string) bool { return language.IsFunctionWord(word, lang) })
}

// begunTerms are the terms of the words that begin so and carry matter, and what the commonest of them weighs.
func (p *phrasebook) begunTerms(lex *lexicon, lang, begun string) (terms []uint32, weight float32) {
	for _, f := range lex.startingWith(begun) {
		if language.IsFunctionWord(f.word, lang) {
			continue
		}
		if own := p.termWeights[f.term]; terms == nil || own < weight {
			weight = own
		}
		terms = append(terms, f.term)
	}
	slices.Sort(terms)
	return slices.Compact(terms), weight
}

// startingWith are the forms that begin with some letters.
func (l *lexicon) startingWith(start string) []form {
	from, _ := slices.BinarySearchFunc(l.forms, start, func(f form, start string) int { return strings.Compare(f.word, start) })
	to := from
	for to < len(l.forms) && strings.HasPrefix(l.forms[to].word, start) {
		to++
	}
	return l.forms[from:to]
}
