package words

import (
	"maps"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

func mustRead(t *testing.T, lang string) catalogue {
	t.Helper()
	c, err := read(lang)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryLanguageSaysEverythingToVisitors(t *testing.T) {
	var visitors catalogue
	visitors.texts = map[string]text{}
	if err := visitors.add("visitor/" + fallback + ".yaml"); err != nil {
		t.Fatal(err)
	}
	for _, lang := range Languages {
		want := visitors.texts
		if slices.Contains(AgentLanguages, lang) {
			want = mustRead(t, fallback).texts
		}
		got := slices.Sorted(maps.Keys(mustRead(t, lang).texts))
		if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), got); diff != "" {
			t.Errorf("%s has other keys (-%s +%s):\n%s", lang, fallback, lang, diff)
		}
	}
}

func TestOnlyWhatSomebodyCheckedSaysSo(t *testing.T) {
	for _, lang := range Languages {
		want := "machine-made"
		if lang == "de" || lang == "en" {
			want = "checked"
		}
		if got := mustRead(t, lang).state; got != want {
			t.Errorf("%s says %q of itself, want %q", lang, got, want)
		}
	}
}

var mark = regexp.MustCompile(`{{\.(\w+)}}`)

func marksOf(s string) []string {
	found := map[string]bool{}
	for _, hit := range mark.FindAllStringSubmatch(s, -1) {
		found[hit[1]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

func TestEveryLanguageNamesTheSameMarks(t *testing.T) {
	source := mustRead(t, fallback).texts
	for _, lang := range Languages[1:] {
		for key, said := range mustRead(t, lang).texts {
			if key == "time.date" {
				continue // a language may leave the weekday out
			}
			if diff := cmp.Diff(marksOf(source[key][plural.Other]), marksOf(said[plural.Other])); diff != "" {
				t.Errorf("%s %s:\n%s", lang, key, diff)
			}
		}
	}
}

func TestEveryTextHasThePluralFormsOfItsLanguage(t *testing.T) {
	for _, lang := range Languages {
		for key, said := range mustRead(t, lang).texts {
			if len(said) == 1 {
				continue
			}
			for n := range 130 {
				form := plural.Cardinal.MatchPlural(language.MustParse(lang), n, 0, 0, 0, 0)
				if lang == "he" && form == plural.Many {
					form = plural.Other // CLDR has no such form for Hebrew any more
				}
				if _, ok := said[form]; !ok {
					t.Errorf("%s %s has no form for %d", lang, key, n)
					break
				}
			}
		}
	}
}

func TestATextThatIsNotWholeIsRefused(t *testing.T) {
	for _, in := range []string{"{one: a}", "{other: a, dozen: b}", "[a]", "{other: [a]}"} {
		var got text
		if err := yaml.Unmarshal([]byte(in), &got); err == nil {
			t.Errorf("%s was read as %v", in, got)
		}
	}
}

func TestValuesAreNotReadForMarks(t *testing.T) {
	if got := fill("{{.A}} and {{.B}}", []any{"A", "{{.B}}", "B", 2}); got != "{{.B}} and 2" {
		t.Errorf("got %q", got)
	}
	if got := fill("{{.A}} and {{.C}}", []any{"A", 1}); got != "1 and {{.C}}" {
		t.Errorf("a mark without a value: %q", got)
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
		{[]string{"", "qaa;q=0.9, de;q=0.4"}, "de", true},
		{[]string{"qaa", "de"}, "de", true},
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
