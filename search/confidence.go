package search

import "math"

// What the confidence of a hit rests on, beside its features: how far it stands
// from the next, and what is known of the question itself.
const (
	margin  = FeatureCount + iota // score over the best other hit's, relative; negative behind it
	lead                          // chance of this hit among all, if one of them is right
	unknown                       // share of the question's weight in words that no entry has
	matter                        // words that carry matter in the question
	words                         // all words of the question
	bias                          // always 1
	EvidenceCount
)

// EvidenceNames are the kinds of evidence as a calibration file names them.
var EvidenceNames = append(FeatureNames[:], "margin", "lead", "unknown", "matter", "words", "bias")

// Evidence is what speaks for a hit, by the constants above and those of features.
type Evidence [EvidenceCount]float64

// wordForWord is the confidence at least for a phrasing the owner wrote himself.
const wordForWord = 0.97

// EvidenceOf is the evidence for the hit at a place among all scores, best first.
func EvidenceOf(c *Candidate, scores []float64, at int) (e Evidence) {
	copy(e[:], c.Features[:])
	e[margin] = marginOf(scores, at)
	e[lead] = leadOf(scores, at)
	e[unknown] = c.Question.Unknown
	e[matter] = c.Question.Matter
	e[words] = c.Question.Words
	e[bias] = 1
	return e
}

// marginOf compares with the best hit that is not this one. One alone has the
// whole margin.
func marginOf(scores []float64, at int) float64 {
	rival := 0.0
	if at > 0 {
		rival = scores[0]
	} else if len(scores) > 1 {
		rival = scores[1]
	}
	top := max(rival, scores[at])
	if top == 0 {
		return 0
	}
	return (scores[at] - rival) / top
}

// leadOf is the softmax of the scores, as the weights were fitted.
func leadOf(scores []float64, at int) float64 {
	sum := 0.0
	for _, s := range scores {
		sum += math.Exp(s - scores[at])
	}
	return 1 / sum
}

// logistic makes a probability of a sum.
func logistic(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }
