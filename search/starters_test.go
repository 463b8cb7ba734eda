package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func starters(e *Engine, at Starting, often ...string) []string {
	var ids []string
	for _, one := range e.Starters(at, often, 4) {
		ids = append(ids, one.ID)
	}
	return ids
}

func TestStartersAreInThePagesLanguageAndForNoPerson(t *testing.T) {
	e := openEngine(t, stay)
	for _, c := range []struct {
		at    Starting
		often []string
		want  []string
	}{
		{Starting{Lang: "en"}, nil, []string{"checkin", "dogs-en", "parking", "trash"}},
		{Starting{Lang: "de"}, nil, []string{"dogs-de", "wlan-de"}},
		{Starting{Lang: "pl", Default: "de"}, nil, []string{"dogs-de", "wlan-de"}},
		{Starting{Lang: "de"}, []string{"wlan-en", "fraud", "gone", "wlan-de"}, []string{"wlan-de", "dogs-de"}},
		{Starting{Lang: "en", Scope: "flat-2"}, []string{"trash", "code-1", "code-2"}, []string{"code-2", "trash", "checkin", "dogs-en"}},
		{Starting{Lang: "en", Scope: "flat-2"}, nil, []string{"code-2", "checkin", "dogs-en", "parking"}}, // by their ids checkin is before code-2
	} {
		if got := starters(e, c.at, c.often...); !slices.Equal(got, c.want) {
			t.Errorf("%+v after %q: %q, want %q", c.at, c.often, got, c.want)
		}
	}
	if got := starters(openEngine(t, nil), Starting{Lang: "en"}, "gone"); got != nil {
		t.Errorf("of no entries: %q", got)
	}
}

func TestTheOwnerPinsStartersAndKeepsEntriesFromThem(t *testing.T) {
	entries := slices.Clone(stay)
	for i := range entries {
		switch entries[i].ID {
		case "trash":
			entries[i].Tags = []string{Starter}
		case "checkin":
			entries[i].Tags = []string{NoStarter}
		}
	}
	e := openEngine(t, entries)
	if got, want := starters(e, Starting{Lang: "en"}, "checkin", "wlan-en"), []string{"trash", "wlan-en", "dogs-en", "parking"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if topics := (Entry{Tags: []string{Starter, "bins", NoStarter}}).topics(); !slices.Equal(topics, []string{"bins"}) {
		t.Errorf("topics %q", topics)
	}
}

func TestAQuestionIsShortAsTheVisitorReadsIt(t *testing.T) {
	long := strings.Repeat("wirklich ", 10)
	e := openEngine(t, []Entry{
		{ID: "a", Group: "long in German", Lang: "en", Question: "Is it far to the sea?", Answer: "No."},
		{ID: "b", Group: "long in German", Lang: "de", Question: "Ist es " + long + "weit bis zum Meer?", Answer: "Nein."},
		{ID: "c", Group: "long in English", Lang: "en", Question: "Is it " + strings.Repeat("really ", 12) + "loud at night?", Answer: "No."},
		{ID: "d", Group: "long in English", Lang: "de", Question: "Ist es nachts laut?", Answer: "Nein."},
	})
	for lang, want := range map[string]string{"en": "a", "de": "d"} {
		if got := starters(e, Starting{Lang: lang}); !slices.Equal(got, []string{want}) {
			t.Errorf("in %s: %q, want %q alone", lang, got, want)
		}
	}
}

// BenchmarkStarters is a first screen for a desk that pinned nothing: in the language of its FAQ, and in one that has hardly an entry.
func BenchmarkStarters(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		e := openEngine(b, append(manyEntries(n), Entry{ID: "zelt", Lang: "de", Question: "Darf ich zelten?", Answer: "Ja."}))
		for _, lang := range []string{"en", "de"} {
			b.Run(fmt.Sprint(n, "/", lang), func(b *testing.B) {
				for b.Loop() {
					e.Starters(Starting{Lang: lang, Page: "https://shop.example/help"}, nil, 4)
				}
			})
		}
	}
}
