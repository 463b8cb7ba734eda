package search

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// manyTongues is a FAQ in several languages and scripts, some entries with
// translations, one for people, one without a language.
var manyTongues = append([]Entry{
	{ID: "pl", Lang: "pl", Question: "Czy mogę zabrać psa?", Answer: "Tak."},
	{ID: "el", Lang: "el", Question: "Μπορώ να φέρω τον σκύλο μου;"},
	{ID: "ru", Lang: "ru", Question: "Можно ли взять собаку?", Alternatives: []string{"Разрешены ли животные"}},
	{ID: "zh", Lang: "zh", Question: "我可以带狗吗", Answer: "可以。"},
	{ID: "ja", Lang: "ja", Question: "犬を連れて行けますか"},
	{ID: "ko", Lang: "ko", Question: "강아지를 데려가도 되나요"},
	{ID: "th", Lang: "th", Question: "พาสุนัขมาได้ไหม"},
	{ID: "ar", Lang: "ar", Question: "هل يمكنني إحضار كلبي؟"},
	{ID: "he", Lang: "he", Question: "אפשר להביא כלב?"},
	{ID: "hi", Lang: "hi", Question: "क्या मैं अपना कुत्ता ला सकता हूँ?"},
	{ID: "none", Question: "🐕?"},
}, stay...)

// hostile is what no visitor asks and someone will send.
var hostile = map[string]string{
	"nothing":                  "",
	"spaces":                   " \t\r\n\u00a0\u3000",
	"a hundred kilobytes":      strings.Repeat("where is my dog ", 6400),
	"one word without end":     strings.Repeat("a", 100_000),
	"a word of 10,000 letters": strings.Repeat("hundehaus", 1111),
	"the same of signs":        strings.Repeat("狗", 10_000),
	"the same without spaces":  strings.Repeat("สุนัข", 2_000),
	"500 words":                strings.Join(numbered(500), " "),
	"one word 500 times":       strings.Repeat("dog ", 500),
	"emoji":                    "🐕🐶🦮",
	"emoji joined":             "👨‍👩‍👧‍👦🏳️‍🌈👍🏽",
	"punctuation":              "?!?!...,;:-–—…¿¡«»“”",
	"a query language":         `" OR NEAR( * ^ : -`,
	"another":                  `text_en:dog^5 AND (+pets -"wifi) {a TO z] dog~2 /d.g/ d*g d?g`,
	"brackets":                 strings.Repeat("([{<", 2000),
	"SQL":                      `'; DROP TABLE entries; --`,
	"templates":                `{{.}} ${x} %s%n <script>alert(1)</script> {$ne: null}`,
	"right to left override":   "\u202egod ym gnirb I nac\u202c",
	"isolates, never closed":   "\u2066\u2067\u2068\u202a\u202bdog",
	"invisible":                "\u200b\u200c\u200d\u2060\ufeff\u00ad",
	"invisible within":         "d\u200bo\u00adg\ufeff",
	"invalid UTF-8":            "\xff\xfe dog \xc3\x28 \xed\xa0\x80",
	"a cut letter":             "hund \xe2\x82",
	"control characters":       "\x00\x01\x07\x08\x1b[31mdog\x7f\x85",
	"zalgo":                    "d" + strings.Repeat("\u0335\u0360\u0489", 300) + "og",
	"marks alone":              strings.Repeat("\u0301", 600),
	"wide letters":             "ｃａｎ Ｉ ｂｒｉｎｇ ｍｙ ｄｏｇ",
	"letters of mathematics":   "𝖈𝖆𝖓 𝖎 𝖇𝖗𝖎𝖓𝖌 𝖒𝖞 𝖉𝖔𝖌",
	"one letter becomes many":  strings.Repeat("ﷺ", 500),
	"private and unassigned":   "\ue000\U000f0000\U0010ffff\u0378",
	"digits":                   strings.Repeat("1234567890", 50),
	"line ends":                "dog\u2028dog\u2029dog\vdog\fdog",
	"all scripts":              "dog Hund собака σκύλος 犬 狗 개 สุนัข كلب כלב कुत्ता",
}

func TestHostileQuestionsAreDecidedSanely(t *testing.T) {
	e := openEngine(t, manyTongues)
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			for _, q := range []Question{
				{Text: text},
				{Text: text, Lang: text, Scope: text, Page: text, Seen: []string{text}, Wrong: []string{text}, Misses: 1},
				{Text: text, Lang: "de", Page: "https://example.com/%zz", Misses: math.MinInt},
				{Text: "Can I bring my dog? " + text, Lang: "en", Misses: math.MaxInt},
			} {
				d := ask(t, e, q)
				wantSane(t, q, d)
			}
		})
	}
}

// What says nothing is answered by nothing, and what only looks strange is
// understood.
func TestHostileQuestionsMeanWhatCanBeReadInThem(t *testing.T) {
	e := openEngine(t, stay)
	for name, want := range map[string]string{
		"nothing": "", "spaces": "", "emoji": "", "punctuation": "", "brackets": "", "invisible": "", "marks alone": "",
		"digits": "", "private and unassigned": "", "one word without end": "", "a query language": "",
		"wide letters": "dogs-en", "letters of mathematics": "dogs-en",
	} {
		d := ask(t, e, Question{Text: hostile[name]})
		if got := idOf(d.Entry); got != want {
			t.Errorf("%s: %q answers (%.2f), want %q", name, got, d.Confidence, want)
		}
	}
}

// wantSane holds a decision to what is promised for any question.
func wantSane(t *testing.T, q Question, d Decision) {
	t.Helper()
	fail := func(what string) {
		t.Errorf("%.100q: %s: %s, %s (%v)", q.Text, what, d.Verdict, d.Reason, d.Confidence)
	}
	if !slices.Contains([]Verdict{Answer, Suggest, Person}, d.Verdict) || d.Reason == "" {
		fail("no decision")
	}
	if d.Verdict == Answer && (d.Confidence < calibrated.answerFrom || d.Entry == nil) {
		fail("an answer without confidence")
	}
	if d.Verdict == Suggest && len(d.Suggestions) == 0 || len(d.Suggestions) > maxSuggestions {
		fail("suggestions")
	}
	if d.Entry != nil && d.Confidence < personFrom {
		fail("an entry out of the blue")
	}
	for i, r := range d.Ranked {
		if !(r.Confidence >= 0 && r.Confidence <= 1) || math.IsNaN(r.Score) || math.IsInf(r.Score, 0) || r.Entry.ID == "" {
			fail("no number")
		}
		if slices.ContainsFunc(d.Ranked[:i], func(before Ranked) bool { return before.Entry.ID == r.Entry.ID }) {
			fail("an entry twice")
		}
	}
	if d.Lang != "" && !langTag.MatchString(d.Lang) || !utf8.ValidString(d.Lang) {
		fail("language " + d.Lang)
	}
}

// FuzzDecide asks anything. An input that covers new code seldom does so twice:
// run it with -fuzzminimizetime 10x, or a minute goes by on the first.
func FuzzDecide(f *testing.F) {
	for _, text := range hostile {
		if len(text) < 2000 {
			f.Add(text, "de", "flat-1", "/help", "dogs-de", 0)
		}
	}
	for _, e := range manyTongues {
		f.Add(e.Question, e.Lang, "", "", "", 1)
	}
	e := openEngine(f, manyTongues)
	f.Fuzz(func(t *testing.T, text, lang, scope, page, seen string, misses int) {
		q := Question{Text: text, Lang: lang, Scope: scope, Page: page, Seen: []string{seen}, Misses: misses}
		d, err := e.Decide(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		wantSane(t, q, d)
	})
}
