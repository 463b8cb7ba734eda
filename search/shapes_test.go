package search

import (
	"fmt"
	"strings"
	"testing"

	"deskbell/search/language"

	"github.com/google/go-cmp/cmp"
)

// TestAFAQOfAnyShapeIsSearched asks each entry's own question.
func TestAFAQOfAnyShapeIsSearched(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("antidisestablishmentarianism ", 172))
	for name, entries := range map[string][]Entry{
		"one entry":            {{ID: "a", Lang: "en", Question: "Can I bring my dog?"}},
		"one word each":        {{ID: "a", Question: "Parking"}, {ID: "b", Question: "Prices"}, {ID: "c", Question: "Hund"}, {ID: "d", Question: "狗"}},
		"one word, one entry":  {{ID: "a", Question: "Parking"}},
		"one letter":           {{ID: "a", Question: "x"}, {ID: "b", Question: "y"}},
		"numbers":              {{ID: "a", Question: "404"}, {ID: "b", Question: "405"}},
		"a question of 5,000":  {{ID: "a", Lang: "en", Question: long}, {ID: "b", Lang: "en", Question: "Can I bring my dog?"}},
		"a word of 5,000":      {{ID: "a", Question: strings.Repeat("hund", 1250)}, {ID: "b", Question: "Darf mein Hund mit?"}},
		"empty answers":        {{ID: "a", Lang: "de", Question: "Darf mein Hund mit?"}, {ID: "b", Lang: "de", Question: "Wo ist das Meer?"}},
		"an answer of 100,000": {{ID: "a", Lang: "en", Question: "Where is the sea?", Answer: strings.Repeat("Behind the dog beach. ", 4500)}, {ID: "b", Lang: "en", Question: "Can I bring my dog?"}},
		"answers that are all": {{ID: "a", Lang: "en", Question: "Sea?", Answer: "Sea"}, {ID: "b", Lang: "en", Question: "Dog?", Answer: "Sea sea sea"}},
		"many languages":       manyTongues,
		"signs beside words":   {{ID: "a", Question: "🐕"}, {ID: "b", Question: "???"}, {ID: "c", Question: "Can I bring my dog?"}},
		"words of marks":       {{ID: "a", Question: "\u0301 ไ"}, {ID: "b", Question: "\u0301"}},
	} {
		t.Run(name, func(t *testing.T) {
			e := openEngine(t, entries)
			for _, entry := range entries {
				if !strings.ContainsFunc(language.Fold(entry.Question), language.InWord) {
					continue // nothing in it can be asked for
				}
				q := Question{Text: entry.Question, Lang: entry.Lang}
				d := ask(t, e, q)
				wantSane(t, q, d)
				if len(d.Ranked) == 0 || !related(e, d.Ranked[0].Entry.ID, entry.ID) && entry.Scope == nil {
					t.Errorf("%.50q finds %v, not %s", entry.Question, rankedIDs(d), entry.ID)
				}
			}
		})
	}
}

// A FAQ in which there is nothing to search is one all the same.
func TestAFAQWithoutWordsIsServed(t *testing.T) {
	for _, question := range []string{"🐕", "???", "\u0301", "\u200b", "…", "\u0e31"} {
		e := openEngine(t, []Entry{{ID: "a", Question: question}})
		for _, text := range []string{question, "dog", "", "\u0301"} {
			q := Question{Text: text}
			wantSane(t, q, ask(t, e, q))
		}
		if e.Size() != 1 {
			t.Errorf("%q is lost", question)
		}
	}
}

// Two entries with one question are both within reach, in the same order always.
func TestEntriesWithTheSameQuestionAreBothReached(t *testing.T) {
	entries := []Entry{
		{ID: "first", Lang: "en", Question: "Can I bring my dog?", Answer: "In flat 1."},
		{ID: "second", Lang: "en", Question: "Can I bring my dog?", Answer: "In flat 2."},
		{ID: "third", Lang: "en", Question: "Where is the beach?"},
	}
	e := openEngine(t, entries)
	for range 20 {
		d := ask(t, e, Question{Text: "can i bring my dog"})
		if diff := cmp.Diff([]string{"first", "second"}, rankedIDs(d)[:2]); diff != "" {
			t.Fatal(diff)
		}
	}
	d := ask(t, e, Question{Text: "can i bring my dog", Seen: []string{"first"}, Wrong: []string{"first"}})
	if ids := rankedIDs(d); ids[0] != "second" {
		t.Errorf("after the first: %v", ids)
	}
}

func TestAllEntriesOfTheSameWordsAreSuggestedNotAnswered(t *testing.T) {
	words := []string{"dog", "beach", "flat", "car"}
	var entries []Entry
	for i := range 24 {
		order := fmt.Sprint(words[i%4], " ", words[(i+1+i/8)%4], " ", words[(i+2)%4], " ", words[(i+3+i/5)%4])
		entries = append(entries, Entry{ID: fmt.Sprintf("e%02d", i), Lang: "en", Question: order})
	}
	e := openEngine(t, entries)
	q := Question{Text: "flat dog car beach please"}
	d := ask(t, e, q)
	wantSane(t, q, d)
	if d.Verdict == Answer {
		t.Errorf("answered by %s (%.2f)", idOf(d.Entry), d.Confidence)
	}
}

// An entry with the most alternatives is found by each, and does not draw
// everything to itself.
func TestAnEntryWithManyAlternatives(t *testing.T) {
	big := Entry{ID: "big", Lang: "en", Question: "How do I use the machine?", Answer: "Press start."}
	for _, m := range matters {
		for _, v := range verbs[:8] {
			big.Alternatives = append(big.Alternatives, fmt.Sprintf("%s the %s with the machine", v, m))
		}
	}
	entries := append([]Entry{big}, stay...)
	e := openEngine(t, entries)
	for i, text := range big.Alternatives {
		if ids := rankedIDs(ask(t, e, Question{Text: text})); i%10 == 0 && ids[0] != "big" {
			t.Errorf("%q finds %v", text, ids)
		}
	}
	for _, small := range stay {
		if small.Scope != nil {
			continue
		}
		if ids := rankedIDs(ask(t, e, Question{Text: small.Question, Lang: small.Lang})); !related(e, ids[0], small.ID) {
			t.Errorf("%q finds %v", small.Question, ids)
		}
	}
}
