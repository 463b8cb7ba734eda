package search

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"testing"

	"deskbell/internal/feed"
)

// matters and verbs make questions whose words are shared as those of a real
// FAQ are: a few everywhere, most in few entries.
var (
	matters = []string{"refund", "parcel", "invoice", "password", "account", "delivery", "address", "voucher", "return", "payment", "card", "order", "shop", "size", "colour", "newsletter", "gift", "customs", "express", "pickup", "warranty", "repair", "battery", "manual", "subscription"}
	verbs   = []string{"change", "cancel", "find", "track", "pay", "print", "download", "share", "combine", "extend", "report", "confirm", "delete", "block", "renew"}
)

// manyEntries are n entries with four phrasings and an answer each.
func manyEntries(n int) []Entry {
	r := rand.New(rand.NewPCG(1, 2))
	entries := make([]Entry, n)
	for i := range entries {
		a, b, verb := matters[r.IntN(len(matters))], matters[r.IntN(len(matters))], verbs[r.IntN(len(verbs))]
		code := fmt.Sprintf("%s%d", string(rune('a'+i%26)), i/26)
		entries[i] = Entry{
			ID: fmt.Sprint("entry-", i), Lang: "en",
			Question:     fmt.Sprintf("How can I %s the %s of my %s with plan %s?", verb, a, b, code),
			Answer:       fmt.Sprintf("Open your account, choose the %s and then %s. We confirm the %s by e-mail within two days.", a, verb, b),
			Alternatives: []string{fmt.Sprintf("I want to %s my %s", verb, a), fmt.Sprintf("%s %s not possible for %s", a, verb, code), fmt.Sprintf("where do I %s a %s", verb, b)},
		}
	}
	return entries
}

func BenchmarkDecide(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			entries := manyEntries(n)
			e := openEngine(b, entries)
			r := rand.New(rand.NewPCG(3, 4))
			for b.Loop() {
				q := Question{Text: "please tell me: " + entries[r.IntN(n)].Alternatives[r.IntN(3)], Lang: "en"}
				if _, err := e.Decide(context.Background(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkDecideHostile is the costliest question of 500 characters: many
// words, none known, each like some word of the FAQ.
func BenchmarkDecideHostile(b *testing.B) {
	e := openEngine(b, manyEntries(1000))
	text := ""
	for i := 0; len(text) < 480; i++ {
		text += matters[i%len(matters)][1:] + verbs[i%len(verbs)][:3] + " "
	}
	for b.Loop() {
		if _, err := e.Decide(context.Background(), Question{Text: text}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen1000 is a start with an index that is there already.
func BenchmarkOpen1000(b *testing.B) {
	entries, err := Fixed(manyEntries(1000))
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	for b.Loop() {
		e, err := Open(context.Background(), dir, entries, &feed.Feed{}, slog.New(slog.DiscardHandler))
		if err != nil {
			b.Fatal(err)
		}
		if err := e.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBuild1000(b *testing.B) {
	s := newSnapshot(manyEntries(1000), "1")
	for b.Loop() {
		g, err := buildGeneration(context.Background(), b.TempDir(), s)
		if err != nil {
			b.Fatal(err)
		}
		if err := g.discard(); err != nil {
			b.Fatal(err)
		}
	}
}
