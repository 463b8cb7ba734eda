package search

import (
	"cmp"
	"context"
	"slices"
)

// How many entries each way of searching may bring in.
const (
	recallText = 30
	recallLike = 30
)

// tooCommon is the number of entries from which on a word is not searched for,
// as long as the question has a rarer one: the time of a search grows with the
// entries that match. FAQs of ordinary size are not touched by it.
func (g *generation) tooCommon() int { return max(250, len(g.entries)/20) }

// Candidate is an entry worth a closer look, and what is known of it.
type Candidate struct {
	ID       string
	Features Features
	Question Circumstances

	place int
}

// Circumstances are what is known of a question, whatever the entry.
type Circumstances struct {
	Unknown float64 // share of the question's weight in words that no entry has
	Matter  float64 // words that carry matter: six are 1
	Words   float64 // all words: forty are 1
}

// recall finds the candidates: entries that bleve finds by the words of their
// phrasings, answers and tags, and those with phrasings like the question.
func (g *generation) recall(ctx context.Context, a *asked) ([]Candidate, error) {
	scores, err := g.search(ctx, a)
	if err != nil {
		return nil, err
	}
	likeness, release := g.book.likenessTo(a)
	defer release()
	places := likest(g.book, likeness)
	for place := range scores {
		places = append(places, place)
	}
	slices.Sort(places)
	places = slices.Compact(places)
	circumstances := a.likeliest().circumstances()
	found := make([]Candidate, len(places))
	for i, place := range places {
		c := Candidate{ID: g.entries[place].ID, place: place, Features: g.book.featuresOf(likeness, uint32(place))}
		c.Features[textScore] = scores[place]
		c.Question = circumstances
		found[i] = c
	}
	relate(found)
	return found, nil
}

// search asks bleve. Only term queries are made: no text of a visitor is ever
// parsed as a query.
func (g *generation) search(ctx context.Context, a *asked) (map[int]float64, error) {
	or := a.searched(g.tooCommon(), g.book.termEntries)
	if len(or) == 0 {
		return nil, nil
	}
	hits, err := g.index.scores(ctx, or, recallText)
	if err != nil {
		return nil, err
	}
	scores := make(map[int]float64, len(hits))
	for id, score := range hits {
		scores[g.place[id]] = score
	}
	return scores, nil
}

// searched are the weightiest known terms of every language in question.
func (a *asked) searched(tooCommon int, entries []uint32) (or []fieldTerm) {
	for _, lang := range a.fields {
		n := 0
		for _, t := range a.wordings[lang].terms {
			if !t.known || n > 0 && int(entries[t.id]) > tooCommon {
				continue
			}
			if n++; n > maxSearched {
				break
			}
			or = append(or, fieldTerm{textField(lang), t.text})
		}
	}
	return or
}

// likest are the places of the entries whose phrasings are likest.
func likest(p *phrasebook, l *likeness) []int {
	type place struct {
		at   int
		like float32
	}
	best := make([]place, 0, recallLike+1)
	for entry := range p.entriesIn() {
		like := p.quickLikeness(l, uint32(entry))
		if like == 0 || len(best) == recallLike && like <= best[recallLike-1].like {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, like, func(b place, like float32) int { return cmp.Compare(like, b.like) })
		best = slices.Insert(best, at, place{entry, like})
		best = best[:min(len(best), recallLike)]
	}
	places := make([]int, len(best))
	for i, b := range best {
		places[i] = b.at
	}
	return places
}

// quickLikeness is close to what ranking will say, for a fraction of its cost.
func (p *phrasebook) quickLikeness(l *likeness, entry uint32) float32 {
	var best, sum float32
	for ph := p.first[entry]; ph < p.first[entry+1]; ph++ {
		both := l.words[ph]*p.wordScales[ph] + l.grams[ph]*p.gramScales[ph]
		best = max(best, both)
		sum += both
	}
	ws, gs := p.wordSpreads[entry], p.gramSpreads[entry]
	return best + sum/max(ws+gs, tiny) + l.covered[entry]
}
