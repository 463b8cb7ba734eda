package eval

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"deskbell/search"
)

// Metrics of a set of queries. Shares are between 0 and 1, and NaN where there
// is nothing to measure.
type Metrics struct {
	InScope, OutOfScope int

	// WithoutEntry are those of InScope whose entries the FAQ does not have. They
	// count as what they are for a visitor: not answered.
	WithoutEntry int

	// Of the queries in scope:
	P1         float64 // the first entry is right
	MRR10      float64 // mean of 1/rank of the first right entry among ten
	Recall5    float64 // mean share of the right entries among the first five
	AnyAt3     float64 // a right entry is among the first three, as suggestions are
	Coverage95 float64 // answered rightly when a threshold lets 95 % of all answers be right

	// AUROC of the confidence between queries in scope and out of scope.
	AUROC float64

	// At the threshold of the product, that is by its own decisions:
	Precision   float64 // of its answers, out-of-scope queries included, those that are right
	Coverage    float64 // of the queries in scope, those answered rightly
	OOSAnswered float64 // of the queries out of scope, those answered
	OOSByKind   []Kind  // the same for each kind that the file names, by name

	P50, P99 time.Duration // of one decision
}

// Kind is what became of the queries out of scope of one kind.
type Kind struct {
	Name     string
	Queries  int
	Answered float64 // share
}

// Measure computes all metrics.
func Measure(outcomes []Outcome) Metrics {
	in, out := split(outcomes)
	m := Metrics{
		InScope: len(in), OutOfScope: len(out),
		P1:      mean(in, func(o Outcome) float64 { return oneIf(o.rank() == 1) }),
		MRR10:   mean(in, reciprocalRank),
		Recall5: mean(in, func(o Outcome) float64 { return o.recall(5) }),
		AnyAt3:  mean(in, func(o Outcome) float64 { return oneIf(o.rank() >= 1 && o.rank() <= 3) }),
		AUROC:   auroc(in, out),
	}
	for _, o := range in {
		if o.Query.hopeless() {
			m.WithoutEntry++
		}
	}
	m.Coverage95 = coverageAt(0.95, outcomes, len(in))
	answered := slices.DeleteFunc(slices.Clone(outcomes), func(o Outcome) bool { return !o.answered() })
	m.Precision = mean(answered, func(o Outcome) float64 { return oneIf(o.answersRight()) })
	m.Coverage = mean(in, func(o Outcome) float64 { return oneIf(o.answered() && o.answersRight()) })
	m.OOSAnswered = mean(out, func(o Outcome) float64 { return oneIf(o.answered()) })
	m.OOSByKind = byKind(out)
	m.P50, m.P99 = percentile(outcomes, 0.50), percentile(outcomes, 0.99)
	return m
}

func split(outcomes []Outcome) (in, out []Outcome) {
	for _, o := range outcomes {
		if o.Query.OOS {
			out = append(out, o)
		} else {
			in = append(in, o)
		}
	}
	return in, out
}

func byKind(out []Outcome) (kinds []Kind) {
	named := map[string][]Outcome{}
	for _, o := range out {
		if o.Query.Kind != "" {
			named[o.Query.Kind] = append(named[o.Query.Kind], o)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(named)) {
		share := mean(named[name], func(o Outcome) float64 { return oneIf(o.answered()) })
		kinds = append(kinds, Kind{name, len(named[name]), share})
	}
	return kinds
}

// rank is the place of the first right entry, from 1; 0 for none among ten.
func (o Outcome) rank() int {
	for i, r := range o.Decision.Ranked {
		if i < 10 && slices.Contains(o.Query.Relevant, r.Entry.ID) {
			return i + 1
		}
	}
	return 0
}

func (o Outcome) recall(n int) float64 {
	found := 0
	for i, r := range o.Decision.Ranked {
		if i < n && slices.Contains(o.Query.Relevant, r.Entry.ID) {
			found++
		}
	}
	return float64(found) / float64(len(o.Query.Relevant))
}

func (o Outcome) answered() bool { return o.Decision.Verdict == search.Answer }

func (o Outcome) answersRight() bool {
	return o.Decision.Entry != nil && slices.Contains(o.Query.Relevant, o.Decision.Entry.ID)
}

func reciprocalRank(o Outcome) float64 {
	if o.rank() == 0 {
		return 0
	}
	return 1 / float64(o.rank())
}

// auroc is the chance that a query in scope has more confidence than one out of
// scope; equal confidence counts half.
func auroc(in, out []Outcome) float64 {
	if len(in) == 0 || len(out) == 0 {
		return math.NaN()
	}
	wins := 0.0
	for _, i := range in {
		for _, o := range out {
			switch cmp.Compare(i.Decision.Confidence, o.Decision.Confidence) {
			case 1:
				wins++
			case 0:
				wins += 0.5
			}
		}
	}
	return wins / float64(len(in)*len(out))
}

// coverageAt tries every confidence as the threshold at and above which the
// first entry is the answer, keeps those at which the wanted share of answers
// is right, and is the largest share of queries in scope answered rightly then.
func coverageAt(precision float64, outcomes []Outcome, inScope int) float64 {
	if inScope == 0 {
		return math.NaN()
	}
	sorted := slices.Clone(outcomes)
	slices.SortStableFunc(sorted, func(a, b Outcome) int { return cmp.Compare(b.Decision.Confidence, a.Decision.Confidence) })
	best, right := 0, 0
	for i, o := range sorted {
		if o.rank() == 1 {
			right++
		}
		lastOfTie := i == len(sorted)-1 || sorted[i+1].Decision.Confidence < o.Decision.Confidence
		if lastOfTie && float64(right) >= precision*float64(i+1) {
			best = right
		}
	}
	return float64(best) / float64(inScope)
}

func mean(outcomes []Outcome, value func(Outcome) float64) float64 {
	if len(outcomes) == 0 {
		return math.NaN()
	}
	sum := 0.0
	for _, o := range outcomes {
		sum += value(o)
	}
	return sum / float64(len(outcomes))
}

func oneIf(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// percentile by the nearest rank.
func percentile(outcomes []Outcome, share float64) time.Duration {
	if len(outcomes) == 0 {
		return 0
	}
	took := make([]time.Duration, len(outcomes))
	for i, o := range outcomes {
		took[i] = o.Took
	}
	slices.Sort(took)
	return took[int(math.Ceil(share*float64(len(took))))-1]
}
