package search

import (
	"testing"

	"deskbell/search/language"

	"github.com/google/go-cmp/cmp"
)

func TestTheLanguageToAnswerInIsTheQuestionsOrNearIt(t *testing.T) {
	for _, tc := range []struct {
		name, text, page string
		faq              []string
		want             string
		sure             bool
	}{
		{"the question's", "Wo finde ich den Schlüssel?", "en", []string{"en", "de"}, "de", true},
		{"a neighbour's before the page's", "Kde nájdem kľúč od dverí?", "en", []string{"en", "cs"}, "cs", false},
		{"the page's where none is near", "Hol találom a kulcsot?", "en", []string{"de", "en"}, "en", false},
		{"none where neither is there", "Hol találom a kulcsot?", "fr", []string{"de", "en"}, "", false},
		{"Danish and Norwegian can hardly be told apart", "hvordan kommer jeg til hotellet", "", []string{"no", "en"}, "no", false},
		{"the page's for a word or two", "WLAN Code", "de-AT", []string{"de", "en"}, "de", false},
	} {
		g := &generation{snapshot: &snapshot{spoken: tc.faq}}
		if lang, sure := choose(g, tc.text, tc.page); lang != tc.want || sure != tc.sure {
			t.Errorf("%s: got %q, sure: %v", tc.name, lang, sure)
		}
	}
}

func TestAnUnclearQuestionIsLookedForWhereMostEntriesAre(t *testing.T) {
	g := &generation{snapshot: &snapshot{spoken: byFrequency([]string{"fr", "de", "en", "de", "sr", "hr", "it", "es", "es", "de"})}}
	for _, tc := range []struct {
		lang string
		sure bool
		want []string
	}{
		{"", false, []string{"de", "es", "en", "fr"}},
		{"it", false, []string{"it", "de", "es", "en"}},
		{"it", true, []string{"it"}},
		{"sr", false, []string{"hr", "de", "es", "en"}},
	} {
		if diff := cmp.Diff(tc.want, g.fieldsFor(tc.lang, tc.sure)); diff != "" {
			t.Errorf("%q, sure: %v: %s", tc.lang, tc.sure, diff)
		}
	}
}

func choose(g *generation, text, page string) (lang string, sure bool) {
	guess, sure := language.Guess(text)
	return g.chooseLang(guess, sure, page)
}
