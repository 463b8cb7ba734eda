package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func suggested(e *Engine, t Typed) []string {
	var ids []string
	for _, one := range e.Suggest(t, 5) {
		ids = append(ids, one.ID)
	}
	return ids
}

func TestTypedTextFindsTheQuestionsItMayBecome(t *testing.T) {
	e := openEngine(t, stay)
	for text, want := range map[string]string{
		"can i bring my d": "dogs-en",
		"dog":              "dogs-en",
		"wi":               "wlan-en",
		"where can i par":  "parking",
		"pets al":          "dogs-en", // an alternative of it
		"rubb":             "trash",
		"rubish ":          "trash", // misspelt, and finished
		"rubbsh":           "trash", // misspelt, and perhaps not
		"the door cod":     "code-1",
		"my card":          "fraud", // a person's topic is one to find, too
		"cards":            "fraud", // no entry has a word that begins so, but one that is the same word
	} {
		got := suggested(e, Typed{Text: text, Lang: "en"})
		if len(got) == 0 || got[0] != want {
			t.Errorf("%q: %q, want %q first", text, got, want)
		}
	}
}

func TestNothingIsSuggestedWhereNothingIsSaid(t *testing.T) {
	e := openEngine(t, stay)
	for _, text := range []string{"", " ", "d", "?!", "can i my ", "and the ", "zeppelin", "\x00\xff", "1"} {
		if got := suggested(e, Typed{Text: text, Lang: "en"}); len(got) > 0 {
			t.Errorf("%q: %q", text, got)
		}
	}
	if got := suggested(openEngine(t, nil), Typed{Text: "dog", Lang: "en"}); got != nil {
		t.Errorf("of no entries: %q", got)
	}
}

func TestSuggestionsAreInThePagesLanguage(t *testing.T) {
	e := openEngine(t, stay)
	for lang, want := range map[string]string{"en": "wlan-en", "de": "wlan-de"} {
		got := suggested(e, Typed{Text: map[string]string{"en": "wifi", "de": "WLAN"}[lang], Lang: lang})
		if len(got) != 1 || got[0] != want {
			t.Errorf("page in %s: %q, want %q alone", lang, got, want)
		}
	}
	if got := suggested(e, Typed{Text: "hund", Lang: "en"}); !slices.Equal(got, []string{"dogs-de"}) {
		t.Errorf("German on an English page: %q", got)
	}
}

func TestSuggestionsFitTheScopeAndWereNotSeen(t *testing.T) {
	e := openEngine(t, stay)
	if got := suggested(e, Typed{Text: "door code", Lang: "en", Scope: "flat-2"}); !slices.Equal(got, []string{"code-2"}) {
		t.Errorf("in flat 2: %q", got)
	}
	if got := suggested(e, Typed{Text: "can i bring my dog", Lang: "en", Seen: []string{"dogs-de"}}); slices.Contains(got, "dogs-en") {
		t.Errorf("seen in German: %q", got)
	}
}

func TestSuggestionsWithoutSpacesBetweenWords(t *testing.T) {
	e := openEngine(t, []Entry{
		{ID: "refund", Lang: "zh", Question: "我怎样申请退款？", Answer: "写信。"},
		{ID: "parcel", Lang: "zh", Question: "我的包裹在哪里？", Answer: "路上。"},
		{ID: "thai", Lang: "th", Question: "ขอคืนเงินได้อย่างไร", Answer: "อีเมล"},
	})
	for text, want := range map[string]string{"退款": "refund", "包": "parcel", "คืนเงิน": "thai"} {
		if got := suggested(e, Typed{Text: text, Lang: "zh"}); len(got) == 0 || got[0] != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestMoreIsNeverSuggestedThanWanted(t *testing.T) {
	e := openEngine(t, manyEntries(500))
	if got := e.Suggest(Typed{Text: "parc", Lang: "en"}, 5); len(got) != 5 {
		t.Errorf("%d entries", len(got))
	}
}

func FuzzSuggest(f *testing.F) {
	e := openEngine(f, stay)
	for _, text := range []string{"dog", "wo finde ich das wl", "'", "a’", "\xff", "İi", strings.Repeat("ẞ", 300), "門"} {
		f.Add(text, "en")
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		for _, one := range e.Suggest(Typed{Text: text, Lang: lang}, 5) {
			if one.ID == "" || !utf8.ValidString(one.Question) {
				t.Errorf("%q suggests %+v", text, one)
			}
		}
	})
}

// BenchmarkSuggest types questions letter by letter, and one that costs most: few letters that much begins with.
func BenchmarkSuggest(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		entries := manyEntries(n)
		e := openEngine(b, entries)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(3, 4))
			var took []time.Duration
			for b.Loop() {
				whole := entries[r.IntN(n)].Question
				begin := time.Now()
				e.Suggest(Typed{Text: whole[:2+r.IntN(len(whole)-2)], Lang: "en"}, 5)
				took = append(took, time.Since(begin))
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)*99/100].Seconds()*1e6, "p99-µs")
		})
		b.Run(fmt.Sprint(n, "/begun"), func(b *testing.B) {
			for b.Loop() {
				e.Suggest(Typed{Text: "co", Lang: "en"}, 5)
			}
		})
		b.Run(fmt.Sprint(n, "/long"), func(b *testing.B) {
			text := strings.Repeat("cancl my paymnt refnd parcl ", 8)
			for b.Loop() {
				e.Suggest(Typed{Text: text, Lang: "en"}, 5)
			}
		})
	}
}
