package search

import (
	"os"
	"strings"
	"testing"
)

func TestWishesAreReadAsPeopleMeanThem(t *testing.T) {
	file, err := os.ReadFile("testdata/wishes.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := map[wish]string{wantsPerson: "person", isUpset: "upset", noWish: "none"}
	n := 0
	for line := range strings.Lines(string(file)) {
		want, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		n++
		for _, said := range []string{text, strings.ToUpper(text), text + "!!!"} {
			if got := names[wishOf(said)]; got != want {
				t.Errorf("%q is %s, want %s", said, got, want)
			}
		}
	}
	if n < 50 {
		t.Fatalf("only %d sentences were read", n)
	}
}

func TestAPatternSaysWhatItTakes(t *testing.T) {
	for _, tc := range []struct {
		pattern  string
		yes, not []string
	}{
		{"yes talk .. human", []string{"talk human", "please talk to a real live human now", "Talk, to: HUMAN"}, []string{"human talk", "talk one two three four five human", "talkative human"}},
		{"yes agent*", []string{"agents"}, []string{"reagent"}},
		{"yes agent", []string{"agent", "aget", "agnet", "agents"}, []string{"ag", "gent le", "urgent"}},
		{"yes ^ help $", []string{"help", "Help!"}, []string{"help me", "please help"}},
		{"yes now|$", []string{"now"}, []string{"later"}},
		{"yes agent please|$", []string{"agent please", "the agent"}, []string{"agent fees"}},
		{"yes uber", []string{"Über"}, nil},
		{"yes dont", []string{"don't", "don’t", "dont"}, nil},
		{"yes human\nno are you", []string{"a human"}, []string{"are you a human"}},
	} {
		p, err := readPatterns(tc.pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range tc.yes {
			if !p.match(plainWords(text)) {
				t.Errorf("%q does not take %q", tc.pattern, text)
			}
		}
		for _, text := range tc.not {
			if p.match(plainWords(text)) {
				t.Errorf("%q takes %q", tc.pattern, text)
			}
		}
	}
}

func TestAWrongPatternFileIsNamedByLine(t *testing.T) {
	for _, file := range []string{"yes a\nmaybe b", "\nyes <nobody>"} {
		if _, err := readPatterns(file); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", file, err)
		}
	}
}

func FuzzWish(f *testing.F) {
	f.Add("I want to talk to a human")
	f.Add("\xff are you")
	f.Fuzz(func(t *testing.T, text string) { wishOf(text) })
}
