package search

import "math"

// What the confidence of a hit rests on, beside its features: how far it stands
// from the next, and how much of the question the FAQ knows at all.
const (
	margin   = featureCount + iota // score over the best other hit's, relative; negative behind it
	unknown                        // share of the question's weight that no entry has
	strength                       // score relative to the highest possible
	bias                           // always 1
	evidenceCount
)

type evidence [evidenceCount]float64

// confidenceWeights make a probability of evidence (logistic regression).
var confidenceWeights = evidence{
	bestCosine: 3,
	bestGrams:  2,
	agreement:  1,
	coverage:   1,
	margin:     2,
	unknown:    -2,
	strength:   2,
	bias:       -4,
}

// highestScore is the score of a hit whose features are all 1.
var highestScore = func() (sum float64) {
	for _, w := range rankWeights {
		sum += w
	}
	return sum
}()

func evidenceOf(hits []hit, i int) (e evidence) {
	h := hits[i]
	copy(e[:], h.features[:])
	e[margin] = marginOf(hits, i)
	e[unknown] = h.unknown
	e[strength] = min(1, h.score/highestScore)
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

// confidence is the probability that the hit answers the question.
func confidence(e evidence) float64 {
	sum := 0.0
	for i, v := range e {
		sum += confidenceWeights[i] * v
	}
	return 1 / (1 + math.Exp(-sum))
}
