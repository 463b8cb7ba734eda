package hear

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// means names what was heard as testdata/wishes*.txt does.
func (h Heard) means() string {
	switch {
	case h.Wish == WantsPerson:
		return "person"
	case h.Wish == IsUpset:
		return "upset"
	case h.IfHuman:
		return "ifhuman"
	}
	return "none"
}

// TestWishesAreReadAsPeopleMeanThem takes its sentences from
// testdata/wishes*.txt, and says them in capitals and with emphasis too.
func TestWishesAreReadAsPeopleMeanThem(t *testing.T) {
	files, err := filepath.Glob("testdata/wishes*.txt")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(file)) {
			n++
			want, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
			if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
				continue
			}
			if !ok || !strings.Contains(" person upset ifhuman none ", " "+want+" ") {
				t.Fatalf("%s:%d: %q begins with none of person, ifhuman, upset, none", name, n, line)
			}
			for _, said := range []string{text, strings.ToUpper(text), strings.ToLower(text) + "!!!"} {
				if got := In(said).means(); got != want {
					t.Errorf("%s:%d: %q is %s, want %s %s", name, n, said, got, want, blame(said, got))
					break
				}
			}
		}
	}
}

func TestAPatternSaysWhatItTakes(t *testing.T) {
	for _, tc := range []struct {
		lines    string
		yes, not []string
	}{
		{"yes talk .. human", []string{"talk human", "please talk to a real live human now", "Talk, to: HUMAN"}, []string{"human talk", "talk one two three four five human", "talkative human", "I talk. A human"}},
		{"yes agent*", []string{"agents"}, []string{"reagent"}},
		{"yes agent", []string{"agent", "aget", "agnet", "agents"}, []string{"ag", "gent le", "urgent", "agency"}},
		{"yes staff!", []string{"staff"}, []string{"stuff", "staffs"}},
		{"polite: please\nyes ^ help $", []string{"help", "Help!", "please help", "help. I lost it", "e.g. me. Help, please"}, []string{"help me", "I help"}},
		{"polite: please\nyes ^ human $?", []string{"human?", "Human, please?! I wait", "?? human ?"}, []string{"human", "human. really?", "human rights?"}},
		{"yes agent please|$", []string{"agent please", "the agent"}, []string{"agent fees"}},
		{"yes a b? <c>? d", []string{"a d", "a b d", "a b c d", "a c d"}, []string{"a c b d", "a b c"}},
		{"yes to_talk|speak! now", []string{"to talk now", "speak now"}, []string{"talk now", "to now"}},
		{"yes über", []string{"Über", "uber", "UEBER"}, []string{"ubr"}},
		{"yes dont", []string{"don't", "don’t", "dont"}, []string{"do not"}},
		{"yes l'agent je", []string{"l’agent je", "L agent je"}, []string{"le gent je"}},
		{"yes l_agent je", []string{"l'agent je"}, nil},
		{"yes человек", []string{"ЧЕЛОВЕК", "чеповек"}, []string{"веки"}},
		{"yes 人間 .. 話", []string{"人間と話したい", "私は人間と話"}, []string{"人。間と話", "人 話"}},
		{"yes human\nno are you", []string{"a human"}, []string{"are you"}},
		{"yes talk human\nno are you talk", []string{"are you sure? talk human"}, []string{"are you talk human"}},
	} {
		h, err := hearingOf("[person]\nc = c\n" + tc.lines)
		if err != nil {
			t.Fatal(tc.lines, err)
		}
		for _, text := range tc.yes {
			if !h.listen(text).says(h.person) {
				t.Errorf("%q does not take %q", tc.lines, text)
			}
		}
		for _, text := range tc.not {
			if h.listen(text).says(h.person) {
				t.Errorf("%q takes %q", tc.lines, text)
			}
		}
	}
}

// hearingOf reads a file of these lines from the second on.
func hearingOf(lines string) (*hearing, error) {
	return readHearing(fstest.MapFS{"patterns/xx.txt": {Data: []byte("state: checked\n" + lines)}})
}

func TestAWrongPatternFileIsNamedByLine(t *testing.T) {
	for _, line := range []string{
		"maybe b", "yes <nobody>", "yes", "yes ^", "yes .. b", "yes b?", "yes b |", "yes a||b", "yes *", "yes a<b", "a = ", "polite: ...",
		"b = c", "[sad]", "[ifhuman]\nno b", "state: perfect",
	} {
		_, err := hearingOf("b = a\n[person]\nyes a\n" + line)
		if err == nil || !strings.Contains(err.Error(), "patterns/xx.txt: line 5") && !strings.Contains(err.Error(), "patterns/xx.txt: line 6") {
			t.Errorf("%q: %v", line, err)
		}
	}
	for _, file := range []string{"yes a", "[person]\nyes a"} {
		_, err := readHearing(fstest.MapFS{"patterns/xx.txt": {Data: []byte(file)}})
		if err == nil || !strings.Contains(err.Error(), "patterns/xx.txt: line 1") {
			t.Errorf("%q: %v", file, err)
		}
	}
}

// TestOnlyWhatSomebodyReadIsCalledChecked keeps the files honest.
func TestOnlyWhatSomebodyReadIsCalledChecked(t *testing.T) {
	files, err := patternFiles.ReadDir("patterns")
	if err != nil {
		t.Fatal(err)
	}
	checked := ""
	for _, f := range files {
		data, err := patternFiles.ReadFile("patterns/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "\nstate: checked\n") {
			checked += " " + f.Name()
		}
		if _, err := readHearing(fstest.MapFS{"patterns/" + f.Name(): {Data: data}}); err != nil {
			t.Error(err)
		}
	}
	if checked != " de.txt en.txt" {
		t.Errorf("checked are%s", checked)
	}
}

func TestLoudnessIsHeardInEveryLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"WO IST MEIN VERSPROCHENES PAKET!!":              "upset",
		"ΠΟΥ ΕΙΝΑΙ ΤΟ ΔΕΜΑ ΜΟΥ!!!":                       "upset",
		"where is my parcel?!?!":                         "upset",
		"where is my f***ing parcel":                     "upset",
		"WHERE IS MY PARCEL":                             "none",
		"WHERE IS MY PARCEL!":                            "none",
		"THANK YOU SO MUCH FOR EVERYTHING!!!":            "none",
		"GDPR!!!":                                        "none",
		"Do you ship to the USA, UK, EU or UAE!!":        "none",
		"Hello!!! Where is my parcel!!!":                 "none",
		"where is my parcel????":                         "none",
		"the card **** **** **** 1234 is not accepted":   "none",
		"Meine IBAN ist DE89 3704 0044 0532 0130 00!!":   "none",
		"Ist das Hotel 4**** oder 5*****?":               "none",
		"Der TÜV, die IHK und das BSI NRW prüfen das!!!": "none",
	} {
		if got := In(text).means(); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

// benchTexts are a usual question and the costliest of 500 characters.
var benchTexts = map[string]string{
	"usual":   "Hello, can you please tell me where I can park my car when I arrive late?",
	"german":  "Guten Tag, können Sie mir bitte sagen, wie ich meine Buchung ändern kann?",
	"common":  strings.Repeat("i want to talk to you ", 23)[:500],
	"tiny":    strings.Repeat("i ", 250),
	"similar": strings.Repeat("sprechan mitarbeitur ", 24)[:500],
	"dense":   strings.Repeat("人間", 250),
}

func BenchmarkHear(b *testing.B) {
	for name, text := range benchTexts {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				In(text)
			}
		})
	}
}

func FuzzWish(f *testing.F) {
	for _, text := range benchTexts {
		f.Add(text)
	}
	for _, text := range []string{"I want to talk to a human", "\xff are you", "are you a human? if not, get me one", "l'", "?!?!", "f**k", "ﾊ\u0301ı\u0307", "--- . . ."} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h := In(text)
		if again := In(text); again != h {
			t.Errorf("%q is %v, then %v", text, h, again)
		}
		for _, word := range cutWords(text) {
			if strings.ContainsAny(word, " '’.!?") && !isSentenceEnd(word) {
				t.Errorf("%q: the word %q", text, word)
			}
		}
	})
}
