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
// list that stands there while it is typed, and whole, for its answer.
func BenchmarkTyping(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			desk := visitorsSide(b, n)
			q := newQuestions(n)
			var listed, answered []time.Duration
			for b.Loop() {
				whole := []rune(q.next())
				typed := string(whole[:2+q.IntN(len(whole)-1)])
				listed = append(listed, posted(b, desk, "/help/suggest", typed))
				answered = append(answered, posted(b, desk, "/api/v1/ask", string(whole)))
			}
			slices.Sort(listed)
			slices.Sort(answered)
			b.ReportMetric(0, "ns/op") // would count both and the making of questions
			for _, percent := range []int{50, 99} {
				list, answer := percentile(listed, percent), percentile(answered, percent)
				b.ReportMetric(list, fmt.Sprintf("list-p%d-µs", percent))
				b.ReportMetric(answer, fmt.Sprintf("ask-p%d-µs", percent))
				b.ReportMetric(list/answer, fmt.Sprintf("list/ask-p%d", percent))
			}
		})
	}
}

// percentile is in microseconds.
func percentile(sorted []time.Duration, percent int) float64 {
	return sorted[len(sorted)*percent/100].Seconds() * 1e6
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

// posted is how long the answer to a question took.
func posted(b *testing.B, desk http.Handler, path, question string) time.Duration {
	b.Helper()
	body, err := json.Marshal(map[string]string{"question": question, "lang": "en"})
	if err != nil {
		b.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "http://localhost"+path, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	begin := time.Now()
	desk.ServeHTTP(w, r)
	took := time.Since(begin)
	if w.Code != http.StatusOK {
		b.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	return took
}
