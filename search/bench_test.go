package search

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"runtime"
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

// askedMore are entries with so many phrasings each, from 4 on.
func askedMore(entries []Entry, phrasings int) []Entry {
	r := rand.New(rand.NewPCG(7, 8))
	for i := range entries {
		for len(entries[i].Alternatives) < phrasings-1 {
			text := fmt.Sprintf("%s my %s before the %s %d", verbs[r.IntN(len(verbs))], matters[r.IntN(len(matters))], matters[r.IntN(len(matters))], r.IntN(1000))
			entries[i].Alternatives = append(entries[i].Alternatives, text)
		}
	}
	return entries
}

var sizes = []struct{ entries, phrasings int }{{100, 10}, {10_000, 4}}

// BenchmarkBuild makes an index where there is none and opens it.
func BenchmarkBuild(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprintf("%dx%d", size.entries, size.phrasings), func(b *testing.B) {
			s := newSnapshot(askedMore(manyEntries(size.entries), size.phrasings), "1")
			for b.Loop() {
				g, err := buildGeneration(context.Background(), b.TempDir(), s)
				if err != nil {
					b.Fatal(err)
				}
				if err := g.discard(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOpen is a start with an index that is there already. It reports what the index on the
// disk and what is kept in memory, beside the entries, come to for each phrasing.
func BenchmarkOpen(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprintf("%dx%d", size.entries, size.phrasings), func(b *testing.B) {
			s := newSnapshot(askedMore(manyEntries(size.entries), size.phrasings), "1")
			g, err := buildGeneration(context.Background(), b.TempDir(), s)
			if err != nil {
				b.Fatal(err)
			}
			if err := g.close(); err != nil {
				b.Fatal(err)
			}
			dir := g.dir
			g = nil
			before := heap()
			for b.Loop() {
				if g, err = openGeneration(dir, s); err != nil {
					b.Fatal(err)
				}
				if err := g.close(); err != nil {
					b.Fatal(err)
				}
			}
			phrasings := float64(size.entries * size.phrasings)
			b.ReportMetric(float64(heap()-before)/phrasings, "heap-B/phrasing")
			b.ReportMetric(fileSizes(b, dir)/phrasings, "disk-B/phrasing")
			runtime.KeepAlive(g)
		})
	}
}

// heap is what is in use after a collection, in bytes.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func fileSizes(b *testing.B, dir string) (bytes float64) {
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			bytes += float64(info.Size())
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return bytes
}
