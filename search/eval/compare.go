package eval

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Comparison is two runs of the same questions: before and after an edit of the
// FAQ, or as typed well and badly.
type Comparison struct {
	Before, After Report
	Names         [2]string // of the two, for people
}

// Swap is one question whose first entry became right or wrong.
type Swap struct{ Before, After Outcome }

// Swaps are the questions in scope whose first entry became right and those whose
// first entry became wrong, the surest first.
func (c Comparison) Swaps() (gained, lost []Swap) {
	for i, before := range c.Before.Outcomes {
		after := c.After.Outcomes[i]
		switch was, is := before.rank() == 1, after.rank() == 1; {
		case is && !was:
			gained = append(gained, Swap{before, after})
		case was && !is:
			lost = append(lost, Swap{before, after})
		}
	}
	surest := func(a, b Swap) int { return cmp.Compare(b.After.Decision.Confidence, a.After.Decision.Confidence) }
	slices.SortStableFunc(gained, surest)
	slices.SortStableFunc(lost, surest)
	return gained, lost
}

// byChance is the exact McNemar test, two-sided: how likely a difference at least
// this large is if each of the questions that changed had changed for better or
// worse by the toss of a coin.
func byChance(better, worse int) float64 {
	n, few := better+worse, min(better, worse)
	if n == 0 {
		return 1
	}
	tail := 0.0
	for k := range few + 1 {
		tail += math.Exp(logChoose(n, k) - float64(n)*math.Ln2)
	}
	return min(1, 2*tail)
}

func logChoose(n, k int) float64 {
	all, _ := math.Lgamma(float64(n + 1))
	in, _ := math.Lgamma(float64(k + 1))
	out, _ := math.Lgamma(float64(n - k + 1))
	return all - in - out
}

// Hint says in words whether the difference in P@1 means anything.
func (c Comparison) Hint() string {
	gained, lost := c.Swaps()
	if len(gained)+len(lost) == 0 {
		return "No question's first entry became right or wrong."
	}
	p := byChance(len(gained), len(lost))
	said := fmt.Sprintf("Of %d questions in scope %d became right and %d became wrong (exact McNemar test: %s).",
		c.Before.Metrics.InScope, len(gained), len(lost), inWords(p))
	switch {
	case p >= 0.05:
		return said + "\nThat may well be chance: more questions would have to change to tell."
	case len(gained) > len(lost):
		return said + "\nThat is hardly chance: it became better."
	default:
		return said + "\nThat is hardly chance: it became worse."
	}
}

func inWords(p float64) string {
	if p < 0.001 {
		return "p < 0.001"
	}
	return fmt.Sprintf("p = %.3f", p)
}

// WriteText writes all metrics side by side, what they mean, and up to twenty
// questions each that became right and wrong.
func (c Comparison) WriteText(w io.Writer) error {
	table := newTable(w)
	fmt.Fprintf(table, "\t%s\t%s\tdifference\t\n", c.Names[0], c.Names[1])
	after := c.After.Metrics.figures()
	for i, was := range c.Before.Metrics.figures() {
		if is := after[i]; !was.silent() || !is.silent() {
			u := was.unit
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", was.name, u.text(was.value), u.text(is.value), u.change(is.value-was.value), was.note)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	gained, lost := c.Swaps()
	_, err := fmt.Fprintf(w, "\n%s\n%s%s", c.Hint(), listed("became right", gained), listed("became wrong", lost))
	return err
}

func listed(what string, swaps []Swap) string {
	if len(swaps) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n%d %s:\n", len(swaps), what)
	for _, s := range swaps[:min(worst, len(swaps))] {
		fmt.Fprintf(&b, "  %.2f %-7s %s: %q: %s → %s\n", s.After.Decision.Confidence, s.After.Decision.Verdict, s.After.Query.ID, s.After.Query.Text, s.Before.first(), s.After.first())
	}
	if more := len(swaps) - worst; more > 0 {
		fmt.Fprintf(&b, "  and %d more\n", more)
	}
	return b.String()
}
