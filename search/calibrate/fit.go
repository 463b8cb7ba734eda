package main

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"deskbell/search"
)

// fit finds the weights that serve all sites.
func fit(sites []site) search.Numbers {
	rank := fitRank(sites)
	n := search.Numbers{Rank: named(rank[:], search.FeatureNames[:])}
	about, right := fitConfidence(sites, rank)
	n.About, n.Right = named(about[:], search.EvidenceNames), named(right[:], search.EvidenceNames)
	return n
}

func named(values []float64, names []string) search.Weights {
	w := search.Weights{}
	for i, v := range values {
		if v != 0 {
			w[names[i]] = v
		}
	}
	return w
}

func rounded(n search.Numbers) search.Numbers {
	for _, w := range []search.Weights{n.Rank, n.About, n.Right} {
		for name := range maps.Clone(w) {
			w[name] = math.Round(w[name]*1000) / 1000
		}
	}
	return n
}

// leanShare is the weight of questions to a FAQ without alternatives, beside
// those to the whole.
const leanShare = 0.5

// rankSum is what the weights of ranking sum up to before they are fitted; they
// are drawn back to equal ones.
const (
	rankSum  = 13.0
	rankPull = 0.002
)

// fitRank maximises the chance of right entries among all candidates, each
// question's scores being taken as logits. No weight is below nothing: more
// likeness never speaks against an entry.
func fitRank(sites []site) (w search.Features) {
	start := rankSum / float64(search.FeatureCount)
	values := make([]float64, search.FeatureCount)
	for i := range values {
		values[i] = start
	}
	var lists []weighedQuestion
	for _, s := range sites {
		lists = append(lists, answerable(s.asked, 1)...)
		lists = append(lists, answerable(s.lean, leanShare)...)
	}
	descend(values, 250, func(w, gradient []float64) {
		for i := range w {
			gradient[i] = 2 * rankPull * (w[i] - start) * float64(len(sites))
		}
		for _, q := range lists {
			q.addGradient(w, gradient)
		}
	}, func(w []float64) {
		for i := range w {
			w[i] = max(0, w[i])
		}
	})
	copy(w[:], values)
	return w
}

type weighedQuestion struct {
	question
	weight float64
}

// answerable are the questions with a right candidate; together they weigh share.
func answerable(all []question, share float64) (some []weighedQuestion) {
	for _, q := range all {
		if slices.Contains(q.right, true) {
			some = append(some, weighedQuestion{question: q})
		}
	}
	for i := range some {
		some[i].weight = share / float64(len(some))
	}
	return some
}

func (q weighedQuestion) addGradient(w, gradient []float64) {
	chances := softmax(scores(q.found, w))
	ofRight := 0.0
	for i, right := range q.right {
		if right {
			ofRight += chances[i]
		}
	}
	for i, c := range q.found {
		off := chances[i]
		if q.right[i] {
			off -= chances[i] / max(ofRight, 1e-12)
		}
		off *= q.weight
		for f, v := range c.Features {
			gradient[f] += off * v
		}
	}
}

func scores(found []search.Candidate, w []float64) []float64 {
	all := make([]float64, len(found))
	for i, c := range found {
		for f, v := range c.Features {
			all[i] += w[f] * v
		}
	}
	return all
}

func softmax(values []float64) []float64 {
	top := slices.Max(values)
	sum := 0.0
	chances := make([]float64, len(values))
	for i, v := range values {
		chances[i] = math.Exp(v - top)
		sum += chances[i]
	}
	for i := range chances {
		chances[i] /= sum
	}
	return chances
}

// descend is Adam: it changes values step by step against the gradient, and
// keeps them within bounds.
func descend(values []float64, steps int, gradientAt func(values, gradient []float64), bound func([]float64)) {
	const rate, first, second = 0.08, 0.9, 0.999
	gradient, mean, square := make([]float64, len(values)), make([]float64, len(values)), make([]float64, len(values))
	for step := 1; step <= steps; step++ {
		gradientAt(values, gradient)
		slow := rate * (1 - float64(step-1)/float64(steps))
		for i, g := range gradient {
			mean[i] = first*mean[i] + (1-first)*g
			square[i] = second*square[i] + (1-second)*g*g
			m, s := mean[i]/(1-math.Pow(first, float64(step))), square[i]/(1-math.Pow(second, float64(step)))
			values[i] -= slow * m / (math.Sqrt(s) + 1e-9)
		}
		bound(values)
	}
}

// tops are the first hits of a site's questions.
type top struct {
	id       string // of the entry
	evidence search.Evidence
	right    bool
	oos      bool
	weight   float64
}

// topsOf ranks the candidates and keeps the first. Questions without candidates
// are left out: they are never answered.
func topsOf(asked []question, rank search.Features, share float64) (all []top) {
	for _, q := range asked {
		if len(q.found) == 0 {
			continue
		}
		all = append(all, topOf(q, rank, share/float64(len(asked))))
	}
	return all
}

func topOf(q question, rank search.Features, weight float64) top {
	s := scores(q.found, rank[:])
	best := 0
	for i := range s {
		if s[i] > s[best] {
			best = i
		}
	}
	found, right := &q.found[best], q.right[best]
	slices.SortFunc(s, func(a, b float64) int { return cmp.Compare(b, a) })
	return top{found.ID, search.EvidenceOf(found, s, 0), right, q.OOS, weight}
}

// fitConfidence fits two logistic regressions: whether a question is one for the
// FAQ, from all questions, and whether the first entry is right, from those that are.
func fitConfidence(sites []site, rank search.Features) (about, right search.Evidence) {
	var all, within []top
	for _, s := range sites {
		tops := topsOf(s.asked, rank, 1)
		tops = append(tops, topsOf(s.lean, rank, leanShare)...)
		all = append(all, tops...)
		within = append(within, slices.DeleteFunc(tops, func(t top) bool { return t.oos })...)
	}
	return logistic(all, func(t top) bool { return !t.oos }), logistic(within, func(t top) bool { return t.right })
}

// pull draws the weights of a regression to nothing.
const pull = 0.0005

// logistic fits a regression whose weights never speak against their nature:
// likeness speaks for a hit, unknown words against it. What a question's length
// says is open.
func logistic(tops []top, is func(top) bool) (w search.Evidence) {
	total := 0.0
	for _, t := range tops {
		total += t.weight
	}
	values := make([]float64, search.EvidenceCount)
	descend(values, 500, func(w, gradient []float64) {
		for i := range w {
			gradient[i] = 2 * pull * w[i]
		}
		gradient[search.EvidenceCount-1] = 0
		for _, t := range tops {
			sum := 0.0
			for i, v := range t.evidence {
				sum += w[i] * v
			}
			off := 1 / (1 + math.Exp(-sum))
			if is(t) {
				off--
			}
			for i, v := range t.evidence {
				gradient[i] += t.weight / total * off * v
			}
		}
	}, func(w []float64) {
		for i, name := range search.EvidenceNames {
			switch name {
			case "bias", "matter", "words":
			case "unknown":
				w[i] = min(0, w[i])
			default:
				w[i] = max(0, w[i])
			}
		}
	})
	copy(w[:], values)
	return w
}
