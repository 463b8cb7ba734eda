package search

import (
	"math"
	"slices"
	"testing"
)

var shop = []Entry{
	{ID: "return-how", Lang: "en", Question: "How do I return an order?", Tags: []string{"returns"}},
	{ID: "return-cost", Lang: "en", Question: "What does a return of an order cost?", Tags: []string{"returns", PersonFirst}},
	{ID: "order-change", Lang: "en", Question: "How do I change an order?", Tags: []string{"orders"}},
	{ID: "complaint", Lang: "en", Question: "How do I complain?", Tags: []string{PersonFirst}},
}

// "Not about this" moves away from the entry and from those with the same tags.
func TestWhatIsBesideThePointFallsBehindWithItsNeighbours(t *testing.T) {
	e := openEngine(t, shop)
	q := Question{Text: "How do I return my order?"}
	if got := rankedIDs(ask(t, e, q)); got[0] != "return-how" {
		t.Fatalf("without a word from the visitor: %v", got)
	}
	q.Wrong = []string{"return-how"}
	d := ask(t, e, q)
	got := rankedIDs(d)
	if got[0] != "order-change" || slices.Index(got, "return-how") != len(got)-1 {
		t.Errorf("beside the point: %v", got)
	}
	for _, r := range d.Ranked {
		if r.Entry.ID == "return-how" && r.Confidence != 0 {
			t.Errorf("it is still believed: %v", r.Confidence)
		}
	}
	for _, s := range d.Suggestions {
		if s.Entry.ID == "return-how" {
			t.Error("it is offered again")
		}
	}
}

// A reserved tag says what to do with an entry, not what it is about.
func TestPeopleAreNoTopic(t *testing.T) {
	e := openEngine(t, shop)
	before := ask(t, e, Question{Text: "How do I complain?"})
	after := ask(t, e, Question{Text: "How do I complain?", Wrong: []string{"return-cost"}})
	if before.Entry == nil || after.Entry == nil || math.Abs(before.Confidence-after.Confidence) > 0.01 {
		t.Errorf("%v, then %v", before.Confidence, after.Confidence)
	}
}

func TestAnEntryForPagesComesFirstThere(t *testing.T) {
	e := openEngine(t, []Entry{
		{ID: "booking", Lang: "en", Question: "How can I pay?", Scope: []string{"/booking"}},
		{ID: "shop", Lang: "en", Question: "How can I pay here?", Scope: []string{"/shop/"}},
	})
	for page, want := range map[string]string{
		"https://example.org/booking/flat-3": "booking",
		"https://example.org/booking":        "booking",
		"https://example.org/shop":           "shop",
		"https://example.org/shop/cart":      "shop",
	} {
		d := ask(t, e, Question{Text: "How can I pay?", Page: page})
		if d.Ranked[0].Entry.ID != want {
			t.Errorf("%s: %v", page, rankedIDs(d))
		}
		if other := d.Ranked[1].Confidence; other > otherScope {
			t.Errorf("%s: the other page's is believed with %v", page, other)
		}
	}
	if d := ask(t, e, Question{Text: "How can I pay?", Page: "https://example.org/bookings"}); d.Ranked[0].Confidence > otherScope {
		t.Error("/bookings is taken for a page below /booking")
	}
}

func TestAnAlternativeInAnotherLanguageIsReadInItsOwn(t *testing.T) {
	e := openEngine(t, []Entry{
		{ID: "pool", Lang: "fr", Question: "Où est la piscine ?", Alternatives: []string{"Where is the swimming pool?"}},
		{ID: "keys", Lang: "fr", Question: "Où sont les clés ?"},
	})
	d := ask(t, e, Question{Text: "Where are the swimming pools?"})
	if d.Entry == nil || d.Entry.ID != "pool" || d.Lang != "en" {
		t.Errorf("%+v", d)
	}
}
