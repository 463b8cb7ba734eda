package search

import (
	"context"
	"sync"

	index "github.com/blevesearch/bleve_index_api"
)

// profile is an entry as ranking compares it: made when the entry is first a
// candidate, so that a start costs nothing for entries nobody asks for.
type profile struct {
	phrasings []phrasing
	centroid  bag // of all phrasings together
	answer    bag
	tags      bag
}

// phrasing is one way to ask for the entry.
type phrasing struct {
	words, grams bag
	pairs        bag // of neighbouring words
}

// maxProfiles bounds the memory of a large FAQ (about 10 KB each).
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
	e, lang := g.entries[place], g.fields[place]
	p := &profile{answer: plainBag(analyze(analyzerName(lang), e.Answer))}
	var tags []string
	for _, tag := range e.Tags {
		tags = append(tags, analyze(analyzerName(lang), tag)...)
	}
	p.tags = plainBag(tags)
	var words []bag
	for _, text := range phrasings(e) {
		ph, err := g.newPhrasing(ctx, r, text, lang)
		if err != nil {
			return nil, err
		}
		p.phrasings = append(p.phrasings, ph)
		words = append(words, ph.words)
	}
	p.centroid = together(words)
	return p, nil
}

func (g *generation) newPhrasing(ctx context.Context, r index.IndexReader, text, lang string) (ph phrasing, err error) {
	light := functionTerms(text, lang)
	terms := analyze(analyzerName(lang), text)
	ph.pairs = pairsOf(terms)
	if ph.words, err = g.weighedBag(ctx, r, unique(terms), askField(lang), light); err != nil {
		return ph, err
	}
	ph.grams, err = g.weighedBag(ctx, r, unique(analyze(gramAnalyzer, text)), fieldGrams, nil)
	return ph, err
}

// weighedBag weighs the words of an entry by their rarity in a field.
func (g *generation) weighedBag(ctx context.Context, r index.IndexReader, terms []string, field string, light map[string]bool) (bag, error) {
	items := make([]weighed, 0, len(terms))
	for _, t := range terms {
		w, err := g.weightOf(ctx, r, t, field)
		if err != nil {
			return bag{}, err
		}
		if light[t] {
			w *= functionWeight
		}
		items = append(items, weighed{termID(t), w})
	}
	return newBag(items), nil
}

// plainBag is for sets of which only the other side's weights count.
func plainBag(terms []string) bag {
	items := make([]weighed, 0, len(terms))
	for _, t := range unique(terms) {
		items = append(items, weighed{termID(t), 1})
	}
	return newBag(items)
}

// pairsOf are the neighbouring words: the order of words, as far as it matters.
func pairsOf(terms []string) bag {
	var pairs []string
	for i := 1; i < len(terms); i++ {
		pairs = append(pairs, terms[i-1]+" "+terms[i])
	}
	return plainBag(pairs)
}
