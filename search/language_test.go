package search

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheLanguageOfASentenceIsKnown(t *testing.T) {
	for text, want := range map[string]string{
		"Where can I find the door code?":                "en",
		"Wo finde ich den Code für die Tür?":             "de",
		"Où puis-je trouver le code de la porte ?":       "fr",
		"¿Dónde puedo encontrar el código de la puerta?": "es",
		"Dove posso trovare il codice della porta?":      "it",
		"Onde posso encontrar o código da porta?":        "pt",
		"Waar kan ik de code van de deur vinden?":        "nl",
		"Hvor kan jeg finde koden til døren?":            "da",
		"Var kan jag hitta koden till dörren?":           "sv",
		"Mistä löydän oven koodin ja kuinka se toimii?":  "fi",
		"Gdzie mogę znaleźć kod do drzwi?":               "pl",
		"Kde najdu kód ke dveřím?":                       "cs",
		"Hol találom az ajtó kódját?":                    "hu",
		"Unde pot găsi codul pentru ușă?":                "ro",
		"Kapı kodunu nerede bulabilirim?":                "tr",
		"Где мне найти код от двери?":                    "ru",
		"Де я можу знайти код від дверей?":               "uk",
		"Πού μπορώ να βρω τον κωδικό της πόρτας;":        "el",
		"ドアの暗証番号はどこですか":                                  "ja",
		"门的密码在哪里":                                        "zh",
		"현관 비밀번호는 어디에 있나요":                               "ko",
		"أين أجد رمز الباب؟":                             "ar",
	} {
		if got, _ := guessLang(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"", "WLAN", "12345", "PayPal", "in"} {
		if lang, sure := guessLang(text); sure {
			t.Errorf("%q is surely %q?", text, lang)
		}
	}
}

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
		if got := analyzed(lang); got != want {
			t.Errorf("%q is analyzed as %q", lang, got)
		}
	}
}

func TestFoldingKeepsTheLettersOfOtherScripts(t *testing.T) {
	for text, want := range map[string]string{"\u00e9": "e", "e\u0301": "e", "Straße": "Strasse", "हिन्दी": "हिन्दी", "한글": "한글", "ﬁ": "fi"} {
		if got := fold(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
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

// analyze are the terms alone.
func analyze(lang, text string) []string {
	tokens := cut(lang, text)
	terms := make([]string, len(tokens))
	for i, t := range tokens {
		terms[i] = t.term
	}
	return terms
}
