package search

import (
	"math"
	"sync"
)

// likeness is how like a question is to each phrasing, and what each entry holds
// of it: found by walking through the lists of the question's words and grams
// only, so its cost grows with what they have in common.
type likeness struct {
	words, held, grams, pairs []float32 // by phrasing
	covered, answered, tagged []float32 // by entry
	gramScore                 []float32 // by entry
}

var likenesses = sync.Pool{New: func() any { return &likeness{} }}

// likenessTo compares a question with all phrasings. release gives the memory back.
func (p *phrasebook) likenessTo(a *asked) (l *likeness, release func()) {
	l = likenesses.Get().(*likeness)
	l.reset(p.phrasingsIn(), p.entriesIn())
	for _, lang := range a.read {
		p.walkWords(l, a.wordings[lang])
	}
	for _, key := range a.grams {
		p.walkGram(l, key, a.gramLength)
	}
	return l, func() { likenesses.Put(l) }
}

func (p *phrasebook) walkGram(l *likeness, key uint32, length float32) {
	weight := p.gramWeights[key]
	dot := weight * weight / max(length, tiny)
	rare := (bmK + 1) * rarity(weight, p.entriesIn())
	phrasings := p.grams.of(key)
	for i := 0; i < len(phrasings); {
		entry := p.entry[phrasings[i]]
		end, start := p.first[entry+1], i
		for ; i < len(phrasings) && phrasings[i] < end; i++ {
			l.grams[phrasings[i]] += dot
		}
		count := float32(i - start)
		l.gramScore[entry] += rare * count / (count + p.askNorms[entry])
	}
}

// tiny keeps divisions by nothing harmless.
const tiny = 1e-9

func (l *likeness) reset(phrasings, entries int) {
	for _, s := range []*[]float32{&l.words, &l.held, &l.grams, &l.pairs} {
		*s = cleared(*s, phrasings)
	}
	for _, s := range []*[]float32{&l.covered, &l.answered, &l.tagged, &l.gramScore} {
		*s = cleared(*s, entries)
	}
}

func cleared(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	s = s[:n]
	clear(s)
	return s
}

func (p *phrasebook) walkWords(l *likeness, w *wording) {
	if w.total == 0 {
		return
	}
	pairCount := 1 / max(sqrt(float32(len(w.pairs))), 1)
	for _, key := range w.pairs {
		for _, ph := range p.pairs.of(key) {
			l.pairs[ph] += pairCount
		}
	}
	for _, t := range w.terms {
		if t.known {
			p.walkTerm(l, w, t)
		}
	}
}

// walkTerm goes through the phrasings, answers and tags that have a term. The
// phrasings of an entry stand side by side.
func (p *phrasebook) walkTerm(l *likeness, w *wording, t term) {
	share, dot, own := t.weight/w.total, t.weight*p.termWeights[t.id]/w.length, p.termWeights[t.id]
	phrasings := p.words.of(t.id)
	for i := 0; i < len(phrasings); {
		entry := p.entry[phrasings[i]]
		for ; i < len(phrasings) && phrasings[i] < p.first[entry+1]; i++ {
			l.words[phrasings[i]] += dot
			l.held[phrasings[i]] += own
		}
		l.covered[entry] += share
	}
	for _, entry := range p.answers.of(t.id) {
		l.answered[entry] += share
	}
	for _, entry := range p.tags.of(t.id) {
		l.tagged[entry] += share
	}
}

func sqrt(v float32) float32 { return float32(math.Sqrt(float64(v))) }
