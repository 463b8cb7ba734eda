package search

import "math"

func (b *bookBuilder) weigh() {
	p := b.book
	p.termWeights = make([]float32, len(b.light))
	p.termEntries = make([]uint32, len(b.light))
	for t := range p.termWeights {
		asked := runs(p.words.of(uint32(t)), p.entry)
		p.termEntries[t] = uint32(asked + len(p.answers.of(uint32(t))))
		p.termWeights[t] = weightFor(asked, p.lexicons[b.langs[t]].entries)
		if b.light[t] {
			p.termWeights[t] *= functionWeight
		}
	}
	p.gramWeights = make([]float32, p.grams.keys())
	for g := range p.gramWeights {
		if entries := runs(p.grams.of(uint32(g)), p.entry); entries <= tooCommonGram(p.entriesIn()) {
			p.gramWeights[g] = weightFor(entries, p.entriesIn())
		}
	}
	p.grams.keep(func(gram uint32) bool { return p.gramWeights[gram] > 0 })
}

// tooCommonGram is the number of entries from which on a gram tells none from
// another and only costs time. FAQs of ordinary size are hardly touched by it.
func tooCommonGram(entries int) int { return max(200, entries/4) }

// runs counts the entries of phrasings in order.
func runs(phrasings, entryOf []uint32) (n int) {
	for i, ph := range phrasings {
		if i == 0 || entryOf[ph] != entryOf[phrasings[i-1]] {
			n++
		}
	}
	return n
}

// measure finds the lengths by which likenesses are divided.
func (p *phrasebook) measure() {
	n, entries := p.phrasingsIn(), p.entriesIn()
	p.wordScales, p.gramScales = make([]float32, n), make([]float32, n)
	p.wordTotals, p.pairCounts = make([]float32, n), make([]float32, n)
	sumInto(p.wordTotals, &p.words, p.termWeights, 1)
	sumInto(p.wordScales, &p.words, p.termWeights, 2)
	sumInto(p.gramScales, &p.grams.inverted, p.gramWeights, 2)
	for _, ph := range p.pairs.docs {
		p.pairCounts[ph]++
	}
	scales(p.wordScales)
	scales(p.gramScales)
	p.wordSpreads = spreads(&p.words, p.termWeights, p.wordScales, p.entry, entries)
	p.gramSpreads = spreads(&p.grams.inverted, p.gramWeights, p.gramScales, p.entry, entries)
	normalize(p.askNorms)
}

// sumInto adds up the weights of each document's keys, to a power.
func sumInto(sums []float32, v *inverted, weights []float32, power int) {
	for key, w := range weights {
		if power == 2 {
			w *= w
		}
		for _, doc := range v.of(uint32(key)) {
			sums[doc] += w
		}
	}
}

// scales makes of sums of squares the factors that bring vectors to length 1.
func scales(squares []float32) {
	for i, v := range squares {
		if v > 0 {
			squares[i] = 1 / sqrt(v)
		}
	}
}

func roots(values []float32) {
	for i, v := range values {
		values[i] = float32(math.Sqrt(float64(v)))
	}
}

// spreads are the lengths of the sums of each entry's phrasings.
func spreads(v *inverted, weights, scales []float32, entryOf []uint32, entries int) []float32 {
	sums := make([]float32, entries)
	for key, w := range weights {
		docs := v.of(uint32(key))
		for i := 0; i < len(docs); {
			entry, sum := entryOf[docs[i]], float32(0)
			for ; i < len(docs) && entryOf[docs[i]] == entry; i++ {
				sum += w * scales[docs[i]]
			}
			sums[entry] += sum * sum
		}
	}
	roots(sums)
	return sums
}

// normalize makes of lengths what BM25 adds to a count in its divisor.
func normalize(lengths []float32) {
	sum := float32(0)
	for _, v := range lengths {
		sum += v
	}
	mean := max(sum/float32(max(1, len(lengths))), tiny)
	for i, v := range lengths {
		lengths[i] = bmK * (1 - bmB + bmB*v/mean)
	}
}
