package search

import (
	"slices"
	"unicode/utf8"
)

// Starting is where a visitor stands who has not asked anything yet.
type Starting struct {
	Lang, Default string // of the page, of the desk
	Page, Scope   string
}

// shortQuestion is how many letters the question of an entry may have that nobody pinned.
const shortQuestion = 80

// Starters are questions to begin with, one of each group: those that the owner pinned, then what is often
// asked, then the first of the FAQ. What fits the scope comes before what fits everywhere. often are ids, most asked first.
func (e *Engine) Starters(at Starting, often []string, most int) []Entry {
	g, release := e.acquire()
	defer release()
	b := beginning{generation: g, Starting: at, page: pathOf(at.Page), lang: g.startLang(at), met: map[int]bool{}, most: most}
	b.take(g.pinned())
	b.take(slices.Collect(g.placesOf(often)))
	for place, e := range g.entries {
		if len(b.chosen) == most {
			break // else the whole FAQ would be gone through for each first screen
		}
		forAll := len(e.Scope) == 0 || e.fits(b.Scope, b.page) == fitting
		if forAll && utf8.RuneCountInString(e.Question) <= shortQuestion {
			b.take([]int{place})
		}
	}
	return b.chosen
}

// startLang is the page's language if entries are in it, else the desk's, else that of most entries.
func (g *generation) startLang(at Starting) string {
	for _, lang := range []string{baseLang(at.Lang), baseLang(at.Default)} {
		if g.answersIn(lang) {
			return lang
		}
	}
	if len(g.spoken) == 0 {
		return ""
	}
	return g.spoken[0]
}

func (g *generation) pinned() (places []int) {
	for place, e := range g.entries {
		if slices.Contains(e.Tags, Starter) {
			places = append(places, place)
		}
	}
	return places
}

// placesOf are those of ids that are still known.
func (g *generation) placesOf(ids []string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for _, id := range ids {
			if place, ok := g.place[id]; ok && !yield(place) {
				return
			}
		}
	}
}

// beginning is starters being chosen.
type beginning struct {
	*generation
	Starting
	page, lang string
	met        map[int]bool // groups, by their first place
	most       int
	chosen     []Entry
}

// take adds the entries at places as far as they may start a conversation, those made for the scope first.
func (b *beginning) take(places []int) {
	for _, wanted := range []fit{fitting, anywhere} {
		for _, place := range places {
			e, ok := b.spokenOf(place)
			group := b.siblings(place)[0]
			if !ok || b.met[group] || len(b.chosen) == b.most || !e.startsTalk() || e.fits(b.Scope, b.page) != wanted {
				continue
			}
			b.met[group] = true
			b.chosen = append(b.chosen, e)
		}
	}
}

// spokenOf is the entry at a place or its translation into the language of the starters.
func (b *beginning) spokenOf(place int) (Entry, bool) {
	for _, sibling := range append([]int{place}, b.siblings(place)...) {
		if b.langs[sibling] == b.lang {
			return b.entries[sibling], true
		}
	}
	return Entry{}, false
}

// startsTalk reports an entry that may stand before the first question.
func (e Entry) startsTalk() bool {
	return e.Answer != "" && !e.PersonFirst() && !slices.Contains(e.Tags, NoStarter)
}
