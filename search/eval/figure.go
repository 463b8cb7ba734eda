package eval

import (
	"fmt"
	"math"
	"time"
)

// figure is one line of a report. Its value is NaN where there was nothing to
// measure.
type figure struct {
	key, name string // in JSON, in text
	value     float64
	unit      unit
	note      string
}

// withoutEntry is the figure that people see only where there is something to see.
const withoutEntry = "without_entry"

func (f figure) silent() bool { return f.key == withoutEntry && f.value == 0 }

type unit int

const (
	share   unit = iota // 0 to 1, in text percent
	decimal             // 0 to 1
	count
	millis
)

// figures are all metrics, in the order of a report: the same ones for the same
// queries, whatever was decided.
func (m Metrics) figures() []figure {
	all := []figure{
		{"in_scope", "questions in scope", float64(m.InScope), count, "that an entry answers"},
		{"out_of_scope", "out of scope", float64(m.OutOfScope), count, "that none answers"},
		{withoutEntry, "without entry", float64(m.WithoutEntry), count, "in scope, but their entries are not in the FAQ: counted as wrong"},
		{"p_at_1", "P@1", m.P1, share, "the first entry is right"},
		{"mrr_at_10", "MRR@10", m.MRR10, decimal, "mean of 1/rank of the first right entry"},
		{"recall_at_5", "recall@5", m.Recall5, share, "right entries among the first five"},
		{"any_at_3", "any@3", m.AnyAt3, share, "a right entry among the first three"},
		{"auroc", "AUROC", m.AUROC, decimal, "confidence tells in scope from out of scope"},
		{"coverage_at_95", "coverage@95", m.Coverage95, share, "answered rightly if 95 % of answers had to be right"},
		{"precision", "precision", m.Precision, share, "of the answers given, those that are right"},
		{"coverage", "coverage", m.Coverage, share, "of the questions in scope, answered rightly"},
		{"oos_answered", "oos answered", m.OOSAnswered, share, "of the questions out of scope"},
	}
	for _, k := range m.OOSByKind {
		all = append(all, figure{"oos_answered_" + k.Name, "  " + k.Name, k.Answered, share, fmt.Sprintf("of the %d out of scope of this kind", k.Queries)})
	}
	return append(all,
		figure{"p50_ms", "latency p50", inMillis(m.P50), millis, "half of the decisions take less"},
		figure{"p99_ms", "latency p99", inMillis(m.P99), millis, "one in a hundred takes more"},
	)
}

func inMillis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// text is the value for people.
func (u unit) text(v float64) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case u == share:
		return fmt.Sprintf("%.1f %%", 100*v)
	case u == count:
		return fmt.Sprintf("%.0f", v)
	case u == millis:
		return fmt.Sprintf("%.2f ms", v)
	}
	return fmt.Sprintf("%.3f", v)
}

// change is a difference for people, with its sign; shares differ by points.
func (u unit) change(d float64) string {
	switch {
	case math.IsNaN(d):
		return "–"
	case u == share:
		return fmt.Sprintf("%+.1f points", 100*d)
	case u == count:
		return fmt.Sprintf("%+.0f", d)
	case u == millis:
		return fmt.Sprintf("%+.2f ms", d)
	}
	return fmt.Sprintf("%+.3f", d)
}
