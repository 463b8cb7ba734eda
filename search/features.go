package search

// A feature is one thing known of an entry for a question. All lie between 0
// and 1 and mean the same on every site and in every language.
const (
	bestWords      = iota // of the phrasing with the likest words, weighed by their rarity
	bestGrams             // of the phrasing with the likest character grams
	bestBoth              // of the phrasing with the likest words and grams together
	bestHeld              // largest share of one phrasing's weight that the question holds
	bestPairs             // of the phrasing with most of the question's pairs of neighbouring words
	wordCentroid          // likeness of the words with all phrasings together
	centroid              // likeness of words and grams with all phrasings together
	agreement             // mean likeness of the three likest phrasings
	coverage              // share of the question's weight that the phrasings together hold
	answerCoverage        // share of the question's weight that the answer holds
	tagCoverage           // share of the question's weight that the tags hold
	gramScore             // BM25 of the grams on the phrasings as one document, relative to the question's best
	textScore             // BM25 of the words on phrasings, answer and tags as one document, likewise: bleve's
	FeatureCount
)

// FeatureNames are the features as a calibration file names them.
var FeatureNames = [FeatureCount]string{
	"best_words", "best_grams", "best_both", "best_held", "best_pairs", "word_centroid", "centroid",
	"agreement", "coverage", "answer_coverage", "tag_coverage", "gram_score", "text_score",
}

// Features of an entry for a question, by the constants above.
type Features [FeatureCount]float64

// featuresOf sums up what a question has in common with an entry. The scores
// are not relative yet.
func (p *phrasebook) featuresOf(l *likeness, entry uint32) (f Features) {
	var top [3]float32
	var words, both float32
	for ph := p.first[entry]; ph < p.first[entry+1]; ph++ {
		w, g := l.words[ph]*p.wordScales[ph], l.grams[ph]*p.gramScales[ph]
		f.raise(bestWords, w)
		f.raise(bestGrams, g)
		f.raise(bestHeld, l.held[ph]/max(p.wordTotals[ph], tiny))
		f.raise(bestPairs, l.pairs[ph]/max(sqrt(p.pairCounts[ph]), 1))
		words += w
		both += (w + g) / 2
		keepBest(&top, (w+g)/2)
	}
	phrasings := p.first[entry+1] - p.first[entry]
	f[bestBoth] = float64(top[0])
	f[agreement] = float64(top[0]+top[1]+top[2]) / float64(min(phrasings, 3))
	ws, gs := p.wordSpreads[entry], p.gramSpreads[entry]
	f[wordCentroid] = float64(words / max(ws, tiny))
	f[centroid] = float64(both / max(sqrt((ws*ws+gs*gs)/2), tiny))
	f[coverage] = min(1, float64(l.covered[entry]))
	f[answerCoverage] = min(1, float64(l.answered[entry]))
	f[tagCoverage] = min(1, float64(l.tagged[entry]))
	f[gramScore] = float64(l.gramScore[entry])
	return f
}

func (f *Features) raise(feature int, value float32) {
	f[feature] = max(f[feature], float64(value))
}

// keepBest keeps the three largest values in order.
func keepBest(top *[3]float32, v float32) {
	switch {
	case v > top[0]:
		*top = [3]float32{v, top[0], top[1]}
	case v > top[1]:
		*top = [3]float32{top[0], v, top[1]}
	case v > top[2]:
		top[2] = v
	}
}

// relate makes the scores relative to the question's best.
func relate(all []Candidate) {
	for _, feature := range []int{gramScore, textScore} {
		best := 0.0
		for i := range all {
			best = max(best, all[i].Features[feature])
		}
		for i := range all {
			if best > 0 {
				all[i].Features[feature] /= best
			}
		}
	}
}
