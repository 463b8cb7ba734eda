package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/de"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en"

	"deskbell/internal/feed"
	"deskbell/search"
	"deskbell/search/eval"
)

// peer is a way to find entries, made ready for a FAQ in a language. What it needs is kept below
// the test's own folder; an error says why it cannot be had here.
type peer struct {
	name string
	open func(t testing.TB, entries []search.Entry, lang string) (eval.Decide, error)
}

// peers are Deskbell and what someone would reach for instead, each as it comes and at its best.
var peers = []peer{
	{"deskbell", openDeskbell},
	{"fts5-unicode61", fts5("unicode61 remove_diacritics 2")},
	{"fts5-porter", fts5("porter unicode61 remove_diacritics 2")},
	{"bleve-standard", bleveWith(func(string) string { return "standard" })},
	{"bleve-language", bleveWith(func(lang string) string { return lang })},
}

func openDeskbell(t testing.TB, entries []search.Entry, _ string) (eval.Decide, error) {
	e, err := openEngine(t, entries)
	if err != nil {
		return nil, err
	}
	return e.Decide, nil
}

func openEngine(t testing.TB, entries []search.Entry) (*search.Engine, error) {
	fixed, err := search.Fixed(entries)
	if err != nil {
		return nil, err
	}
	e, err := search.Open(context.Background(), t.TempDir(), fixed, new(feed.Feed), slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e, nil
}

// bleveWith is a bleve index on the disk with its default mapping and scores, asked with a match
// query over all fields.
func bleveWith(analyzer func(lang string) string) func(testing.TB, []search.Entry, string) (eval.Decide, error) {
	return func(t testing.TB, entries []search.Entry, lang string) (eval.Decide, error) {
		m := bleve.NewIndexMapping()
		m.DefaultAnalyzer = analyzer(lang)
		index, err := bleve.New(filepath.Join(t.TempDir(), "bleve"), m)
		if err != nil {
			return nil, err
		}
		t.Cleanup(func() {
			if err := index.Close(); err != nil {
				t.Error(err)
			}
		})
		for some := range slices.Chunk(entries, 1000) {
			batch := index.NewBatch()
			for _, e := range some {
				fields := map[string]any{"question": e.Question, "alternatives": e.Alternatives, "answer": e.Answer}
				if err := batch.Index(e.ID, fields); err != nil {
					return nil, err
				}
			}
			if err := index.Batch(batch); err != nil {
				return nil, err
			}
		}
		return func(ctx context.Context, q search.Question) (search.Decision, error) {
			found, err := index.SearchInContext(ctx, bleve.NewSearchRequest(bleve.NewMatchQuery(q.Text)))
			if err != nil {
				return search.Decision{}, err
			}
			var d search.Decision
			for _, hit := range found.Hits {
				d.Ranked = append(d.Ranked, search.Ranked{Entry: search.Entry{ID: hit.ID}, Score: hit.Score})
			}
			return d, nil
		}, nil
	}
}

// BenchmarkPeers asks everybody the same questions on the same FAQ. What is reported is of one
// question: time at the median and the 99th percentile, processor time of all threads.
func BenchmarkPeers(b *testing.B) {
	for _, size := range []struct{ entries, phrasings int }{{250, 10}, {1000, 4}, {10_000, 4}} {
		entries := faq(size.entries, size.phrasings)
		for _, p := range peers {
			b.Run(fmt.Sprintf("%dx%d/%s", size.entries, size.phrasings, p.name), func(b *testing.B) {
				decide, err := p.open(b, entries, "en")
				if err != nil {
					b.Skip("skipped: ", err)
				}
				benchmarkQuestions(b, decide, newQuestions(size.entries))
			})
		}
	}
}

func benchmarkQuestions(b *testing.B, decide eval.Decide, q *questions) {
	var times []time.Duration
	var used time.Duration
	for b.Loop() {
		text := q.next() // not measured
		cpu, begin := ownCPU(), time.Now()
		if _, err := decide(context.Background(), search.Question{Text: text, Lang: "en"}); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(begin))
		used += ownCPU() - cpu
	}
	slices.Sort(times)
	b.ReportMetric(0, "ns/op") // would count the making of questions
	b.ReportMetric(float64(times[len(times)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(used.Microseconds())/float64(len(times)), "cpu-µs/op")
}
