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
