package search

import (
	"context"
	"log/slog"
	"testing"

	"deskbell/internal/feed"
)

var stay = []Entry{
	{ID: "dogs-en", Group: "dogs", Lang: "en", Question: "Can I bring my dog?", Answer: "Yes, one dog.", Alternatives: []string{"Are pets allowed?"}},
	{ID: "dogs-de", Group: "dogs", Lang: "de", Question: "Darf ich meinen Hund mitbringen?", Answer: "Ja, einen Hund.", Alternatives: []string{"Sind Haustiere erlaubt?"}},
	{ID: "wlan-en", Group: "wlan", Lang: "en", Question: "Where do I find the wifi password?", Answer: "On the router.", Alternatives: []string{"How do I get online?"}},
	{ID: "wlan-de", Group: "wlan", Lang: "de", Question: "Wo finde ich das WLAN-Passwort?", Answer: "Auf dem Router.", Alternatives: []string{"Wie komme ich ins Internet?"}},
	{ID: "parking", Lang: "en", Question: "Where can I park my car?", Answer: "In front of the house."},
	{ID: "checkin", Lang: "en", Question: "When can I check in?", Answer: "From 3 pm.", Alternatives: []string{"Is an early check-in possible?"}},
	{ID: "fraud", Lang: "en", Question: "Somebody used my card without my consent", Answer: "Call your bank.", Tags: []string{PersonFirst}},
	{ID: "trash", Lang: "en", Question: "Where does the rubbish go?", Answer: "Bins behind the house."},
}

func openEngine(t testing.TB, entries []Entry) *Engine {
	t.Helper()
	all, err := Fixed(entries)
	if err != nil {
		t.Fatal(err)
	}
	e, err := Open(context.Background(), t.TempDir(), all, &feed.Feed{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func ask(t *testing.T, e *Engine, q Question) Decision {
	t.Helper()
	d, err := e.Decide(context.Background(), q)
	if err != nil {
		t.Fatalf("%q: %v", q.Text, err)
	}
	return d
}

func TestAnExactQuestionIsAnswered(t *testing.T) {
	e := openEngine(t, stay)
	for _, want := range stay {
		d := ask(t, e, Question{Text: want.Question})
		if d.Entry == nil || d.Entry.ID != want.ID || d.Confidence < 0.9 {
			t.Errorf("%q: got %+v (%v)", want.Question, d.Entry, d.Confidence)
		}
	}
}
