package main

import (
	"log/slog"
	"strings"
	"testing"

	"deskbell/internal/limits"
)

// greeting is what a desk with these sites on its command line prints at its start.
func greeting(t *testing.T, sites ...string) string {
	t.Helper()
	c := serveCommand{dataFolder: dataFolder{t.TempDir()}, Listen: "127.0.0.1:0", Site: sites}
	lim, err := limits.Parse(nil)
	if err != nil {
		t.Fatal(err)
	}
	d, err := c.bind()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.close() })
	h, err := openHouse(t.Context(), c, d, lim, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	var printed strings.Builder
	h.greet(t.Context(), &printed, c.Site)
	if err := h.close(nil); err != nil {
		t.Error(err)
	}
	return printed.String()
}

func TestTheGreetingNamesTheDemoUntilASiteIsNamed(t *testing.T) {
	if said := greeting(t); !strings.Contains(said, "\n  Demo    http://127.0.0.1:") || strings.Contains(said, "  Help ") {
		t.Errorf("without a site: %s", said)
	}
	if said := greeting(t, "https://shop.example"); !strings.Contains(said, "\n  Help    http://127.0.0.1:") || strings.Contains(said, "  Demo ") {
		t.Errorf("with a site: %s", said)
	}
}
