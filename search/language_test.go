package search

import (
	"slices"
	"testing"
)

func TestAnEntryIsShownInTheQuestionsLanguage(t *testing.T) {
	e := openEngine(t, stay)
	for _, tc := range []struct {
		name, text, lang, want string
	}{
		{"as asked", "Darf ich meinen Hund mitbringen?", "", "dogs-de"},
		{"the question counts more than the page", "Darf ich meinen Hund mitbringen?", "en", "dogs-de"},
		{"the page counts where the question is unclear", "WLAN wifi", "en", "wlan-en"},
		{"and so", "WLAN wifi", "de-AT", "wlan-de"},
		{"words of another language than the page's", "early check in", "de", "checkin"},
		{"and where there is a translation", "wifi password", "de", "wlan-en"},
		{"another language is better than none", "Where can I park my car?", "de", "parking"},
		{"a language without entries", "Where can I park my car?", "xx", "parking"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := ask(t, e, Question{Text: tc.text, Lang: tc.lang})
			if len(d.Ranked) == 0 || d.Ranked[0].Entry.ID != tc.want {
				t.Errorf("got %v", rankedIDs(d))
			}
		})
	}
}

func rankedIDs(d Decision) (ids []string) {
	for _, r := range d.Ranked {
		ids = append(ids, r.Entry.ID)
	}
	return ids
}

func TestTranslationsNeverStandSideBySide(t *testing.T) {
	e := openEngine(t, stay)
	for _, text := range []string{"WLAN wifi password Passwort", "dog Hund pets Haustiere"} {
		ids := rankedIDs(ask(t, e, Question{Text: text}))
		for i, a := range ids {
			if slices.ContainsFunc(ids[i+1:], func(b string) bool { return related(e, a, b) }) {
				t.Errorf("%q: %v", text, ids)
			}
		}
	}
}

func TestAScopePrefersItsEntries(t *testing.T) {
	e := openEngine(t, stay)
	for scope, want := range map[string]string{"flat-1": "code-1", "flat-2": "code-2"} {
		d := ask(t, e, Question{Text: "What is the door code?", Scope: scope})
		if ids := rankedIDs(d); ids[0] != want {
			t.Errorf("%s: %v", scope, ids)
		}
		if d.Entry != nil && d.Entry.ID != want {
			t.Errorf("%s is told of %s", scope, d.Entry.ID)
		}
	}
	d := ask(t, e, Question{Text: "What is the door code?", Scope: "flat-3"})
	if d.Verdict == Answer {
		t.Errorf("flat-3 is told %s", d.Entry.ID)
	}
}

// A FAQ in any language, with or without an analyzer of its own, is found.
func TestEveryLanguageIsSearched(t *testing.T) {
	entries := []Entry{
		{ID: "pl", Lang: "pl", Question: "Czy mogę zabrać psa?"},
		{ID: "el", Lang: "el", Question: "Μπορώ να φέρω τον σκύλο μου;"},
		{ID: "zh", Lang: "zh", Question: "我可以带狗吗"},
		{ID: "th", Lang: "th", Question: "พาสุนัขมาได้ไหม"},
		{ID: "uk", Lang: "uk", Question: "Чи можна взяти собаку?"},
		{ID: "ar", Lang: "ar", Question: "هل يمكنني إحضار كلبي؟"},
		{ID: "tr", Lang: "tr", Question: "Köpeğimi getirebilir miyim?"},
		{ID: "none", Question: "Qupperneq sorleq?"},
	}
	e := openEngine(t, entries)
	for _, want := range entries {
		if d := ask(t, e, Question{Text: want.Question}); idOf(d.Entry) != want.ID {
			t.Errorf("%s: got %q (%.2f) %v", want.ID, idOf(d.Entry), d.Confidence, rankedIDs(d))
		}
	}
}

func TestTypingMistakesAreForgiven(t *testing.T) {
	e := openEngine(t, stay)
	for text, want := range map[string]string{
		"Where do I find the wifi pasword?": "wlan-en",
		"where can i prak my car":           "parking",
		"were does the rubish go":           "trash",
		"Darf mein Hundd mitkommen":         "dogs-de",
	} {
		if ids := rankedIDs(ask(t, e, Question{Text: text})); len(ids) == 0 || ids[0] != want {
			t.Errorf("%q: %v, want %s", text, ids, want)
		}
	}
}

func TestADecisionNamesTheLanguageOfTheQuestion(t *testing.T) {
	e := openEngine(t, stay)
	for text, want := range map[string]string{
		"Darf ich meinen Hund mitbringen?":     "de",
		"¿Dónde puedo encontrar la impresora?": "es", // no entry is Spanish
		"WLAN":                                 "",
	} {
		if d := ask(t, e, Question{Text: text, Lang: "en"}); d.Lang != want {
			t.Errorf("%q is asked in %q, want %q", text, d.Lang, want)
		}
	}
}

func TestAQuestionInALanguageWithoutEntries(t *testing.T) {
	e := openEngine(t, append([]Entry{
		{ID: "grill", Lang: "en", Question: "How do I light the Weber Genesis grill?"},
		{ID: "sauna", Lang: "de", Question: "Wie heize ich die Harvia Sauna ein?"},
	}, stay...))
	for _, tc := range []struct {
		name, text, lang, first string
		verdict                 Verdict
	}{
		{"names are found", "¿Cómo se enciende la barbacoa Weber Genesis?", "es", "grill", ""},
		{"whatever the page's language", "jak włączyć saunę Harvia", "pl", "sauna", ""},
		{"nothing is known", "Hol van a legközelebbi gyógyszertár?", "hu", "", Person},
	} {
		d := ask(t, e, Question{Text: tc.text, Lang: "en"})
		if ids := rankedIDs(d); tc.first != "" && (len(ids) == 0 || ids[0] != tc.first) {
			t.Errorf("%s: %v", tc.name, ids)
		}
		if d.Lang != tc.lang || tc.verdict != "" && d.Verdict != tc.verdict {
			t.Errorf("%s: %s in %q (%.2f) %v", tc.name, d.Verdict, d.Lang, d.Confidence, rankedIDs(d))
		}
	}
}
