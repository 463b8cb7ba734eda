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

// openers are the places of entries that may stand before the first question. They are found once for a
// snapshot, so that no first screen goes through the whole FAQ.
type openers struct {
	pinned []int            // by the owner
	forAll map[string][]int // by language: short ones without a scope
	scoped map[string][]int // by language: short ones of some scope
}

func findOpeners(entries []Entry, langs []string) openers {
	o := openers{forAll: map[string][]int{}, scoped: map[string][]int{}}
	for place, e := range entries {
		if slices.Contains(e.Tags, Starter) {
			o.pinned = append(o.pinned, place)
		}
		if !e.startsTalk() || utf8.RuneCountInString(e.Question) > shortQuestion {
			continue
		}
		of := o.forAll
		if len(e.Scope) > 0 {
			of = o.scoped
		}
		of[langs[place]] = append(of[langs[place]], place)
	}
	return o
}

// Starters are questions to begin with, one of each group: those that the owner pinned, then what is often
// asked, then the first of the FAQ. What fits the scope comes before what fits everywhere. often are ids, most asked first.
func (e *Engine) Starters(at Starting, often []string, most int) []Entry {
	g, release := e.acquire()
	defer release()
	b := beginning{generation: g, Starting: at, page: pathOf(at.Page), lang: g.startLang(at), met: map[int]bool{}, most: most}
	for _, places := range [][]int{g.openers.pinned, g.placesOf(often)} {
		b.take(fitting, places)
		b.take(anywhere, places)
	}
	b.take(fitting, g.openers.scoped[b.lang])
	b.take(anywhere, g.openers.forAll[b.lang])
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

// placesOf are those of ids that are still known.
func (g *generation) placesOf(ids []string) (places []int) {
	for _, id := range ids {
		if place, ok := g.place[id]; ok {
			places = append(places, place)
		}
	}
	return places
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

// take adds the entries at places that fit as wanted and may start a conversation, until there are enough.
func (b *beginning) take(wanted fit, places []int) {
	for _, place := range places {
		if len(b.chosen) >= b.most {
			return
		}
		e, ok := b.spokenOf(place)
		group := b.siblings(place)[0]
		if !ok || b.met[group] || !e.startsTalk() || e.fits(b.Scope, b.page) != wanted {
			continue
		}
		b.met[group] = true
		b.chosen = append(b.chosen, *e)
	}
}

// spokenOf is the entry at a place or its translation into the language of the starters.
func (b *beginning) spokenOf(place int) (_ *Entry, ok bool) {
	if b.langs[place] == b.lang {
		return &b.entries[place], true
	}
	for _, sibling := range b.siblings(place) {
		if b.langs[sibling] == b.lang {
			return &b.entries[sibling], true
		}
	}
	return nil, false
}

// startsTalk reports an entry that may stand before the first question.
func (e Entry) startsTalk() bool {
	return e.Answer != "" && !e.PersonFirst() && !slices.Contains(e.Tags, NoStarter)
}
