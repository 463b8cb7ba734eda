package search

import "testing"

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
