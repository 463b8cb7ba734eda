package site

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func origins(all []Stranger) string {
	var names []string
	for _, one := range all {
		names = append(names, one.Origin)
	}
	return strings.Join(names, " ")
}

func TestTheLastSitesThatMayNotShowThePanelAreKnown(t *testing.T) {
	now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	s := NewStrangers(func() time.Time { return now })
	for _, origin := range []string{"https://a.example", "http://localhost:3000", "https://B.example:443", "https://a.example"} {
		now = now.Add(time.Hour)
		s.Note(origin)
	}
	if got := origins(s.Seen(nil)); got != "https://a.example https://b.example http://localhost:3000" {
		t.Errorf("newest first, each once: %s", got)
	}
	if got := origins(s.Seen([]string{"https://a.example", "http://localhost:*"})); got != "https://b.example" {
		t.Errorf("those that are allowed by now have gone: %s", got)
	}
	now = now.Add(strangersStay)
	if got := origins(s.Seen(nil)); got != "https://a.example" {
		t.Errorf("those of a week ago have gone: %s", got)
	}
	for n := range 1000 {
		s.Note(fmt.Sprintf("https://%d.example", n))
	}
	if got := s.Seen(nil); len(got) != mostStrangers || got[0].Origin != "https://999.example" {
		t.Errorf("of very many the last few stay: %s", origins(got))
	}
}

func TestOnlyNamesOfSitesAreNoted(t *testing.T) {
	s := NewStrangers(time.Now)
	for _, odd := range []string{
		"", "null", "file://", "https://", "javascript:alert(1)", "https://<script>.example", "https://a.example/path%00\x00",
		"chrome-extension://abc", "https://" + strings.Repeat("a", 300), "https://a b.example", "https://user@:1",
	} {
		s.Note(odd)
	}
	if got := s.Seen(nil); len(got) != 0 {
		t.Errorf("noted: %s", origins(got))
	}
}

func TestWhatNoSettingAllowsIsTold(t *testing.T) {
	for origin, want := range map[string]bool{"https://a.example": true, "http://localhost:3000": true, "http://a.example": false, "https://intranet": false} {
		if got := (Stranger{Origin: origin}).CanBeAllowed(); got != want {
			t.Errorf("%s: %v", origin, got)
		}
	}
}
