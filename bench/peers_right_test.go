package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"

	"deskbell/internal/limits"
	"deskbell/search"
	"deskbell/search/eval"
	"deskbell/search/importer"
)

// every asks more questions of the shared sets: go test ./bench -run Shared -every 1 -v
var every = flag.Int("every", 10, "ask each so many-th question of the shared sets")

// TestDeskbellFindsMoreThanAFullTextSearch logs how often each peer's first entry is right, on real
// questions in scope of five sites. A full-text search that finds more would make ranking of our own pointless.
func TestDeskbellFindsMoreThanAFullTextSearch(t *testing.T) {
	files, _ := filepath.Glob("../../shared/eval/*/queries.dev.jsonl")
	if len(files) == 0 {
		t.Skip("skipped: no ../shared/eval here")
	}
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "P@1")
	for _, p := range peers {
		fmt.Fprint(w, "\t", p.name)
	}
	sums := make([]float64, len(peers))
	for _, file := range files {
		entries, queries := readSet(t, file)
		fmt.Fprintf(w, "\n%s (%d)", filepath.Base(filepath.Dir(file)), len(queries))
		for i, p := range peers {
			right, err := firstRight(t, p, entries, queries)
			if err != nil {
				fmt.Fprint(w, "\t–")
				continue
			}
			fmt.Fprintf(w, "\t%.1f %%", 100*right)
			sums[i] += right
		}
	}
	fmt.Fprint(w, "\nmean")
	for i, sum := range sums {
		fmt.Fprintf(w, "\t%.1f %%", 100*sum/float64(len(files)))
		if i > 0 && sum >= sums[0] {
			t.Errorf("%s is right as often", peers[i].name)
		}
	}
	w.Flush()
	t.Log("\n" + table.String())
}

func firstRight(t *testing.T, p peer, entries []search.Entry, queries []eval.Query) (float64, error) {
	decide, err := p.open(t, entries, queries[0].Lang)
	if err != nil {
		t.Logf("%s: %v", p.name, err)
		return 0, err
	}
	report, err := eval.Run(t.Context(), decide, queries)
	if err != nil {
		t.Fatal(p.name, err)
	}
	return report.Metrics.P1, nil
}

// readSet is a FAQ and some of its questions in scope.
func readSet(t *testing.T, file string) (entries []search.Entry, queries []eval.Query) {
	t.Helper()
	faq, err := importer.Read(filepath.Join(filepath.Dir(file), "faq.jsonl"), limits.Limits{})
	if err != nil || len(faq.Problems) > 0 {
		t.Fatal(err, faq.Problems)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := eval.ReadQueries(f)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(all); i += *every {
		if !all[i].OOS {
			queries = append(queries, all[i])
		}
	}
	return faq.Entries, queries
}
