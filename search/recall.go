package search

import (
	"context"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// How many entries each way of searching may bring in.
const (
	recallAsk    = 60
	recallGrams  = 40
	recallAnswer = 20
)

// tooCommon is the number of entries from which on a word is not searched for,
// as long as the question has a rarer one: the time of a search grows with the
// entries that match. FAQs of ordinary size are not touched by it.
func (g *generation) tooCommon() uint64 { return uint64(max(300, len(g.entries)/20)) }

// candidate is an entry that one of the searches found, with its BM25 scores
// relative to the best of that search (0 to 1).
type candidate struct {
	place              int
	ask, grams, answer float64
}

// recall finds the entries worth a closer look: by the words of their
// phrasings, by character grams, by the words of their answers.
func (g *generation) recall(ctx context.Context, a *asked) ([]*candidate, error) {
	found := map[int]*candidate{}
	searches := []struct {
		q    query.Query
		size int
		set  func(*candidate, float64)
	}{
		{a.words(askField, g.tooCommon()), recallAsk, func(c *candidate, s float64) { c.ask = s }},
		{a.gramQuery(), recallGrams, func(c *candidate, s float64) { c.grams = s }},
		{a.words(answerField, g.tooCommon()), recallAnswer, func(c *candidate, s float64) { c.answer = s }},
	}
	for _, s := range searches {
		if err := g.collect(ctx, found, s.q, s.size, s.set); err != nil {
			return nil, err
		}
	}
	return inOrder(found, len(g.entries)), nil
}

func (g *generation) collect(ctx context.Context, found map[int]*candidate, q query.Query, size int, set func(*candidate, float64)) error {
	res, err := g.index.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, size, 0, false))
	if err != nil {
		return err
	}
	for _, hit := range res.Hits {
		place := g.place[hit.ID]
		if found[place] == nil {
			found[place] = &candidate{place: place}
		}
		set(found[place], hit.Score/res.MaxScore)
	}
	return nil
}

// words searches the fields of every language in question for its terms. Only
// term queries are made: no text of a visitor is ever parsed as a query.
func (a *asked) words(field func(lang string) string, tooCommon uint64) query.Query {
	or := bleve.NewDisjunctionQuery()
	for _, lang := range a.fields {
		for i, t := range a.wordings[lang].terms {
			if i > 0 && t.docs > tooCommon { // the first is the weightiest
				continue
			}
			q := bleve.NewTermQuery(t.text)
			q.SetField(field(lang))
			or.AddQuery(q)
		}
	}
	return or
}

func (a *asked) gramQuery() query.Query {
	or := bleve.NewDisjunctionQuery()
	for _, gram := range a.rarest {
		q := bleve.NewTermQuery(gram)
		q.SetField(fieldGrams)
		or.AddQuery(q)
	}
	return or
}

// inOrder makes the candidates' order independent of the map's.
func inOrder(found map[int]*candidate, size int) []*candidate {
	ordered := make([]*candidate, 0, len(found))
	for place := range size {
		if c := found[place]; c != nil {
			ordered = append(ordered, c)
		}
	}
	return ordered
}
