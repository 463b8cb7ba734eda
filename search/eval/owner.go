package eval

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"

	"deskbell/internal/fault"
	"deskbell/search"
)

// Owner is somebody who looks at the gaps once a week and makes some of them
// alternatives of the entries that answer them, with one click each.
//
// What the simulation takes for granted: the questions come from a file, each as
// often as the others; the owner reads all gaps and knows the first of a question's
// relevant entries to be the right one; nothing but alternatives changes. So it
// says what clicks bring, not how many gaps a site has in a week.
type Owner struct {
	Weeks, Clicks int // clicks a week
	Seed          uint64
	Draw          Draw // how the clicks are chosen
}

// Week is how well questions are answered after so many weeks.
type Week struct {
	Number  int     `json:"week"`
	Clicks  int     `json:"clicks"` // in all so far
	Gaps    int     `json:"gaps"`   // that the owner sees now
	Metrics Metrics `json:"metrics"`
}

// Weeks are those of one simulation, from week 0, before the first click.
type Weeks []Week

// Simulate begins with the questions of the entries alone. The queries are dealt in
// two halves, in scope and out of scope each: of the first half the owner sees what
// was missed, the second half is only measured. Clicks end where gaps do.
func (o Owner) Simulate(ctx context.Context, entries []search.Entry, queries []Query, log *slog.Logger) (weeks Weeks, err error) {
	defer fault.Wrap(&err, "simulate the owner")
	dice := rand.New(rand.NewPCG(o.Seed, 0))
	d := &desk{entries: Lean(entries, 0)}
	d.visitors, d.measured = halves(Against(queries, entries), dice)
	for n := range o.Weeks + 1 {
		var w Week
		err := WithIndex(ctx, d.entries, log, func(decide Decide) (err error) {
			w, err = d.look(ctx, decide)
			return err
		})
		if err != nil {
			return nil, err
		}
		w.Number = n
		weeks = append(weeks, w)
		if n < o.Weeks {
			for _, gap := range o.Draw(slices.Clone(d.gaps), o.Clicks, dice) {
				d.click(gap)
			}
		}
	}
	return weeks, nil
}

// desk is what the owner's clicks change.
type desk struct {
	entries  []search.Entry
	visitors []Query // whose misses become gaps, until they are clicked
	measured []Query
	gaps     []Outcome
	clicks   int
}

// look measures the one half and finds the gaps of the other.
func (d *desk) look(ctx context.Context, decide Decide) (Week, error) {
	outcomes, err := ask(ctx, decide, d.measured, atOnce)
	if err != nil {
		return Week{}, err
	}
	asked, err := ask(ctx, decide, d.visitors, atOnce)
	d.gaps = slices.DeleteFunc(asked, func(o Outcome) bool { return !o.missed() })
	return Week{Clicks: d.clicks, Gaps: len(d.gaps), Metrics: Measure(outcomes)}, err
}

// click makes a gap an alternative of its entry.
func (d *desk) click(gap Outcome) {
	at := slices.IndexFunc(d.entries, func(e search.Entry) bool { return e.ID == gap.topic() })
	d.entries[at].Alternatives = append(slices.Clip(d.entries[at].Alternatives), gap.Query.Text)
	d.visitors = slices.DeleteFunc(d.visitors, func(q Query) bool { return q.Line == gap.Query.Line })
	d.clicks++
}

// halves deals the queries. What is out of scope, or has no entry, makes no click.
func halves(queries []Query, dice *rand.Rand) (visitors, measured []Query) {
	dealt := map[bool]int{}
	for _, i := range dice.Perm(len(queries)) {
		q := queries[i]
		dealt[q.OOS]++
		switch {
		case dealt[q.OOS]%2 == 0:
			measured = append(measured, q)
		case !q.OOS && !q.hopeless():
			visitors = append(visitors, q)
		}
	}
	return visitors, measured
}

// missed reports that the owner hears of a question: it was not answered with
// confidence, or the visitor was shown an entry and said that it did not help.
func (o Outcome) missed() bool {
	return o.Decision.Miss() || o.Decision.Entry != nil && !o.answersRight()
}

// topic is the entry that the owner gives a question to; there is one unless the
// query is hopeless.
func (o Outcome) topic() string {
	i := slices.IndexFunc(o.Query.Relevant, func(id string) bool { return !slices.Contains(o.Query.Missing, id) })
	return o.Query.Relevant[i]
}

// WriteText writes a line a week and then what it brought.
func (ws Weeks) WriteText(w io.Writer) error {
	first, last := ws[0], ws[len(ws)-1]
	table := newTable(w)
	fmt.Fprintln(table, "week\tclicks\tgaps\tP@1\tMRR@10\tcoverage\tprecision\toos answered")
	for _, one := range ws {
		m := one.Metrics
		fmt.Fprintf(table, "%d\t%d\t%d\t%s\t%s\t%s\t%s\t%s\n", one.Number, one.Clicks, one.Gaps, share.text(m.P1), decimal.text(m.MRR10), share.text(m.Coverage), share.text(m.Precision), share.text(m.OOSAnswered))
	}
	a, b := first.Metrics, last.Metrics
	fmt.Fprintf(table, "gain\t%d\t\t%s\t%s\t%s\t%s\t%s\n", last.Clicks, share.change(b.P1-a.P1), decimal.change(b.MRR10-a.MRR10), share.change(b.Coverage-a.Coverage), share.change(b.Precision-a.Precision), share.change(b.OOSAnswered-a.OOSAnswered))
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nMeasured on %d questions in scope and %d out of scope that the owner never saw.\n", a.InScope, a.OutOfScope)
	return err
}

// WriteJSON writes the weeks for scripts.
func (ws Weeks) WriteJSON(w io.Writer) error {
	return writeJSON(w, struct {
		Weeks Weeks `json:"weeks"`
	}{ws})
}
