package search

import (
	"cmp"
	"math"
	"slices"
)

// bag is a set of words or grams, each with its weight, ready to be compared.
type bag struct {
	items  []weighed // by id
	length float64   // of the vector of weights
	total  float64   // sum of the weights
}

type weighed struct {
	id     uint32 // hash of the word
	weight float32
}

func newBag(items []weighed) bag {
	slices.SortFunc(items, func(a, b weighed) int { return cmp.Compare(a.id, b.id) })
	b := bag{items: items}
	for _, w := range items {
		b.length += float64(w.weight) * float64(w.weight)
		b.total += float64(w.weight)
	}
	b.length = math.Sqrt(b.length)
	return b
}

// common walks through what two bags share.
func common(a, b *bag, each func(a, b weighed)) {
	i, j := 0, 0
	for i < len(a.items) && j < len(b.items) {
		switch {
		case a.items[i].id < b.items[j].id:
			i++
		case a.items[i].id > b.items[j].id:
			j++
		default:
			each(a.items[i], b.items[j])
			i++
			j++
		}
	}
}

// cosine is 1 for bags with the same relative weights, 0 for nothing in common.
func cosine(a, b *bag) float64 {
	dot := 0.0
	common(a, b, func(x, y weighed) { dot += float64(x.weight) * float64(y.weight) })
	if dot == 0 {
		return 0
	}
	return min(1, dot/(a.length*b.length))
}

// covered is the share of a's weight that b holds too.
func covered(a, b *bag) float64 {
	in := 0.0
	common(a, b, func(x, _ weighed) { in += float64(x.weight) })
	if in == 0 {
		return 0
	}
	return in / a.total
}

// together adds bags up, each as if it had length 1.
func together(bags []bag) bag {
	sum := map[uint32]float64{}
	for _, b := range bags {
		for _, w := range b.items {
			sum[w.id] += float64(w.weight) / b.length
		}
	}
	items := make([]weighed, 0, len(sum))
	for id, w := range sum {
		items = append(items, weighed{id, float32(w)})
	}
	return newBag(items)
}
