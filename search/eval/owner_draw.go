package eval

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// Draw chooses up to n of the gaps, without replacement. The gaps are its own to
// reorder.
type Draw func(gaps []Outcome, n int, dice *rand.Rand) []Outcome

// Draws are the ways to choose, by name. An owner reads gaps that stand there most
// asked first, so "typical" is the one that is like him, and the one to measure by.
// The others say how much depends on the choice.
var Draws = map[string]Draw{
	"typical": typical,
	"topic":   mostMissedTopic,
	"unsure":  leastSure,
	"random":  atRandom,
}

// typical takes again and again the gap that stands for the most others: the
// question of an entry that is likest to what else was missed of the entry. A
// second one of the same entry is taken only where it says something else.
func typical(gaps []Outcome, n int, _ *rand.Rand) (drawn []Outcome) {
	alike := likeness(gaps)
	covered := make([]float64, len(gaps)) // how well what is drawn stands for each
	for range min(n, len(gaps)) {
		best, most := 0, -1.0
		for i := range gaps {
			if gain := gainOf(gaps, alike[i], covered, i); gain > most {
				best, most = i, gain
			}
		}
		for j := range gaps {
			if gaps[j].topic() == gaps[best].topic() {
				covered[j] = max(covered[j], alike[best][j])
			}
		}
		covered[best] = 2 // never again: likeness ends at 1
		drawn = append(drawn, gaps[best])
	}
	return drawn
}

// gainOf is how much better the gaps of i's entry are stood for with i.
func gainOf(gaps []Outcome, alike, covered []float64, i int) float64 {
	if covered[i] > 1 {
		return -2
	}
	gain := 0.0
	for j := range gaps {
		if gaps[j].topic() == gaps[i].topic() {
			gain += max(0, alike[j]-covered[j])
		}
	}
	return gain
}

// mostMissedTopic takes any gap of the entry that has the most left.
func mostMissedTopic(gaps []Outcome, n int, dice *rand.Rand) (drawn []Outcome) {
	left := map[string]int{}
	for _, g := range gaps {
		left[g.topic()]++
	}
	gaps = atRandom(gaps, len(gaps), dice)
	for range min(n, len(gaps)) {
		next := slices.MaxFunc(gaps, func(a, b Outcome) int { return cmp.Compare(left[a.topic()], left[b.topic()]) })
		left[next.topic()]--
		drawn = append(drawn, next)
		gaps = slices.DeleteFunc(gaps, func(g Outcome) bool { return g.Query.Line == next.Query.Line })
	}
	return drawn
}

// leastSure takes the gaps of which the FAQ knows least.
func leastSure(gaps []Outcome, n int, _ *rand.Rand) []Outcome {
	slices.SortStableFunc(gaps, func(a, b Outcome) int { return cmp.Compare(a.Decision.Confidence, b.Decision.Confidence) })
	return gaps[:min(n, len(gaps))]
}

func atRandom(gaps []Outcome, n int, dice *rand.Rand) []Outcome {
	dice.Shuffle(len(gaps), func(i, j int) { gaps[i], gaps[j] = gaps[j], gaps[i] })
	return gaps[:min(n, len(gaps))]
}
