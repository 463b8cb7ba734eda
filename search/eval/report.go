package eval

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
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
	table := newTable(w)
	for _, f := range r.Metrics.figures() {
		if !f.silent() {
			fmt.Fprintf(table, "%s\t%s\t%s\n", f.name, f.unit.text(f.value), f.note)
		}
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

func newTable(w io.Writer) *tabwriter.Writer { return tabwriter.NewWriter(w, 0, 0, 2, ' ', 0) }

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
	want := "out of scope"
	if !o.Query.OOS {
		want = strings.Join(o.Query.Relevant, ", ")
	}
	return fmt.Sprintf("%s: %q → %s, want %s", o.Query.ID, o.Query.Text, o.first(), want)
}

// first is the id of the entry ranked first, in words for none.
func (o Outcome) first() string {
	if len(o.Decision.Ranked) == 0 {
		return "nothing"
	}
	return o.Decision.Ranked[0].Entry.ID
}
