package search

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// gapMemory is a GapStore that remembers what it was told.
type gapMemory struct {
	added  []Gap
	purged time.Time
}

func (m *gapMemory) AddGap(_ context.Context, g Gap) error { m.added = append(m.added, g); return nil }

func (m *gapMemory) Gaps(_ context.Context, limit int) ([]Gap, error) { return m.added[:limit], nil }
func (m *gapMemory) DeleteGap(context.Context, int64) error           { return nil }
func (m *gapMemory) PurgeGaps(_ context.Context, before time.Time) error {
	m.purged = before
	return nil
}

func TestAMissIsKeptMaskedAndOnOneLine(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	var m gapMemory
	g := NewGaps(&m, func() time.Time { return now })
	for _, text := range []string{"is  jo@example.org\nyours?", " \n"} {
		if err := g.Miss(context.Background(), text, "en-GB", NoMatch); err != nil {
			t.Fatal(err)
		}
	}
	want := []Gap{{Question: "is ▒▒▒ yours?", Lang: "en", Reason: NoMatch, At: now, Count: 1}}
	if diff := cmp.Diff(want, m.added); diff != "" {
		t.Error(diff)
	}
}

func TestGapsAreForgottenAfterThirtyDays(t *testing.T) {
	var m gapMemory
	g := NewGaps(&m, func() time.Time { return time.Date(2026, 3, 31, 9, 0, 0, 0, time.UTC) })
	if err := g.Purge(context.Background()); err != nil || !m.purged.Equal(time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)) {
		t.Errorf("purged before %v, %v", m.purged, err)
	}
}

func TestPersonalDataIsMasked(t *testing.T) {
	for text, want := range map[string]string{
		"write to jo.müller+x@mail.example.org please":  "write to ▒▒▒ please",
		"<jo@example.org>, (a@b.de)":                    "<▒▒▒>, (▒▒▒)",
		"kai(at)example.org or jo [ät] b.de":            "▒▒▒ or ▒▒▒",
		"a table (at the window)":                       "a table (at the window)",
		"call +49 (0)30 123 45-67 today":                "call ▒▒▒ today",
		"0171/2345678":                                  "▒▒▒",
		"my card 4111 1111 1111 1111 is blocked":        "my card ▒▒▒ is blocked",
		"IBAN DE89 3704 0044 0532 0130 00 is right":     "IBAN ▒▒▒ is right",
		"gb29nwbk60161331926819":                        "▒▒▒",
		"order 20231234567":                             "order ▒▒▒",
		"born 01.02.1980":                               "born ▒▒▒",
		"see https://shop.example/o?token=abc#x please": "see https://shop.example/o?▒▒▒ please",
		"www.shop.example/a#b":                          "www.shop.example/a?▒▒▒",
		"2 adults, 3 children, flat 12, at 10:30":       "2 adults, 3 children, flat 12, at 10:30",
		"in 2026 for 1.299,00 €":                        "in 2026 for 1.299,00 €",
		"why @home?":                                    "why @home?",
	} {
		if got := Mask(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzMask(f *testing.F) {
	f.Add("jo@example.org", "4111111111111111")
	f.Fuzz(func(t *testing.T, before, after string) {
		if got := Mask(before + " kai@example.org " + after); strings.Contains(got, "kai@example.org") {
			t.Errorf("left: %q", got)
		}
	})
}
