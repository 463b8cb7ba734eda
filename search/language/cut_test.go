package language

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// analyze are the terms of a text.
func analyze(lang, text string) []string {
	tokens := Cut(lang, text)
	terms := make([]string, len(tokens))
	for i, t := range tokens {
		terms[i] = t.Term
	}
	return terms
}

func TestEveryLanguageHasTermsOfItsOwn(t *testing.T) {
	for lang, tc := range map[string]struct {
		text string
		want []string
	}{
		"en":  {"The dogs' WITHOUT cafés", []string{"the", "dog", "without", "cafe"}},
		"de":  {"Türen ohne Häuser", []string{"tur", "ohn", "haus"}},
		"fr":  {"l'école d’été", []string{"ecol", "ete"}},
		"zh":  {"门的密码", []string{"门", "门的", "的", "的密", "密", "密码", "码"}},
		"und": {"Größe ПРИВЕТ é", []string{"grosse", "привет", "e"}},
	} {
		if diff := cmp.Diff(tc.want, analyze(lang, tc.text)); diff != "" {
			t.Errorf("%s: %s", lang, diff)
		}
	}
	for lang := range chains {
		if len(analyze(lang, "a 1 ä 日本")) == 0 {
			t.Errorf("%s cuts nothing", lang)
		}
	}
	for lang, want := range map[string]string{"nb": "no", "sr": "hr", "ka": "und", "": "und", "de": "de"} {
		if got := Analyzed(lang); got != want {
			t.Errorf("%q is analyzed as %q", lang, got)
		}
	}
}

func TestFoldingKeepsTheLettersOfOtherScripts(t *testing.T) {
	for text, want := range map[string]string{"\u00e9": "e", "e\u0301": "e", "Straße": "Strasse", "हिन्दी": "हिन्दी", "한글": "한글", "ﬁ": "fi"} {
		if got := Fold(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
