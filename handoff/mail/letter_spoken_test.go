package mail

import (
	"context"
	"slices"
	"strings"
	"testing"

	"deskbell/handoff"
)

// named is a desk with a name in each of two languages, whose owner says du.
func named(t *testing.T) *Carrier {
	t.Helper()
	config := testConfig(t, startTLS)
	config.Desk = func(context.Context) (Desk, error) {
		names := map[string]string{"de": "Haus am See", "en": "House by the lake"}
		return Desk{Name: "Haus am See", Zone: berlin, Informal: true, NameIn: func(lang string) string { return names[lang] }}, nil
	}
	return New(config)
}

func TestVisitorsReadTheDesksNameInTheirLanguageAndDu(t *testing.T) {
	c := named(t)
	for _, name := range letters {
		toVisitor := slices.Contains(forVisitors, name)
		german, english := written(t, c, testParcel(name, "de")), written(t, c, testParcel(name, "en"))
		if got := german.text + german.subject; toVisitor && (!strings.Contains(got, "deine") || strings.Contains(got, "Ihre ") || strings.Contains(got, "Sie ")) {
			t.Errorf("%s does not say du:\n%s", name, got)
		}
		want := "Haus am See" // agents know it by its own name
		if toVisitor {
			want = "House by the lake"
		}
		if !strings.HasSuffix(english.from, want) || !strings.Contains(english.text, "-- \n"+want) && toVisitor {
			t.Errorf("%s is from %q:\n%s", name, english.from, english.text)
		}
		if german.toVisitor != toVisitor {
			t.Errorf("%s is taken to be for a visitor: %t", name, toVisitor)
		}
	}
}

func TestADeskWithoutANameInALanguageHasTheWordForIt(t *testing.T) {
	c := named(t)
	desk, err := c.config.Desk(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	desk.NameIn = func(string) string { return "" }
	l, err := c.write(t.Context(), testParcel(handoff.Receipt, "en"), desk)
	if err != nil || l.from != "Help desk" {
		t.Errorf("from %q, %v", l.from, err)
	}
}
