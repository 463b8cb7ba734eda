package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"

	"deskbell/search"
)

// outcome is a first hit with the confidence in it.
type outcome struct {
	top
	confidence float64
}

// outcomes are of one site, by weights fitted on the others.
type outcomes struct {
	all     []outcome
	inScope int
	leanP1  float64
}

// crossValidate fits on all sites but one and tries that one, for each in turn.
func crossValidate(sites []site) []outcomes {
	unseen := make([]outcomes, len(sites))
	var folds sync.WaitGroup
	for i, s := range sites {
		folds.Go(func() {
			others := slices.Delete(slices.Clone(sites), i, i+1)
			unseen[i] = try(s, fit(others))
		})
	}
	folds.Wait()
	return unseen
}

func try(s site, n search.Numbers) (o outcomes) {
	rank, confidence := n.Compiled()
	for _, q := range s.asked {
		if !q.oos {
			o.inScope++
		}
	}
	for _, t := range topsOf(s.asked, rank, 1) {
		o.all = append(o.all, outcome{t, confidence(&t.evidence)})
	}
	slices.SortFunc(o.all, func(a, b outcome) int { return cmp.Compare(b.confidence, a.confidence) })
	for _, t := range topsOf(s.lean, rank, 1) {
		if t.right {
			o.leanP1 += 1 / float64(o.inScope)
		}
	}
	return o
}

func (o outcomes) figures(answerFrom float64) (f search.Figures) {
	right, answered, answeredRight, oos, oosAnswered := 0, 0, 0, 0, 0
	for i, one := range o.all {
		if one.right {
			right++
		}
		if one.oos {
			oos++
		}
		if float64(right) >= 0.95*float64(i+1) {
			f.Coverage95 = float64(right) / float64(o.inScope)
		}
		if one.confidence < answerFrom {
			continue
		}
		answered++
		if one.right {
			answeredRight++
		}
		if one.oos {
			oosAnswered++
		}
	}
	f.P1 = float64(right) / float64(o.inScope)
	f.Precision = 1
	if answered > 0 {
		f.Precision = float64(answeredRight) / float64(answered)
	}
	f.Coverage = float64(answeredRight) / float64(o.inScope)
	f.OOSAnswered = float64(oosAnswered) / float64(max(1, oos))
	return f
}

func (o outcomes) nearAnswered(answerFrom float64) float64 {
	near, answered := 0, 0
	for _, one := range o.all {
		if one.near {
			near++
			if one.confidence >= answerFrom {
				answered++
			}
		}
	}
	return float64(answered) / float64(max(1, near))
}

// goal is what the threshold of an answer has to reach on sites that were not
// seen when fitting.
type goal struct {
	right float64 // of the answers
	near  float64 // of questions of kind "near", answered at most
}

// oneIn is how many sites there are for each that may miss the share of right
// answers: where most messages are out of scope no threshold reaches it.
const oneIn = 5

// threshold is the lowest confidence that reaches the goal.
func (g goal) threshold(unseen []outcomes) float64 {
	for t := lowestThreshold; t < highestThreshold; t += 0.01 {
		if g.reached(unseen, t) {
			return t
		}
	}
	return highestThreshold
}

const lowestThreshold, highestThreshold = 0.30, 0.90

func (g goal) reached(unseen []outcomes, answerFrom float64) bool {
	missed := 0
	for _, o := range unseen {
		if o.nearAnswered(answerFrom) > g.near {
			return false
		}
		if o.figures(answerFrom).Precision < g.right {
			missed++
		}
	}
	return missed <= len(unseen)/oneIn
}

func report(w io.Writer, sites []site, unseen []outcomes, n search.Numbers) {
	fmt.Fprintf(w, "Each site by weights fitted on the others; answers from confidence %.2f\n", n.AnswerFrom)
	fmt.Fprintf(w, "%-20s %6s %6s %6s %6s %6s %6s %6s %6s\n", "", "P@1", "lean", "cov95", "prec", "cover", "oos", "near", "fitted")
	var all search.Figures
	lean, fitted := 0.0, 0.0
	for i, s := range sites {
		f, same := unseen[i].figures(n.AnswerFrom), try(s, n).figures(n.AnswerFrom)
		fmt.Fprintf(w, "%-20s %6.1f %6.1f %6.1f %6.1f %6.1f %6.1f %6.1f %6.1f\n", s.name, 100*f.P1, 100*unseen[i].leanP1, 100*f.Coverage95,
			100*f.Precision, 100*f.Coverage, 100*f.OOSAnswered, 100*unseen[i].nearAnswered(n.AnswerFrom), 100*same.P1)
		k := 1 / float64(len(sites))
		all.P1, all.Coverage95, all.Precision = all.P1+k*f.P1, all.Coverage95+k*f.Coverage95, all.Precision+k*f.Precision
		all.Coverage, all.OOSAnswered = all.Coverage+k*f.Coverage, all.OOSAnswered+k*f.OOSAnswered
		lean, fitted = lean+k*unseen[i].leanP1, fitted+k*same.P1
	}
	fmt.Fprintf(w, "%-20s %6.1f %6.1f %6.1f %6.1f %6.1f %6.1f %6s %6.1f\n", "mean", 100*all.P1, 100*lean, 100*all.Coverage95, 100*all.Precision, 100*all.Coverage, 100*all.OOSAnswered, "", 100*fitted)
	for name, weights := range map[string]search.Weights{"rank": n.Rank, "about": n.About, "right": n.Right} {
		fmt.Fprintf(w, "%s:", name)
		for _, k := range slices.Sorted(maps.Keys(weights)) {
			fmt.Fprintf(w, " %s %.2f", k, weights[k])
		}
		fmt.Fprintln(w)
	}
}
