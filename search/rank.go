package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Owners' and visitors' wishes that no likeness outweighs by a little.
const (
	otherLanguage = 0.7  // of the score: an entry in another language than the question's
	notPageLang   = 0.95 // of the score: in another than the page's, the question's being unclear
	asGood        = 0.8  // of the score: from here on a translation matches as well
	sameScope     = 1.15 // of the score: an entry made for the question's scope or page
	otherScope    = 0.5  // of the confidence: an entry made for other scopes or pages only
	besideThat    = 0.5  // of score and confidence: an entry with the tags of one that was beside the point
)

// maxRanked is how many entries a decision lists.
const maxRanked = 10

// hit is a candidate with what ranking makes of it.
type hit struct {
	*Candidate
	place  int // of the entry, or of its translation
	score  float64
	share  float64 // of the confidence, for what the owner or the visitor said of the entry
	behind bool    // made for other scopes only, or beside the point: after all others
}

// rank finds the entries for a question, best first, one of each group.
func (g *generation) rank(ctx context.Context, a *asked) ([]Ranked, error) {
	found, err := g.recall(ctx, a)
	if err != nil {
		return nil, err
	}
	hits := make([]hit, len(found))
	wrong := g.wrong(a.wrong)
	for i := range found {
		hits[i] = g.weighHit(a, &found[i], wrong)
	}
	slices.SortStableFunc(hits, better)
	return g.ranked(g.onePerGroup(a, hits)), nil
}

func (g *generation) weighHit(a *asked, c *Candidate, wrong beside) hit {
	h := hit{Candidate: c, place: c.place, score: calibrated.score(&c.Features), share: 1}
	switch {
	case a.lang == "" || g.langs[h.place] == a.lang:
	case a.sure:
		h.score *= otherLanguage
	default:
		h.score *= notPageLang
	}
	switch g.entries[h.place].fits(a.scope, a.page) {
	case fitting:
		h.score *= sameScope
	case unfitting:
		h.behind = true
		h.share *= otherScope
	}
	switch {
	case wrong.entries[h.place]:
		h.behind = true
		h.share = 0
	case wrong.near(g.entries[h.place]):
		h.score *= besideThat
		h.share *= besideThat
	}
	return h
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

// beside is what a visitor called beside the point: these entries, their
// translations, and in part what shares their tags.
type beside struct {
	entries map[int]bool
	tags    map[string]bool
}

func (g *generation) wrong(ids []string) beside {
	b := beside{entries: g.seen(ids), tags: map[string]bool{}}
	for place := range b.entries {
		for _, tag := range g.entries[place].topics() {
			b.tags[tag] = true
		}
	}
	return b
}

func (b beside) near(e Entry) bool {
	return slices.ContainsFunc(e.Tags, func(tag string) bool { return b.tags[tag] })
}

// onePerGroup keeps the best hit of each group, in the language to answer in.
func (g *generation) onePerGroup(a *asked, hits []hit) []hit {
	if len(g.groups) == 0 {
		return hits
	}
	scores := make(map[int]float64, len(hits))
	for _, h := range hits {
		scores[h.place] = h.score
	}
	met := make(map[int]bool, len(hits))
	kept := make([]hit, 0, len(hits))
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
	scores := make([]float64, len(hits))
	for i, h := range hits {
		scores[i] = h.score
	}
	for i := range all {
		h := hits[i]
		evidence := EvidenceOf(h.Candidate, scores, i)
		all[i] = Ranked{Entry: g.entries[h.place], Score: h.score, Confidence: h.share * calibrated.confidence(&evidence)}
	}
	return all
}

// fit is whether an entry is meant for where a question was asked.
type fit int

const (
	anywhere fit = iota
	fitting
	unfitting
)

// fits looks at the entry's scopes. One that begins with a slash is a path of the
// site and stands for all pages below it.
func (e Entry) fits(scope, page string) fit {
	result := anywhere
	for _, s := range e.Scope {
		asked := scope != ""
		same := s == scope
		if strings.HasPrefix(s, "/") {
			asked, same = page != "", below(page, s)
		}
		if asked && same {
			return fitting
		}
		if asked {
			result = unfitting
		}
	}
	return result
}

func below(page, path string) bool {
	path = strings.TrimSuffix(path, "/")
	return page == path || strings.HasPrefix(page, path+"/")
}
