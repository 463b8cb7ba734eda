package search

import (
	"cmp"
	"context"
	"hash/fnv"
	"slices"
	"strings"

	index "github.com/blevesearch/bleve_index_api"
)

const (
	maxQuestionRunes = 500 // the rest of a longer text is not looked at
	maxTerms         = 12  // the weightiest of a question; the cost of a search grows with them
	maxGrams         = 20  // the rarest are searched for,
	minGrams         = 4   // these in any case
	maxFieldLangs    = 4   // languages searched when the question's is not clear
	functionWeight   = 0.3 // of a function word, beside one that carries matter
	respeltWeight    = 0.8 // of a word taken for a similar one
)

// term is a word of a question as a field's analyzer cuts it.
type term struct {
	text   string
	weight float64
	docs   uint64 // entries that have it
	known  bool   // some entry has it, perhaps spelt otherwise
}

// wording is a question cut the way a language's fields are.
type wording struct {
	terms  []term // weightiest first, at most maxTerms
	words  bag    // the same
	pairs  bag
	matter int // how many terms are more than function words
}

// asked is a question made ready for one generation.
type asked struct {
	text     string
	lang     string              // the language to answer in; "" unknown
	sure     bool                // it is the question's, not only the page's
	fields   []string            // languages of the fields to search
	wordings map[string]*wording // by language of the field
	grams    bag
	rarest   []string // grams to search for, at most maxGrams
	scope    string
}

func (g *generation) prepare(ctx context.Context, r index.IndexReader, q Question) (*asked, error) {
	text := firstRunes(strings.ToValidUTF8(cleanLine(q.Text), " "), maxQuestionRunes)
	lang, sure := g.chooseLang(text, q.Lang)
	a := &asked{text: text, lang: lang, sure: sure, fields: g.fieldsFor(lang, sure), wordings: map[string]*wording{}, scope: q.Scope}
	for _, f := range a.fields {
		if _, err := g.wordingFor(ctx, r, a, f); err != nil {
			return nil, err
		}
	}
	return a, g.addGrams(ctx, r, a)
}

// wordingFor cuts the question for a field once. Fields that are not searched
// are needed for candidates that the grams brought in from other languages.
func (g *generation) wordingFor(ctx context.Context, r index.IndexReader, a *asked, field string) (*wording, error) {
	if w, ok := a.wordings[field]; ok {
		return w, nil
	}
	cut := analyze(analyzerName(field), a.text)
	w := &wording{pairs: pairsOf(cut)}
	light := functionTerms(a.text, field)
	var err error
	if w.terms, err = g.weigh(ctx, r, unique(cut), light, field); err != nil {
		return nil, err
	}
	items := make([]weighed, len(w.terms))
	for i, t := range w.terms {
		items[i] = weighed{termID(t.text), float32(t.weight)}
		if !light[t.text] {
			w.matter++
		}
	}
	w.words = newBag(items)
	a.wordings[field] = w
	return w, nil
}

// chooseLang finds the language to answer in. A clear guess counts more than
// the client's word, which is the page's language.
func (g *generation) chooseLang(text, believed string) (lang string, sure bool) {
	guess, sure := guessLang(text)
	believed = baseLang(believed)
	switch {
	case sure && g.answersIn(guess):
		return guess, true
	case g.answersIn(believed):
		return believed, false
	case g.answersIn(guess):
		return guess, false
	}
	return "", false
}

func (g *generation) answersIn(lang string) bool { return lang != "" && slices.Contains(g.langs, lang) }

// fieldsFor are the languages to search: the question's, or as many as may be.
func (g *generation) fieldsFor(lang string, sure bool) []string {
	if sure {
		return []string{analyzed(lang)}
	}
	var fields []string
	if lang != "" {
		fields = append(fields, analyzed(lang))
	}
	for _, f := range analyzedLangs(g.snapshot) {
		if !slices.Contains(fields, f) && len(fields) < maxFieldLangs {
			fields = append(fields, f)
		}
	}
	return fields
}

// weigh keeps the weightiest terms of a question.
func (g *generation) weigh(ctx context.Context, r index.IndexReader, cut []string, light map[string]bool, field string) ([]term, error) {
	terms := make([]term, 0, len(cut))
	for _, t := range cut {
		one, err := g.weighOne(ctx, r, t, field)
		if err != nil {
			return nil, err
		}
		if light[t] {
			one.weight *= functionWeight
		}
		terms = append(terms, one)
	}
	slices.SortStableFunc(terms, func(a, b term) int { return cmp.Compare(b.weight, a.weight) })
	return terms[:min(len(terms), maxTerms)], nil
}

func (g *generation) weighOne(ctx context.Context, r index.IndexReader, text, field string) (term, error) {
	n, err := g.frequency(ctx, r, text, field)
	if err != nil || n > 0 {
		return term{text: text, weight: g.idf(n), docs: n, known: n > 0}, err
	}
	respelt, err := respell(r, text, askField(field))
	if err != nil || respelt == "" {
		return term{text: text, weight: g.idf(0)}, err
	}
	n, err = g.frequency(ctx, r, respelt, field)
	return term{text: respelt, weight: respeltWeight * g.idf(n), docs: n, known: true}, err
}

// frequency is the number of entries with a term in their phrasings; one that
// stands in answers only counts as rare, not as unknown.
func (g *generation) frequency(ctx context.Context, r index.IndexReader, text, field string) (uint64, error) {
	n, err := docCount(ctx, r, text, askField(field))
	if err != nil || n > 0 {
		return n, err
	}
	n, err = docCount(ctx, r, text, answerField(field))
	return min(n, 1), err
}

// addGrams weighs the question's grams and picks the rarest to search for.
func (g *generation) addGrams(ctx context.Context, r index.IndexReader, a *asked) error {
	counts := map[string]uint64{}
	var items []weighed
	for _, gram := range unique(analyze(gramAnalyzer, a.text)) {
		n, err := docCount(ctx, r, gram, fieldGrams)
		if err != nil {
			return err
		}
		items = append(items, weighed{termID(gram), float32(g.idf(n))})
		if n > 0 {
			counts[gram] = n
			a.rarest = append(a.rarest, gram)
		}
	}
	slices.SortStableFunc(a.rarest, func(x, y string) int { return cmp.Compare(counts[x], counts[y]) })
	a.rarest = a.rarest[:min(len(a.rarest), maxGrams)]
	for len(a.rarest) > minGrams && counts[a.rarest[len(a.rarest)-1]] > g.tooCommon() {
		a.rarest = a.rarest[:len(a.rarest)-1]
	}
	a.grams = newBag(items)
	return nil
}

// functionTerms are the terms that function words of the text become.
func functionTerms(text, lang string) map[string]bool {
	light := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), notInWord) {
		if isFunctionWord(w, lang) {
			for _, t := range analyze(analyzerName(lang), w) {
				light[t] = true
			}
		}
	}
	return light
}

func termID(text string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(text))
	return h.Sum32()
}

func unique(items []string) []string {
	seen := make(map[string]bool, len(items))
	return slices.DeleteFunc(items, func(s string) bool {
		known := seen[s]
		seen[s] = true
		return known
	})
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
