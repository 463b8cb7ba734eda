package eval

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// Report is a run with its metrics.
type Report struct {
	Metrics  Metrics
	Outcomes []Outcome
}

// worst is how many failures a report shows.
const worst = 20

// WriteText writes the report for people.
func (r Report) WriteText(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range r.Metrics.rows() {
		fmt.Fprintf(table, "%s\t%s\t%s\n", row[0], row[1], row[2])
	}
	if err := table.Flush(); err != nil {
		return err
	}
	var failures strings.Builder
	for _, o := range r.Worst(worst) {
		fmt.Fprintf(&failures, "  %.2f %-7s %s\n", o.Decision.Confidence, o.Decision.Verdict, o.explain())
	}
	if failures.Len() == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "\nThe worst, by confidence in what is wrong:\n%s", failures.String())
	return err
}

func (m Metrics) rows() [][3]string {
	return [][3]string{
		{"queries", fmt.Sprintf("%d + %d", m.InScope, m.OutOfScope), "in scope + out of scope"},
		{"P@1", percent(m.P1), "the first entry is right"},
		{"MRR@10", decimal(m.MRR10), "mean of 1/rank of the first right entry"},
		{"recall@5", percent(m.Recall5), "right entries among the first five"},
		{"any@3", percent(m.AnyAt3), "a right entry among the first three"},
		{"AUROC", decimal(m.AUROC), "confidence tells in scope from out of scope"},
		{"coverage@95", percent(m.Coverage95), "answered rightly if 95 % of answers had to be right"},
		{"precision", percent(m.Precision), "of the answers given"},
		{"coverage", percent(m.Coverage), "of the questions in scope, answered rightly"},
		{"oos answered", percent(m.OOSAnswered), "of the questions out of scope"},
		{"latency", fmt.Sprintf("%s / %s", round(m.P50), round(m.P99)), "p50 / p99"},
	}
}

// Worst are up to n outcomes whose first entry is wrong, most confident first,
// and after them those in scope whose right entry was not found.
func (r Report) Worst(n int) []Outcome {
	wrong := slices.DeleteFunc(slices.Clone(r.Outcomes), func(o Outcome) bool {
		return o.rank() == 1 || (o.Query.OOS && !o.answered())
	})
	slices.SortStableFunc(wrong, func(a, b Outcome) int { return cmp.Compare(b.Decision.Confidence, a.Decision.Confidence) })
	return wrong[:min(n, len(wrong))]
}

func (o Outcome) explain() string {
	got := "nothing"
	if len(o.Decision.Ranked) > 0 {
		got = o.Decision.Ranked[0].Entry.ID
	}
	want := "out of scope"
	if !o.Query.OOS {
		want = strings.Join(o.Query.Relevant, ", ")
	}
	return fmt.Sprintf("%s: %q → %s, want %s", o.Query.ID, o.Query.Text, got, want)
}

func percent(share float64) string {
	if math.IsNaN(share) {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*share)
}

func decimal(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return fmt.Sprintf("%.3f", v)
}

func round(d time.Duration) time.Duration { return d.Round(10 * time.Microsecond) }
