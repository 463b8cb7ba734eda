package words

import (
	"maps"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

func catalogue(t *testing.T, lang string) map[string]*i18n.Message {
	t.Helper()
	messages, err := read(lang)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*i18n.Message{}
	for _, m := range messages {
		if all[m.ID] != nil {
			t.Errorf("%s: %s stands twice", lang, m.ID)
		}
		all[m.ID] = m
	}
	return all
}

func TestEveryLanguageSaysEverything(t *testing.T) {
	want := slices.Sorted(maps.Keys(catalogue(t, Languages[0])))
	for _, lang := range Languages[1:] {
		got := slices.Sorted(maps.Keys(catalogue(t, lang)))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s has other keys (-%s +%s):\n%s", lang, Languages[0], lang, diff)
		}
	}
}

var mark = regexp.MustCompile(`{{\.(\w+)}}`)

func TestEveryLanguageNamesTheSameMarks(t *testing.T) {
	fallback := catalogue(t, Languages[0])
	marks := func(m *i18n.Message) []string {
		found := map[string]bool{}
		for _, hit := range mark.FindAllStringSubmatch(m.Other, -1) {
			found[hit[1]] = true
		}
		return slices.Sorted(maps.Keys(found))
	}
	for _, lang := range Languages[1:] {
		for id, m := range catalogue(t, lang) {
			if fallback[id] == nil || id == "time.date" {
				continue
			}
			if diff := cmp.Diff(marks(fallback[id]), marks(m)); diff != "" {
				t.Errorf("%s %s:\n%s", lang, id, diff)
			}
		}
	}
}

func TestMatchTakesTheFirstWishThatWeSpeak(t *testing.T) {
	for _, c := range []struct {
		wishes []string
		want   string
		ok     bool
	}{
		{[]string{"de"}, "de", true},
		{[]string{"de-CH"}, "de", true},
		{[]string{"", "fr;q=0.9, de;q=0.4"}, "de", true},
		{[]string{"ja", "de"}, "de", true},
		{[]string{"<script>"}, "en", false},
		{nil, "en", false},
	} {
		if got, ok := Match(c.wishes...); got != c.want || ok != c.ok {
			t.Errorf("%q: got %s %t, want %s %t", c.wishes, got, ok, c.want, c.ok)
		}
	}
}

func TestTimesAreSaidInTheLanguage(t *testing.T) {
	at := time.Date(2026, 11, 22, 14, 5, 0, 0, time.UTC)
	if got := In("de").Moment(at); got != "22. November 2026, 14:05 Uhr" {
		t.Errorf("de: %q", got)
	}
	if got := In("en").Moment(at); got != "22 November 2026, 14:05" {
		t.Errorf("en: %q", got)
	}
	if got := In("de").Ago(at, at.Add(time.Hour)); got != "vor 1 Stunde" {
		t.Errorf("de: %q", got)
	}
	if got := In("en").Ago(at, at.Add(49*time.Hour)); got != "2 days ago" {
		t.Errorf("en: %q", got)
	}
}

func TestAKeyWithoutATextGivesItself(t *testing.T) {
	if got := In("en").T("no.such.key"); got != "no.such.key" {
		t.Errorf("got %q", got)
	}
	if got := In("de").Error("no_such_code"); got != In("de").T("error.internal") {
		t.Errorf("got %q", got)
	}
}
