package eval

import (
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"deskbell/internal/limits"
	"deskbell/search"
	"deskbell/search/importer"
)

// full asks all questions: go test ./search/eval -run Shared -full -v
var full = flag.Bool("full", false, "ask all questions of the shared sets, not every tenth")

var quiet = slog.New(slog.DiscardHandler)

const sets = "../../../shared/eval"

// TestTheSharedSets logs how well real questions of five sites are answered.
// Its bounds are far below what is reached: they catch a broken ranker, not a
// slightly worse one.
func TestTheSharedSets(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(sets, "*", "queries.dev.jsonl"))
	if len(files) == 0 {
		t.Skip("skipped: no ../shared/eval here")
	}
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			r, err := RunOn(t.Context(), readEntries(t, filepath.Dir(file)), readQueries(t, file), quiet)
			if err != nil {
				t.Fatal(err)
			}
			logReport(t, r)
			if r.Metrics.P1 < 0.4 || r.Metrics.AUROC < 0.6 {
				t.Error("the ranker is broken")
			}
		})
	}
}

func readEntries(t *testing.T, dir string) []search.Entry {
	t.Helper()
	faq, err := importer.Read(filepath.Join(dir, "faq.jsonl"), limits.Limits{})
	if err != nil || len(faq.Problems) > 0 {
		t.Fatal(err, faq.Problems)
	}
	return faq.Entries
}

func readQueries(t *testing.T, file string) []Query {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	queries, err := ReadQueries(f)
	if err != nil {
		t.Fatal(err)
	}
	if *full {
		return queries
	}
	var some []Query
	for i := 0; i < len(queries); i += 10 {
		some = append(some, queries[i])
	}
	return some
}

func logReport(t *testing.T, r Report) {
	t.Helper()
	var text strings.Builder
	if err := r.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + text.String())
}
