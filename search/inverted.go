package search

import "slices"

// inverted tells for each key which documents have it, each once and in order.
type inverted struct {
	starts []uint32 // by key, and one more: where the key's documents start
	docs   []uint32
}

// of are the documents of a key.
func (v *inverted) of(key uint32) []uint32 { return v.docs[v.starts[key]:v.starts[key+1]] }

// keep forgets the documents of all other keys.
func (v *inverted) keep(key func(uint32) bool) {
	kept := make([]uint32, 0, len(v.docs))
	for k := range len(v.starts) - 1 {
		docs := v.of(uint32(k))
		v.starts[k] = uint32(len(kept))
		if key(uint32(k)) {
			kept = append(kept, docs...)
		}
	}
	v.starts[len(v.starts)-1] = uint32(len(kept))
	v.docs = slices.Clone(kept)
}

// pairing is a document that has a key.
type pairing struct{ key, doc uint32 }

// invert sorts pairings by key. They come in the order of their documents, no
// pairing twice.
func invert(all []pairing, keys int) inverted {
	v := inverted{starts: make([]uint32, keys+1), docs: make([]uint32, len(all))}
	for _, p := range all {
		v.starts[p.key+1]++
	}
	for k := range keys {
		v.starts[k+1] += v.starts[k]
	}
	next := make([]uint32, keys)
	copy(next, v.starts)
	for _, p := range all {
		v.docs[next[p.key]] = p.doc
		next[p.key]++
	}
	return v
}

// hashed is an inverted list of texts without a vocabulary: a text's hash picks
// one of a power of two of keys. Texts that share a key count as the same, which
// among tens of thousands is rare and does little harm.
type hashed struct{ inverted }

const (
	fewestKeys   = 1 << 10
	mostKeys     = 1 << 22
	pairingsAKey = 8 // texts recur, so there are far fewer of them than pairings
	emptyHash    = 2166136261
	hashPrime    = 16777619
)

// keysFor is how many keys serve a number of pairings.
func keysFor(pairings int) int {
	keys := fewestKeys
	for keys < mostKeys && keys*pairingsAKey < pairings {
		keys *= 2
	}
	return keys
}

// keys is how many there are.
func (v *hashed) keys() int { return len(v.starts) - 1 }

// fold32 brings a hash down to one of a power of two of keys.
func fold32(hash uint32, keys int) uint32 { return (hash ^ hash>>15) & uint32(keys-1) }

// hashText is FNV-1a.
func hashText(text string) uint32 {
	hash := uint32(emptyHash)
	for i := range len(text) {
		hash = (hash ^ uint32(text[i])) * hashPrime
	}
	return hash
}

// hashPair is of two neighbouring terms.
func hashPair(a, b uint32) uint32 { return (a*hashPrime ^ b) * hashPrime }
