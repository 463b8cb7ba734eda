package search

import (
	"cmp"
	"context"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
)

// rankWeights put the candidates in order. They were fitted (listwise softmax,
// each site weighing the same, pulled towards equal shares) on the questions in
// scope of five sites in two languages: banking, a game, a chatbot maker, web
// applications, vaccines. Fitted on four of them, the first entry is right on
// the fifth in 72.3 % (mean); fitted on all, in 72.7 %. So nothing here is of one site.
var rankWeights = features{
	bestWords:      0.6,
	bestGrams:      1.9,
	bestBoth:       1.7,
	bestHeld:       1.1,
	bestPairs:      1.3,
	centroid:       1.9,
	agreement:      1.9,
	coverage:       0.9,
	answerCoverage: 0.6,
	tagCoverage:    0.3, // not in those files: by hand
	askScore:       1.0,
	gramScore:      1.2,
	answerScore:    1.3,
}

// Owners' and visitors' wishes that no likeness outweighs by a little.
const (
	otherLanguage = 0.7  // of the score: an entry in another language than the question's
	notPageLang   = 0.95 // of the score: in another than the page's, the question's being unclear
	asGood        = 0.8  // of the score: from here on a translation matches as well
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
	matter   float64 // how many words carry matter in the question, six being 1
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
		w, err := g.wordingFor(ctx, r, a, field)
		if err != nil {
			return nil, err
		}
		p, err := g.profile(ctx, r, c.place)
		if err != nil {
			return nil, err
		}
		h := hit{place: c.place, features: featuresOf(a, w, c, p), unknown: unknownShare(w.terms), matter: min(1, float64(w.matter)/6)}
		g.weighHit(a, &h)
		hits = append(hits, h)
	}
	slices.SortStableFunc(hits, better)
	return hits, nil
}

func (g *generation) weighHit(a *asked, h *hit) {
	for i, v := range h.features {
		h.score += rankWeights[i] * v
	}
	switch {
	case a.lang == "" || g.langs[h.place] == a.lang:
	case a.sure:
		h.score *= otherLanguage
	default:
		h.score *= notPageLang
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

// onePerGroup keeps the best hit of each group, in the language to answer in.
func (g *generation) onePerGroup(a *asked, hits []hit) []hit {
	scores := map[int]float64{}
	for _, h := range hits {
		scores[h.place] = h.score
	}
	met := map[int]bool{}
	var kept []hit
	for _, h := range hits {
		group := g.siblings(h.place)[0]
		if met[group] {
			continue
		}
		met[group] = true
		h.place = g.translated(a, h, scores)
		kept = append(kept, h)
	}
	return kept
}

// translated is the place of a hit's translation into the language to answer
// in. Where that is only the page's, the translation has to match as well: who
// asks in English on a German page is answered in English.
func (g *generation) translated(a *asked, h hit, scores map[int]float64) int {
	if a.lang == "" || g.langs[h.place] == a.lang {
		return h.place
	}
	for _, s := range g.siblings(h.place) {
		if g.langs[s] == a.lang && (a.sure || scores[s] >= asGood*h.score) {
			return s
		}
	}
	return h.place
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
