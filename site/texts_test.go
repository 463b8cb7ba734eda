package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"deskbell/internal/fault"
)

func house() Settings {
	s := Default()
	s.Lang, s.Title, s.Greeting = "de", "Haus am See", "Hallo!"
	s.Texts = map[string]Texts{"pt": {Greeting: "Olá!"}, "pt-BR": {Title: "Casa do lago"}, "zh-Hant": {Closed: "休息中"}}
	return s
}

func TestATextIsInTheReadersLanguageOrElseInTheDesksOwn(t *testing.T) {
	s := house()
	for _, c := range []struct {
		lang                    string
		title, greeting, closed Text
	}{
		{"de", Text{"Haus am See", "de"}, Text{"Hallo!", "de"}, Text{}},
		{"de-AT", Text{"Haus am See", "de"}, Text{"Hallo!", "de"}, Text{}},
		{"pt", Text{"Haus am See", "de"}, Text{"Olá!", "pt"}, Text{}},
		{"pt-BR", Text{"Casa do lago", "pt-BR"}, Text{"Olá!", "pt"}, Text{}},
		{"zh", Text{"Haus am See", "de"}, Text{"Hallo!", "de"}, Text{}},
		{"zh-Hant", Text{"Haus am See", "de"}, Text{"Hallo!", "de"}, Text{"休息中", "zh-Hant"}},
		{"", Text{"Haus am See", "de"}, Text{"Hallo!", "de"}, Text{}},
	} {
		got := [3]Text{s.TitleIn(c.lang), s.GreetingIn(c.lang), s.ClosedIn(c.lang)}
		if diff := cmp.Diff([3]Text{c.title, c.greeting, c.closed}, got); diff != "" {
			t.Errorf("%q:\n%s", c.lang, diff)
		}
	}
}

func TestTextsAreKeptCleanByLanguage(t *testing.T) {
	s := house()
	s.Texts = map[string]Texts{"FR": {Title: " Aide "}, "it": {Greeting: "  "}}
	got, err := s.Clean()
	if diff := cmp.Diff(map[string]Texts{"fr": {Title: "Aide"}}, got.Texts); diff != "" || err != nil {
		t.Error(diff, err)
	}
	s.Texts = nil
	if got, err := s.Clean(); err != nil || got.Texts != nil {
		t.Errorf("none: %v %v", got.Texts, err)
	}
}

func TestWrongTextsAreNamed(t *testing.T) {
	long := strings.Repeat("ü", textChars+1)
	for _, c := range []struct {
		texts map[string]Texts
		want  string
	}{
		{map[string]Texts{"fr": {Title: strings.Repeat("é", titleChars+1)}}, "texts.fr.title too_long"},
		{map[string]Texts{"fr": {Greeting: long, Closed: long}}, "texts.fr.greeting too_long texts.fr.closed too_long"},
		{map[string]Texts{"fr": {Closed: strings.Repeat("é", textChars)}}, ""},
		{map[string]Texts{"not a tag": {Title: "x"}}, "texts lang_invalid"},
		{map[string]Texts{"de": {Title: "x"}}, "texts lang_twice"},
		{map[string]Texts{"fr": {Title: "x"}, "FR": {Title: "y"}}, "texts lang_twice"},
	} {
		s := house()
		s.Texts = c.texts
		_, err := s.Clean()
		var got []string
		for _, e := range fault.All(err) {
			got = append(got, e.Field, e.Code)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: got %q, want %q", c.texts, got, c.want)
		}
	}
}

func TestAnotherOwnLanguageTakesItsTextsAlong(t *testing.T) {
	before := house()
	got := before.Moved("pt")
	if diff := cmp.Diff(Texts{Greeting: "Olá!"}, got.Own()); diff != "" || got.Lang != "pt" {
		t.Error(got.Lang, diff)
	}
	if diff := cmp.Diff(Texts{Title: "Haus am See", Greeting: "Hallo!"}, got.Texts["de"]); diff != "" {
		t.Error(diff)
	}
	if _, err := got.Clean(); err != nil {
		t.Error(err)
	}
	if _, ok := before.Texts["pt"]; !ok {
		t.Error("the settings of before were changed")
	}
	if got := before.Moved("fr"); got.Title != "Haus am See" || got.Lang != "fr" || len(got.Texts) != 3 {
		t.Errorf("a language without texts: %+v", got)
	}
}
