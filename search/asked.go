package search

import (
	"cmp"
	"context"
	"slices"
	"strings"

	index "github.com/blevesearch/bleve_index_api"
)

const (
	maxQuestionRunes = 500 // the rest of a longer text is not looked at
	maxTerms         = 12  // the weightiest of a question; the cost of a search grows with them
	maxGrams         = 20  // the rarest are searched for,
	minGrams         = 4   // these in any case
)

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

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
