package search

import (
	"slices"
	"strings"
	"testing"
)

func lexiconOf(words ...string) *lexicon {
	l := newLexicon()
	slices.Sort(words)
	for i, w := range slices.Compact(words) {
		l.terms[w] = uint32(i)
		l.forms = append(l.forms, form{word: w, term: uint32(i), count: 1})
	}
	l.complete()
	return l
}

func TestMisspeltWordsAreTakenForTheNearestOfTheFAQ(t *testing.T) {
	l := lexiconOf("password", "passport", "refund", "invoice", "deliver", "delivery", "wifi", "pin", "2024", "schlussel")
	for word, want := range map[string]string{
		"pasword": "password", "passwrod": "password", // lost, swapped
		"apssword":  "", // first letters are rarely mistyped
		"delivrey":  "delivery",
		"pasworrd":  "password", // two mistakes from eight letters on
		"refnd":     "refund",
		"rfend":     "", // two in a short word
		"wfi":       "wifi",
		"pim":       "",
		"2025":      "", // a number is no misspelt other
		"house":     "",
		"shclussel": "schlussel",
	} {
		got, ok := l.respell(word)
		if ok != (want != "") || got.word != want {
			t.Errorf("%q is taken for %q, want %q", word, got.word, want)
		}
	}
	if _, ok := l.respell(strings.Repeat("x", 10_000)); ok {
		t.Error("an endless word was respelt")
	}
}

func TestOfWordsAsNearTheOneUsedMostWins(t *testing.T) {
	l := lexiconOf("cart", "card")
	i, _ := slices.BinarySearchFunc(l.forms, "card", func(f form, w string) int { return strings.Compare(f.word, w) })
	l.forms[i].count = 5
	if got, _ := l.respell("carx"); got.word != "card" {
		t.Errorf("got %q", got.word)
	}
}

func TestMistakesAreCounted(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want int
	}{
		{"a", "a", 0}, {"abc", "abd", 1}, {"abc", "acb", 1}, {"abc", "ab", 1}, {"abc", "xabc", 1}, {"abcd", "badc", 2}, {"straße", "strasse", 2}, {"", "", 0},
	} {
		if got := mistakes(tc.a, tc.b, 2); got != tc.want {
			t.Errorf("%q, %q: %d, want %d", tc.a, tc.b, got, tc.want)
		}
	}
	if got := mistakes("abcdef", "uvwxyz", 2); got <= 2 {
		t.Errorf("far words are %d apart", got)
	}
}

// termsOf are the terms that a question stands for in a FAQ of one entry.
func termsOf(t *testing.T, lang, faq, question string) (terms []string) {
	t.Helper()
	book := bookOf(t, []Entry{{ID: "a", Lang: lang, Question: faq}})
	for _, one := range book.wording(question, lang, nil).terms {
		if one.known {
			terms = append(terms, one.text)
		}
	}
	slices.Sort(terms)
	return terms
}

func TestWordsAreReadAsWhatTheyWereMeantToBe(t *testing.T) {
	for _, tc := range []struct{ lang, faq, question, want string }{
		{"en", "I forgot my password", "pass word", "password"},
		{"en", "Is an early check in possible", "checkin", "check in"},
		{"en", "I forgot my password", "forgott my pasword", "forgot my password"},
		{"de", "Wie lange ist die Frist für die Rückgabe", "Rückgabefrist", "frist ruckgab"},
		{"de", "Wie lange ist die Rückgabefrist", "Frist", "ruckgabefrist"},
		{"de", "Wo ist der Schlüssel", "Schluessel", "schlussel"},
		{"de", "Welche Straße", "Strasse", "strass"},
		{"ru", "я хочу вернуть заказ", "язаказ", ""},     // one letter is no word to split off
		{"en", "Who does the housekeeping", "house", ""}, // English does not join words
	} {
		if got := strings.Join(termsOf(t, tc.lang, tc.faq, tc.question), " "); got != tc.want {
			t.Errorf("%s: %q on %q: %q, want %q", tc.lang, tc.question, tc.faq, got, tc.want)
		}
	}
}
