package words

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func mustReadVariant(t *testing.T, name string) catalogue {
	t.Helper()
	c := catalogue{texts: map[string]text{}}
	if err := c.add("visitor/" + name + ".yaml"); err != nil {
		t.Fatal(err)
	}
	return c
}

func visitorTexts(t *testing.T, lang string) map[string]text { return mustReadVariant(t, lang).texts }

// formal is a capital that addresses somebody. No text begins a sentence with such a word for "she" or "they".
var formal = regexp.MustCompile(`\b(Sie|Ihr|Ihre|Ihrer|Ihrem|Ihren|Ihres|Ihnen)\b`)

func TestEveryGermanTextThatAddressesSomebodyHasItsDu(t *testing.T) {
	du := visitorTexts(t, informalGerman)
	for key, said := range visitorTexts(t, "de") {
		for form, sentence := range said {
			if formal.MatchString(sentence) && du[key][form] == "" {
				t.Errorf("%s says %q, and %s.yaml has no form for it", key, sentence, informalGerman)
			}
		}
	}
	for key, said := range du {
		for _, sentence := range said {
			if formal.MatchString(sentence) {
				t.Errorf("%s: %q says Sie", key, sentence)
			}
		}
	}
}

func TestAVariantHoldsOnlyWhatDiffers(t *testing.T) {
	for name, lang := range map[string]string{informalGerman: "de", americanEnglish: "en"} {
		c, base := mustReadVariant(t, name), visitorTexts(t, lang)
		if c.state != "checked" {
			t.Errorf("%s says %q of itself", name, c.state)
		}
		for key, said := range c.texts {
			switch {
			case cmp.Equal(said, base[key]):
				t.Errorf("%s %s is as in %s", name, key, lang)
			case len(said) != len(base[key]):
				t.Errorf("%s %s has other forms than in %s", name, key, lang)
			}
			for form, sentence := range said {
				if diff := cmp.Diff(marksOf(base[key][form]), marksOf(sentence)); diff != "" {
					t.Errorf("%s %s:\n%s", name, key, diff)
				}
			}
		}
	}
}

func TestDuIsSaidWhereItIsChosen(t *testing.T) {
	sie := In("de-AT")
	du := sie.Informal()
	for key, want := range map[string]string{"widget.greeting": "Hallo! Frag einfach in deinen eigenen Worten.", "widget.close": "Schließen"} {
		if got := du.T(key); got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
	if got := du.N("widget.notice.kept", 1); got == sie.N("widget.notice.kept", 1) {
		t.Errorf("a text with plurals: %q", got)
	}
	if du.Lang() != "de" || du.Locale() != sie.Locale() || sie.T("widget.you") != "Sie" {
		t.Errorf("got %s %s, %q", du.Lang(), du.Locale(), sie.T("widget.you"))
	}
	if got := In("en-US").Informal().T("widget.greeting"); got != In("en").T("widget.greeting") {
		t.Errorf("English: %q", got)
	}
}
