package search

import "math"

// What the confidence of a hit rests on, beside its features: how far it stands
// from the next, and how much of the question the FAQ knows at all.
const (
	margin  = featureCount + iota // score over the best other hit's, relative; negative behind it
	lead                          // chance of this hit among all, if one of them is right
	unknown                       // share of the question's weight that no entry has
	matter                        // words that carry matter in the question: six are 1
	bias                          // always 1
	evidenceCount
)

type evidence [evidenceCount]float64

// confidenceWeights make a probability of evidence. Logistic regression on the
// questions of the five sites that rankWeights come from, each site weighing the
// same: is the first entry right? None may speak against its nature (more
// likeness never lowers the confidence). AUROC in and out of scope, fitted on
// four sites, on the fifth: banking 0.79, game 0.78, chatbot maker 0.98, web
// applications 0.96, vaccines 0.94.
var confidenceWeights = evidence{
	bestGrams:      0.90,
	bestHeld:       0.74,
	bestPairs:      1.38,
	agreement:      1.62,
	coverage:       0.45,
	answerCoverage: 0.44,
	answerScore:    1.81,
	margin:         1.09,
	lead:           2.10,
	unknown:        -0.98,
	matter:         0.97,
	bias:           -4.54,
}

// wordForWord is the confidence at least for a phrasing the owner wrote himself.
const wordForWord = 0.97

func evidenceOf(hits []hit, i int) (e evidence) {
	h := hits[i]
	copy(e[:], h.features[:])
	e[margin] = marginOf(hits, i)
	e[lead] = leadOf(hits, i)
	e[matter] = h.matter
	e[unknown] = h.unknown
	e[bias] = 1
	return e
}

// marginOf compares with the best hit that is not this one. One alone has the
// whole margin.
func marginOf(hits []hit, i int) float64 {
	rival := 0.0
	if i > 0 {
		rival = hits[0].score
	} else if len(hits) > 1 {
		rival = hits[1].score
	}
	top := max(rival, hits[i].score)
	if top == 0 {
		return 0
	}
	return (hits[i].score - rival) / top
}

// leadOf is the softmax of the scores, as the weights were fitted.
func leadOf(hits []hit, i int) float64 {
	sum := 0.0
	for _, h := range hits {
		sum += math.Exp(h.score - hits[i].score)
	}
	return 1 / sum
}

// confidence is the probability that the hit answers the question.
func confidence(e evidence) float64 {
	sum := 0.0
	for i, v := range e {
		sum += confidenceWeights[i] * v
	}
	p := 1 / (1 + math.Exp(-sum))
	if e[bestBoth] > 0.999 {
		return max(p, wordForWord)
	}
	return p
}
