package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"sync"

	"deskbell/search"
	"deskbell/search/eval"
)

// outcomes are of one site, by weights fitted on the others.
type outcomes struct {
	all    []eval.Outcome // of the site's questions, without a verdict
	leanP1 float64
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
		o.all = append(o.all, first(q, rank, confidence))
	}
	var lean []eval.Outcome
	for _, q := range s.lean {
		lean = append(lean, first(q, rank, confidence))
	}
	o.leanP1 = eval.Measure(lean).P1
	return o
}

// first is a question with its first entry and the confidence in it.
func first(q question, rank search.Features, confidence func(*search.Evidence) float64) eval.Outcome {
	if len(q.found) == 0 {
		return eval.Outcome{Query: q.Query}
	}
	t := topOf(q, rank, 1)
	best := search.Ranked{Entry: search.Entry{ID: t.id}, Confidence: confidence(&t.evidence)}
	return eval.Outcome{Query: q.Query, Decision: search.Decision{Ranked: []search.Ranked{best}, Confidence: best.Confidence}}
}

// answered is what comes of it if entries are answers from a confidence on.
func (o outcomes) answered(from float64) eval.Metrics {
	all := slices.Clone(o.all)
	for i := range all {
		if d := &all[i].Decision; len(d.Ranked) > 0 && d.Confidence >= from {
			d.Verdict, d.Entry = search.Answer, &d.Ranked[0].Entry
		}
	}
	return eval.Measure(all)
}

func (o outcomes) figures(answerFrom float64) search.Figures {
	m := o.answered(answerFrom)
	if math.IsNaN(m.Precision) {
		m.Precision = 1 // nothing is answered, and so nothing wrongly
	}
	if m.OutOfScope == 0 {
		m.OOSAnswered = 0
	}
	return search.Figures{P1: m.P1, Coverage95: m.Coverage95, Precision: m.Precision, Coverage: m.Coverage, OOSAnswered: m.OOSAnswered}
}

func (o outcomes) nearAnswered(answerFrom float64) float64 {
	for _, kind := range o.answered(answerFrom).OOSByKind {
		if kind.Name == near {
			return kind.Answered
		}
	}
	return 0
}

// near is the kind of questions that are about a site's matters, though no entry answers them.
const near = "near"

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
