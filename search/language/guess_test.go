package language

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

//go:embed testdata/languages.txt
var languageQuestions string

// mainLangs have ten questions or more in the table.
var mainLangs = []string{"en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "no", "fi", "pl", "cs", "hu", "tr", "ru", "uk", "ro"}

// tally counts what became of guesses.
type tally struct{ right, unsure, wrong int }

func (t *tally) count(got, want string, sure bool) {
	switch {
	case !sure:
		t.unsure++
	case got == want:
		t.right++
	default:
		t.wrong++
	}
}

func TestALanguageIsSureOnlyWhereItIsRight(t *testing.T) {
	var all, first tally
	by := map[string]*tally{}
	for line := range strings.Lines(languageQuestions) {
		want, text, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || line[0] == '#' {
			continue
		}
		if by[want] == nil {
			by[want] = &tally{}
		}
		got, sure := Guess(text)
		all.count(got, want, sure)
		by[want].count(got, want, sure)
		if slices.Contains(mainLangs, want) {
			first.count(got, want, sure)
		}
		if got != want || !sure {
			t.Logf("%s: %q: %q, sure: %v", want, text, got, sure)
		}
	}
	for lang, n := range by {
		asked := n.right + n.unsure + n.wrong
		if asked < 4 || asked < 10 && slices.Contains(mainLangs, lang) {
			t.Errorf("%s: only %d questions", lang, asked)
		}
		if n.right == 0 {
			t.Errorf("%s: never sure", lang)
		}
	}
	t.Logf("main languages: %+v, all %d: %+v", first, len(by), all)
	if sure := first.right + first.wrong; float64(first.right) < 0.95*float64(sure) || float64(sure) < 0.8*float64(sure+first.unsure) {
		t.Errorf("main languages: %+v", first)
	}
	if all.wrong > all.right/20 {
		t.Errorf("all languages: %+v", all)
	}
}

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
		if got, _ := Guess(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"", "WLAN", "12345", "PayPal", "in"} {
		if lang, sure := Guess(text); sure {
			t.Errorf("%q is surely %q?", text, lang)
		}
	}
}

// TestTheLanguageOfRealQuestions logs what becomes of the shared questions, as
// people typed them. Some are not in the language that their set says.
func TestTheLanguageOfRealQuestions(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/eval/*/queries.dev.jsonl")
	if len(files) == 0 {
		t.Skip("skipped: no ../shared/eval here")
	}
	var all tally
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var n tally
		for line := range bytes.Lines(data) {
			var q struct{ Q, Lang string }
			if err := json.Unmarshal(line, &q); err != nil {
				t.Fatal(err)
			}
			lang, sure := Guess(q.Q)
			n.count(lang, q.Lang, sure)
			all.count(lang, q.Lang, sure)
		}
		t.Logf("%s: %+v", filepath.Base(filepath.Dir(file)), n)
	}
	if t.Logf("all: %+v", all); float64(all.right) < 0.95*float64(all.right+all.wrong) {
		t.Error("too many are taken for another language")
	}
}
