package search

import "math"

// phrasebook is what ranking knows of all entries: their phrasings, answers and
// tags, inverted. It is built with the index, kept beside it in one file, and
// read into memory whole: about 0.5 KB a phrasing and 0.4 KB an answer.
type phrasebook struct {
	lexicons map[string]*lexicon // by the language of the fields
	terms    []string            // by their numbers, of all languages
	first    []uint32            // by entry, and one more: its first phrasing
	entry    []uint32            // by phrasing

	words   inverted // phrasings by term
	pairs   hashed   // phrasings by two neighbouring terms
	grams   hashed   // phrasings by character gram
	answers inverted // entries by term of their answer
	tags    inverted // entries by term of their tags

	termEntries []uint32  // by term: entries that have it in their phrasings or answer; in both counts twice
	termWeights []float32 // by term: how much it matters that a phrasing has it
	gramWeights []float32 // by gram

	wordScales  []float32 // by phrasing: 1 by the length of its vector of words
	wordTotals  []float32 // by phrasing: sum of its words' weights
	gramScales  []float32 // by phrasing: 1 by the length of its vector of grams
	pairCounts  []float32 // by phrasing
	wordSpreads []float32 // by entry: length of the sum of its phrasings' words, each of length 1
	gramSpreads []float32 // by entry: likewise of grams
	askNorms    []float32 // by entry: by what BM25 divides a gram's count, for the length of all phrasings
}

// entriesIn is the number of entries, phrasingsIn that of phrasings.
func (p *phrasebook) entriesIn() int   { return len(p.first) - 1 }
func (p *phrasebook) phrasingsIn() int { return int(p.first[len(p.first)-1]) }

// functionWeight is of a function word, beside one that carries matter.
const functionWeight = 0.3

// weightFor is how much it matters that a phrasing has a term which so many of
// all entries have. It never falls to nothing: what is in every entry still tells
// two phrasings apart.
func weightFor(entries, all int) float32 {
	return float32(math.Log(float64(1+all)/float64(1+entries)) + 1)
}

// rarity is BM25's idf of what has a weight among so many entries.
func rarity(weight float32, all int) float32 {
	n := float64(all)
	entries := (1+n)/math.Exp(float64(weight)-1) - 1
	return float32(math.Log(1 + (n-entries+0.5)/(entries+0.5)))
}

// BM25 as bleve and everyone has it.
const (
	bmK = 1.2
	bmB = 0.75
)
