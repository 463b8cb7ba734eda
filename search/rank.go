package search

import (
	"cmp"
	"context"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
)

// rankWeights put the candidates in order.
var rankWeights = features{
	bestCosine:     3,
	bestGrams:      2,
	agreement:      2,
	coverage:       1,
	answerCoverage: 0.5,
	tagCoverage:    0.3,
	askScore:       1,
	gramScore:      0.5,
	answerScore:    0.5,
}

// Owners' and visitors' wishes that no likeness outweighs by a little.
const (
	otherLanguage = 0.7  // of the score: an entry in another language than the question's
	sameScope     = 1.15 // of the score: an entry made for the question's scope
	otherScope    = 0.5  // of the confidence: an entry made for other scopes only
)

// maxRanked is how many entries a decision lists.
const maxRanked = 10

// hit is a candidate with what ranking found out about it.
type hit struct {
	place    int
	features features
	unknown  float64 // share of the question's weight that no entry has
	score    float64
	behind   bool // made for other scopes only
}

// rank finds the entries for a question, best first, one of each group.
func (g *generation) rank(ctx context.Context, q Question) ([]Ranked, error) {
	r, err := g.reader.Reader()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	a, err := g.prepare(ctx, r, q)
	if err != nil {
		return nil, err
	}
	found, err := g.recall(ctx, a)
	if err != nil {
		return nil, err
	}
	hits, err := g.compare(ctx, r, a, found)
	if err != nil {
		return nil, err
	}
	hits = g.onePerGroup(a, hits)
	return g.ranked(hits), nil
}

func (g *generation) compare(ctx context.Context, r index.IndexReader, a *asked, found []*candidate) ([]hit, error) {
	hits := make([]hit, 0, len(found))
	for _, c := range found {
		field := g.fields[c.place]
		terms, err := g.termsFor(ctx, r, a, field)
		if err != nil {
			return nil, err
		}
		p, err := g.profile(ctx, r, c.place)
		if err != nil {
			return nil, err
		}
		h := hit{place: c.place, features: featuresOf(a, terms, c, p), unknown: unknownShare(terms)}
		g.weighHit(a, &h)
		hits = append(hits, h)
	}
	slices.SortStableFunc(hits, better)
	return hits, nil
}

// termsFor cuts the question for a candidate that the grams brought in from a
// language that was not searched by words.
func (g *generation) termsFor(ctx context.Context, r index.IndexReader, a *asked, field string) ([]term, error) {
	if terms, ok := a.terms[field]; ok {
		return terms, nil
	}
	terms, err := g.weigh(ctx, r, a.text, field)
	a.terms[field] = terms
	return terms, err
}

func (g *generation) weighHit(a *asked, h *hit) {
	for i, v := range h.features {
		h.score += rankWeights[i] * v
	}
	if a.lang != "" && g.langs[h.place] != a.lang {
		h.score *= otherLanguage
	}
	scopes := g.entries[h.place].Scope
	if a.scope == "" || len(scopes) == 0 {
		return
	}
	if slices.Contains(scopes, a.scope) {
		h.score *= sameScope
	} else {
		h.behind = true
	}
}

func better(a, b hit) int {
	switch {
	case a.behind == b.behind:
		return cmp.Compare(b.score, a.score)
	case a.behind:
		return 1
	default:
		return -1
	}
}

// onePerGroup keeps the best hit of each group and shows it in the question's
// language, where the group has that.
func (g *generation) onePerGroup(a *asked, hits []hit) []hit {
	met := map[int]bool{}
	kept := hits[:0]
	for _, h := range hits {
		siblings := g.siblings(h.place)
		if met[siblings[0]] {
			continue
		}
		met[siblings[0]] = true
		h.place = g.inLang(h.place, siblings, a.lang)
		kept = append(kept, h)
	}
	return kept
}

func (g *generation) inLang(place int, siblings []int, lang string) int {
	if lang == "" || g.langs[place] == lang {
		return place
	}
	for _, s := range siblings {
		if g.langs[s] == lang {
			return s
		}
	}
	return place
}

// ranked are the first hits with their confidence.
func (g *generation) ranked(hits []hit) []Ranked {
	all := make([]Ranked, min(len(hits), maxRanked))
	for i := range all {
		h := hits[i]
		all[i] = Ranked{Entry: g.entries[h.place], Score: h.score, Confidence: confidence(evidenceOf(hits, i))}
		if h.behind {
			all[i].Confidence *= otherScope
		}
	}
	return all
}
