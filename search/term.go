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
	functionWeight = 0.3 // of a function word, beside one that carries matter
	respeltWeight  = 0.8 // of a word taken for a similar one
)

// term is a word of a question as a field's analyzer cuts it.
type term struct {
	text   string
	weight float64
	docs   uint64 // entries that have it
	known  bool   // some entry has it, perhaps spelt otherwise
}

// weigh keeps the weightiest terms of a question. Only those may be respelt: a
// long text of unknown words must not cost more than a short one.
func (g *generation) weigh(ctx context.Context, r index.IndexReader, cut []string, light map[string]bool, field string) ([]term, error) {
	terms := make([]term, 0, len(cut))
	for _, text := range cut {
		t, err := g.weighOne(ctx, r, text, field)
		if err != nil {
			return nil, err
		}
		if light[text] {
			t.weight *= functionWeight
		}
		terms = append(terms, t)
	}
	slices.SortStableFunc(terms, func(a, b term) int { return cmp.Compare(b.weight, a.weight) })
	terms = terms[:min(len(terms), maxTerms)]
	return terms, g.respellUnknown(ctx, r, terms, field)
}

func (g *generation) weighOne(ctx context.Context, r index.IndexReader, text, field string) (term, error) {
	n, err := g.frequency(ctx, r, text, field)
	return term{text: text, weight: g.idf(n), docs: n, known: n > 0}, err
}

func (g *generation) respellUnknown(ctx context.Context, r index.IndexReader, terms []term, field string) error {
	for i, t := range terms {
		if t.known {
			continue
		}
		text, err := respell(r, t.text, askField(field))
		if err != nil {
			return err
		}
		if text == "" {
			continue
		}
		if terms[i], err = g.weighOne(ctx, r, text, field); err != nil {
			return err
		}
		terms[i].weight *= respeltWeight
	}
	return nil
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
