package search

import (
	"cmp"
	"slices"
)

// Typed is a question that a visitor has not finished typing.
type Typed struct {
	Text        string // its last word may be incomplete
	Lang        string // of the page
	Page, Scope string
	Seen        []string // entries that were shown already
}

const (
	typedFit    = 0.5 // share of what was typed that a phrasing holds at least
	likeShare   = 0.3 // what it counts beside it that phrasing and text are alike as a whole
	notQuestion = 0.9 // of the score: a phrasing that is not the one shown
	sparePlaces = 4   // so many times as many are looked at as are wanted: of translations one is shown
)

// Suggest finds the entries whose phrasings fit a question as far as it is typed, best first, one
// of each group and none that was seen. It needs what is in memory alone, and keeps nothing of the text.
func (e *Engine) Suggest(t Typed, most int) []Entry {
	g, release := e.acquire()
	defer release()
	if g.index == nil || most <= 0 {
		return nil
	}
	typed, ok := g.readTyped(t)
	if !ok {
		return nil
	}
	l, done := g.book.likenessTo(&asked{grams: typed.grams, gramLength: typed.gramLength})
	defer done()
	for _, part := range typed.parts {
		g.book.walkTyped(l, part)
	}
	return g.onlyFirst(g.fittingPlaces(t, typed, l, sparePlaces*most), most)
}

// walkTyped adds to each phrasing the share of what was typed that it holds. A phrasing with
// several words that begin as the last one does holds it once.
func (p *phrasebook) walkTyped(l *likeness, part typedPart) {
	for _, t := range part.terms {
		for _, ph := range p.words.of(t.id) {
			l.held[ph] += t.weight / part.total
		}
	}
	for _, id := range part.begun {
		for _, ph := range p.words.of(id) {
			if l.pairs[ph] == 0 {
				l.pairs[ph] = 1
				l.held[ph] += part.weight / part.total
			}
		}
	}
}

// placed is an entry's place with how well it fits.
type placed struct {
	at    int
	score float32
}

// fittingPlaces are the entries that fit, best first; none that is made for other scopes only.
func (g *generation) fittingPlaces(t Typed, typed typed, l *likeness, most int) []placed {
	seen, page := g.seen(t.Seen), pathOf(t.Page)
	best := make([]placed, 0, most+1)
	for entry := range g.entries {
		score := g.book.typedScore(l, typed, uint32(entry))
		if typed.lang != "" && g.langs[entry] != typed.lang {
			score *= otherLanguage
		}
		if score == 0 || seen[entry] || len(best) == most && score*sameScope <= best[most-1].score {
			continue
		}
		switch g.entries[entry].fits(t.Scope, page) {
		case fitting:
			score *= sameScope
		case unfitting:
			continue
		}
		at, _ := slices.BinarySearchFunc(best, score, func(b placed, score float32) int {
			return cmp.Or(cmp.Compare(score, b.score), -1) // behind those as good
		})
		best = slices.Insert(best, at, placed{entry, score})
		best = best[:min(len(best), most)]
	}
	return best
}

// typedScore is how well an entry's best phrasing fits; 0 for not well enough.
func (p *phrasebook) typedScore(l *likeness, typed typed, entry uint32) (best float32) {
	for ph := p.first[entry]; ph < p.first[entry+1]; ph++ {
		fit := l.held[ph]
		if typed.byGrams {
			fit = max(fit, l.grams[ph]/max(typed.gramLength, tiny))
		}
		if fit < typedFit {
			continue
		}
		score := fit + likeShare*l.grams[ph]*p.gramScales[ph]
		if ph != p.first[entry] {
			score *= notQuestion
		}
		best = max(best, score)
	}
	return best
}

// onlyFirst are the entries at the first places, one of each group.
func (g *generation) onlyFirst(places []placed, most int) []Entry {
	var all []Entry
	met := map[int]bool{}
	for _, p := range places {
		group := g.siblings(p.at)[0]
		if !met[group] && len(all) < most {
			met[group] = true
			all = append(all, g.entries[p.at])
		}
	}
	return all
}
