package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
	"deskbell/site"
	"deskbell/widget"
)

// BenchmarkTyping sends each question to the visitor's side twice, without a network: cut off at some letter, for the
// list that stands there while it is typed, and whole, for its answer. Where other work is on the machine, look at the
// processor time.
func BenchmarkTyping(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			desk := visitorsSide(b, n)
			q := newQuestions(n)
			var list, ask costs
			for b.Loop() {
				whole := []rune(q.next())
				list.add(b, desk, "/help/suggest", string(whole[:2+q.IntN(len(whole)-1)]))
				ask.add(b, desk, "/api/v1/ask", string(whole))
			}
			b.ReportMetric(0, "ns/op") // would count both and the making of questions
			list.report(b, "list")
			ask.report(b, "ask")
			for _, percent := range []int{50, 99} {
				b.ReportMetric(percentile(list.cpu, percent)/percentile(ask.cpu, percent), fmt.Sprintf("list/ask-cpu-p%d", percent))
			}
		})
	}
}

// costs are of requests, one after the other.
type costs struct{ took, cpu []time.Duration }

func (c *costs) add(b *testing.B, desk http.Handler, path, question string) {
	b.Helper()
	body, err := json.Marshal(map[string]string{"question": question, "lang": "en"})
	if err != nil {
		b.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "http://localhost"+path, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	cpu, begin := ownCPU(), time.Now()
	desk.ServeHTTP(w, r)
	c.took = append(c.took, time.Since(begin))
	c.cpu = append(c.cpu, ownCPU()-cpu)
	if w.Code != http.StatusOK {
		b.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
}

func (c *costs) report(b *testing.B, name string) {
	for _, percent := range []int{50, 99} {
		b.ReportMetric(percentile(c.took, percent), fmt.Sprintf("%s-p%d-µs", name, percent))
		b.ReportMetric(percentile(c.cpu, percent), fmt.Sprintf("%s-cpu-p%d-µs", name, percent))
	}
}

// percentile is in microseconds.
func percentile(times []time.Duration, percent int) float64 {
	return slices.Sorted(slices.Values(times))[len(times)*percent/100].Seconds() * 1e6
}

// visitorsSide serves a made-up FAQ of so many entries, of four phrasings each.
func visitorsSide(b *testing.B, n int) http.Handler {
	b.Helper()
	l, err := limits.Parse([]string{"suggest_per_minute=1000000", "ask_per_minute=100000", "ask_total_per_minute=1000000"})
	if err != nil {
		b.Fatal(err)
	}
	engine, err := openEngine(b, faq(n, 4))
	if err != nil {
		b.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	desk := widget.New(widget.Config{
		Answers: engine, Tally: search.NewTally(nil, time.Now, log), Settings: site.Default, Limits: l, Now: time.Now, Log: log,
	})
	router := web.NewRouter(web.Site{Log: log, Words: desk.Words})
	router.Add(desk.Routes()...)
	return router.Serve()
}
