package eval

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestATypoIsOneSlipInOneLongWord(t *testing.T) {
	const text = "Where do I leave my old Bicycle?"
	slips := map[string]bool{}
	for seed := range uint64(300) {
		got := mistype(text, "en", seed)
		changed := 0
		was, is := strings.Fields(text), strings.Fields(got)
		if len(was) != len(is) {
			t.Fatalf("%q lost a word", got)
		}
		for i := range was {
			if was[i] == is[i] {
				continue
			}
			changed++
			if len(was[i]) < longWord || was[i][0] != is[i][0] {
				t.Errorf("%q became %q", was[i], is[i])
			}
			slips[is[i]] = true
		}
		if off := utf8.RuneCountInString(got) - utf8.RuneCountInString(text); changed != 1 || off < -1 || off > 1 {
			t.Errorf("%q has %d changed words", got, changed)
		}
	}
	for _, want := range []string{"laeve", "lave", "leeave", "leavr"} { // swapped, dropped, doubled, replaced
		if !slips[want] {
			t.Errorf("nobody ever typed %q", want)
		}
	}
}

func TestTyposAreTheSameEachTime(t *testing.T) {
	queries := []Query{{Text: "opening hours"}, {Text: "why me"}, {Text: "Öffnungszeiten", Lang: "de"}}
	one, untouched := Typos(queries, 7)
	two, _ := Typos([]Query{queries[2], queries[0]}, 7)
	if one[0].Text != two[1].Text || one[2].Text != two[0].Text {
		t.Errorf("%v and %v", one, two)
	}
	if untouched != 1 || one[1].Text != "why me" || queries[0].Text != "opening hours" || one[0].Text == "opening hours" {
		t.Errorf("%d untouched: %v", untouched, one)
	}
}

func TestNeighboursAreThoseOfTheKeyboardInTheSameCase(t *testing.T) {
	for _, tc := range []struct {
		letter     rune
		lang, want string
	}{{'z', "en", "x"}, {'z', "de", "tu"}, {'Z', "de", "TU"}, {'q', "en", "w"}, {'щ', "ru", ""}} {
		if got := string(neighbours(tc.letter, tc.lang)); got != tc.want {
			t.Errorf("%c in %s: %q, want %q", tc.letter, tc.lang, got, tc.want)
		}
	}
}
