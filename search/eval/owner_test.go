package eval

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"deskbell/search"

	"github.com/google/go-cmp/cmp"
)

// asking is a gap of an entry with this text.
func asking(line int, topic, text string, confidence float64) Outcome {
	return Outcome{Query: Query{ID: text, Line: line, Text: text, Relevant: []string{topic}}, Decision: search.Decision{Reason: search.NoMatch, Confidence: confidence}}
}

var gapsOfTwo = []Outcome{
	asking(1, "key", "where is the key", 0.2),
	asking(2, "dog", "may my dog come along", 0.4),
	asking(3, "key", "where do I find the key", 0.3),
	asking(4, "key", "door code please", 0.1),
	asking(5, "key", "where is the key of the flat", 0.3),
}

func texts(gaps []Outcome) (all []string) {
	for _, g := range gaps {
		all = append(all, g.Query.Text)
	}
	return all
}

func TestTheTypicalGapStandsForTheMost(t *testing.T) {
	got := texts(Draws["typical"](append([]Outcome{}, gapsOfTwo...), 3, nil))
	if got[0] != "where is the key" {
		t.Errorf("first %q", got[0])
	}
	if diff := cmp.Diff([]string{"may my dog come along", "door code please"}, got[1:]); diff != "" {
		t.Errorf("then what nothing stands for yet:\n%s", diff)
	}
}

func TestEveryDrawIsWithoutReplacement(t *testing.T) {
	for name, draw := range Draws {
		for n, want := range map[int]int{3: 3, 9: 5} {
			got := map[string]bool{}
			for _, text := range texts(draw(append([]Outcome{}, gapsOfTwo...), n, dice(1))) {
				got[text] = true
			}
			if len(got) != want {
				t.Errorf("%s: %d of 5 drawn, want %d", name, len(got), want)
			}
		}
	}
}

func TestDrawsGoByWhatTheyAreCalled(t *testing.T) {
	if got := Draws["unsure"](append([]Outcome{}, gapsOfTwo...), 1, nil); got[0].Query.Line != 4 {
		t.Errorf("unsure: %q", got[0].Query.Text)
	}
	for seed := range uint64(5) {
		got := Draws["topic"](append([]Outcome{}, gapsOfTwo...), 3, dice(seed))
		for _, g := range got {
			if g.topic() != "key" {
				t.Errorf("topic: %v", texts(got))
			}
		}
	}
}

func TestAnOwnerHearsOfWhatWasNotAnsweredOrNotSolved(t *testing.T) {
	answered := func(relevant string) Outcome { return outcome(relevant, "a", 0.9, search.Answer) }
	human := outcome("a", "a", 0.2, search.Person)
	human.Decision.Reason = search.AskedForPerson
	missed := outcome("a", "a", 0.2, search.Suggest)
	missed.Decision.Reason = search.Ambiguous
	for _, tc := range []struct {
		o    Outcome
		want bool
	}{{answered("a"), false}, {answered("b"), true}, {human, false}, {missed, true}} {
		if got := tc.o.missed(); got != tc.want {
			t.Errorf("%+v: %v", tc.o.Decision, got)
		}
	}
}

// shop is a FAQ whose entries are asked in words that they do not have; the two
// halves of the questions share these words.
func shop() (entries []search.Entry, queries []Query) {
	other := []string{"zebra", "quince", "marble", "orchid", "walnut", "falcon", "cobalt", "violin"}
	for i, topic := range []string{"refunds", "parking", "sauna", "breakfast", "wifi", "pets", "keys", "towels"} {
		entries = append(entries, search.Entry{ID: topic, Lang: "en", Question: "Tell me about " + topic, Answer: "Yes.", Alternatives: []string{other[i]}})
		for n := range 6 {
			queries = append(queries, Query{ID: fmt.Sprint(topic, n), Line: len(queries) + 1, Lang: "en", Text: fmt.Sprintf("%s number %d", other[i], n), Relevant: []string{"gone", topic}})
		}
	}
	return entries, append(queries,
		Query{ID: "lost", Line: 100, Text: "velvet", Relevant: []string{"gone"}}, Query{ID: "lost too", Line: 101, Text: "velvet", Relevant: []string{"gone"}},
		Query{ID: "far", Line: 102, Text: "moon landing", OOS: true}, Query{ID: "far too", Line: 103, Text: "moon landing", OOS: true})
}

func TestClicksTeachAndAreMeasuredElsewhere(t *testing.T) {
	entries, queries := shop()
	owner := Owner{Weeks: 3, Clicks: 4, Seed: 1, Draw: Draws["typical"]}
	weeks, err := owner.Simulate(t.Context(), entries, queries, quiet)
	if err != nil {
		t.Fatal(err)
	}
	first, last := weeks[0], weeks[3]
	if len(weeks) != 4 || first.Clicks != 0 || first.Metrics.P1 > 0.2 {
		t.Errorf("the beginning: %+v", first)
	}
	if last.Clicks < 8 || last.Metrics.P1 < 0.9 || last.Gaps >= first.Gaps {
		t.Errorf("the end: %+v", last)
	}
	if m := last.Metrics; m.InScope+m.OutOfScope != len(queries)/2 || m.OutOfScope != 1 {
		t.Errorf("measured on %d and %d", m.InScope, m.OutOfScope)
	}
	if len(entries[0].Alternatives) != 1 {
		t.Error("the owner's own entries were changed")
	}

	again, err := owner.Simulate(t.Context(), entries, queries, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(told(t, weeks), told(t, again)); diff != "" {
		t.Errorf("the same seed gave something else:\n%s", diff)
	}
}

func told(t *testing.T, weeks Weeks) string {
	t.Helper()
	var text strings.Builder
	if err := weeks.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestTheWeeksAreReadAsATable(t *testing.T) {
	weeks := Weeks{{Metrics: report(outcome("a", "b", 0.1, search.Person)).Metrics}, {Number: 1, Clicks: 10, Metrics: report(outcome("a", "a", 0.9, search.Answer)).Metrics}}
	text := told(t, weeks)
	for _, want := range []string{"week  clicks", "+100.0 points", "Measured on 1 questions in scope"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q:\n%s", want, text)
		}
	}
	var data strings.Builder
	if err := weeks.WriteJSON(&data); err != nil || !strings.Contains(data.String(), `"clicks": 10`) {
		t.Error(err, data.String())
	}
}

func dice(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }
