package search

import (
	"cmp"
	"slices"
)

// A feature is one thing known of a candidate for a question. All lie between 0
// and 1 and mean the same on every site and in every language.
const (
	bestWords      = iota // of the phrasing with the likest words, weighed by their rarity
	bestGrams             // of the phrasing with the likest character grams
	bestBoth              // of the phrasing with the likest words and grams together
	bestHeld              // largest share of one phrasing's weight that the question holds
	bestPairs             // of the phrasing with most of the question's pairs of neighbouring words
	centroid              // cosine with all phrasings together
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
func featuresOf(a *asked, w *wording, c *candidate, p *profile) features {
	f := features{
		centroid:       cosine(&w.words, &p.centroid),
		coverage:       covered(&w.words, &p.centroid),
		answerCoverage: covered(&w.words, &p.answer),
		tagCoverage:    covered(&w.words, &p.tags),
		askScore:       c.ask,
		gramScore:      c.grams,
		answerScore:    c.answer,
	}
	likenesses := make([]float64, len(p.phrasings))
	for i := range p.phrasings {
		likenesses[i] = f.compare(a, w, &p.phrasings[i])
	}
	f[agreement] = meanOfBest(likenesses, 3)
	return f
}

// compare raises the features that stand for the best of all phrasings.
func (f *features) compare(a *asked, w *wording, ph *phrasing) (likeness float64) {
	words, grams := cosine(&w.words, &ph.words), cosine(&a.grams, &ph.grams)
	f[bestWords] = max(f[bestWords], words)
	f[bestGrams] = max(f[bestGrams], grams)
	f[bestBoth] = max(f[bestBoth], (words+grams)/2)
	f[bestHeld] = max(f[bestHeld], covered(&ph.words, &w.words))
	f[bestPairs] = max(f[bestPairs], cosine(&w.pairs, &ph.pairs))
	return (words + grams) / 2
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
