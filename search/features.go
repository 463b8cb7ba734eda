package search

import (
	"cmp"
	"math"
	"slices"
)

// A feature is one thing known of a candidate for a question. All lie between 0
// and 1 and mean the same on every site and in every language.
const (
	bestCosine     = iota // of the phrasing with the likest words, weighed by their rarity
	bestGrams             // of the phrasing with the likest character grams
	agreement             // mean likeness of the three likest phrasings
	coverage              // share of the question's weight that the phrasings together hold
	answerCoverage        // share of the question's weight that the answer holds
	tagCoverage           // share of the question's weight that the tags hold
	askScore              // BM25 on the phrasings, relative to the question's best
	gramScore             // BM25 on the grams, likewise
	answerScore           // BM25 on the answer, likewise
	featureCount
)

type features [featureCount]float64

// featuresOf compares a question with a candidate.
func featuresOf(a *asked, terms []term, c *candidate, p *profile) features {
	cosines, grams, blends := likeness(a, terms, p)
	return features{
		bestCosine:     cosines,
		bestGrams:      grams,
		agreement:      meanOfBest(blends, 3),
		coverage:       covered(terms, p.words),
		answerCoverage: covered(terms, p.answer),
		tagCoverage:    covered(terms, p.tags),
		askScore:       c.ask,
		gramScore:      c.grams,
		answerScore:    c.answer,
	}
}

// likeness compares the question with each phrasing.
func likeness(a *asked, terms []term, p *profile) (bestCos, bestDice float64, blends []float64) {
	blends = make([]float64, len(p.phrasings))
	for i := range p.phrasings {
		cos := cosine(terms, &p.phrasings[i])
		dice := dice(a.likes, p.phrasings[i].grams)
		bestCos, bestDice = max(bestCos, cos), max(bestDice, dice)
		blends[i] = (cos + dice) / 2
	}
	return bestCos, bestDice, blends
}

// cosine of two bags of words, each word weighed by its rarity.
func cosine(terms []term, ph *phrasing) float64 {
	var dot, length float64
	for _, t := range terms {
		length += t.weight * t.weight
		i, ok := slices.BinarySearchFunc(ph.terms, t.id, func(w weighed, id uint32) int { return cmp.Compare(w.id, id) })
		if ok {
			dot += t.weight * ph.terms[i].weight
		}
	}
	if dot == 0 {
		return 0
	}
	return min(1, dot/(math.Sqrt(length)*ph.length))
}

// dice is twice the share that two sorted sets have in common.
func dice(x, y []uint32) float64 {
	common, i, j := 0, 0, 0
	for i < len(x) && j < len(y) {
		switch {
		case x[i] == y[j]:
			common++
			i++
			j++
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	if common == 0 {
		return 0
	}
	return 2 * float64(common) / float64(len(x)+len(y))
}

// covered is the share of the terms' weight that is in a set.
func covered(terms []term, set map[uint32]bool) float64 {
	var in, all float64
	for _, t := range terms {
		all += t.weight
		if set[t.id] {
			in += t.weight
		}
	}
	if all == 0 {
		return 0
	}
	return in / all
}

// unknownShare is the share of a question's weight that no entry has.
func unknownShare(terms []term) float64 {
	var unknown, all float64
	for _, t := range terms {
		all += t.weight
		if !t.known {
			unknown += t.weight
		}
	}
	if all == 0 {
		return 1
	}
	return unknown / all
}

// meanOfBest also serves entries with fewer phrasings than n.
func meanOfBest(values []float64, n int) float64 {
	slices.SortFunc(values, func(a, b float64) int { return cmp.Compare(b, a) })
	values = values[:min(n, len(values))]
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(max(1, len(values)))
}
