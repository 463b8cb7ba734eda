package search

import (
	"context"
	"math"
	"slices"
	"sync"

	index "github.com/blevesearch/bleve_index_api"
)

// profile is an entry as ranking compares it: made when the entry is first a
// candidate, so that a start costs nothing for entries nobody asks for.
type profile struct {
	phrasings []phrasing
	words     map[uint32]bool // of all phrasings
	answer    map[uint32]bool
	tags      map[uint32]bool
}

// phrasing is one way to ask for the entry.
type phrasing struct {
	terms  []weighed
	length float64  // of the vector of weights
	grams  []uint32 // sorted
}

type weighed struct {
	id     uint32
	weight float64
}

// maxProfiles bounds the memory of a large FAQ (about 5 KB each).
const maxProfiles = 2000

type profileCache struct {
	mu   sync.Mutex
	kept map[int]*profile
}

// profile is the entry's, kept or made. Two questions may make it at once:
// cheaper than letting one wait for the other.
func (g *generation) profile(ctx context.Context, r index.IndexReader, place int) (*profile, error) {
	g.profiles.mu.Lock()
	p := g.profiles.kept[place]
	g.profiles.mu.Unlock()
	if p != nil {
		return p, nil
	}
	p, err := g.newProfile(ctx, r, place)
	if err != nil {
		return nil, err
	}
	g.profiles.keep(place, p)
	return p, nil
}

func (c *profileCache) keep(place int, p *profile) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil || len(c.kept) >= maxProfiles {
		c.kept = map[int]*profile{}
	}
	c.kept[place] = p
}

func (g *generation) newProfile(ctx context.Context, r index.IndexReader, place int) (*profile, error) {
	e, field := g.entries[place], g.fields[place]
	p := &profile{words: map[uint32]bool{}, answer: idSet(analyze(analyzerName(field), e.Answer)), tags: map[uint32]bool{}}
	for _, text := range phrasings(e) {
		ph, err := g.newPhrasing(ctx, r, text, field)
		if err != nil {
			return nil, err
		}
		p.phrasings = append(p.phrasings, ph)
		for _, t := range ph.terms {
			p.words[t.id] = true
		}
	}
	for _, tag := range e.Tags {
		for id := range idSet(analyze(analyzerName(field), tag)) {
			p.tags[id] = true
		}
	}
	return p, nil
}

func (g *generation) newPhrasing(ctx context.Context, r index.IndexReader, text, field string) (phrasing, error) {
	light := functionTerms(text, field)
	ph := phrasing{grams: idsOfTerms(analyze(gramAnalyzer, text))}
	for _, t := range unique(analyze(analyzerName(field), text)) {
		n, err := docCount(ctx, r, t, askField(field))
		if err != nil {
			return ph, err
		}
		w := g.idf(n)
		if light[t] {
			w *= functionWeight
		}
		ph.terms = append(ph.terms, weighed{termID(t), w})
		ph.length += w * w
	}
	ph.length = math.Sqrt(ph.length)
	slices.SortFunc(ph.terms, func(a, b weighed) int { return int(int64(a.id) - int64(b.id)) })
	return ph, nil
}

func idSet(terms []string) map[uint32]bool {
	set := make(map[uint32]bool, len(terms))
	for _, t := range terms {
		set[termID(t)] = true
	}
	return set
}
