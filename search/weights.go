package search

import (
	"context"
	"math"
	"sync"

	index "github.com/blevesearch/bleve_index_api"
)

// weightCache remembers how rare the words of entries are. It is bounded by
// the words of the FAQ: those of questions are looked up each time.
type weightCache struct {
	mu   sync.Mutex
	kept map[string]float32
}

// weightOf is the rarity of a word of an entry in a field.
func (g *generation) weightOf(ctx context.Context, r index.IndexReader, text, field string) (float32, error) {
	key := field + "\x00" + text
	g.weights.mu.Lock()
	w, ok := g.weights.kept[key]
	g.weights.mu.Unlock()
	if ok {
		return w, nil
	}
	n, err := docCount(ctx, r, text, field)
	if err != nil {
		return 0, err
	}
	w = float32(g.idf(n))
	g.weights.mu.Lock()
	defer g.weights.mu.Unlock()
	if g.weights.kept == nil {
		g.weights.kept = map[string]float32{}
	}
	g.weights.kept[key] = w
	return w, nil
}

// idf is BM25's, of a term that n entries have.
func (g *generation) idf(n uint64) float64 {
	all := float64(len(g.entries))
	return math.Log(1 + (all-float64(n)+0.5)/(float64(n)+0.5))
}

func docCount(ctx context.Context, r index.IndexReader, text, field string) (uint64, error) {
	tfr, err := r.TermFieldReader(ctx, []byte(text), field, false, false, false)
	if err != nil {
		return 0, err
	}
	defer tfr.Close()
	return tfr.Count(), nil
}
