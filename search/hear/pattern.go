package hear

import (
	"maps"
	"math/bits"
	"slices"
)

// pattern is a sequence of slots found anywhere in a text.
type pattern []slot

// slot takes words, or passes over some, or is an end of the sentence.
type slot struct {
	kind     slotKind
	optional bool
	orEnd    bool                  // of slotWord: or the sentence ends
	words    []wordID              // of slotWord: any one of these, sorted,
	phrases  map[wordID][][]wordID // or the words of any of these, by the first
}

type slotKind int

const (
	slotWord slotKind = iota
	slotGap
	slotStart
	slotEnd
	slotAsked // the end of a question
)

const maxGap = 4 // words that ".." passes over

// patterns are the lines of one meaning, by the words they may begin with.
type patterns struct{ yes, no map[wordID][]pattern }

// utterance is what a visitor wrote, as patterns see it.
type utterance struct {
	words        [][]wordID // of each word what it may stand for
	closed       []bool     // no pattern goes through: a sentence ends or the word is struck
	begins, ends []bool     // before each word and after the last: nothing of matter is before, or after,
	asked        []bool     // or after but a question mark
	glad         bool       // thanks or praises
}

// places are word boundaries, as bits counted from where a pattern begins.
type places uint64

// firsts are the words that a pattern may begin with.
func (p pattern) firsts() (ids []wordID) {
	for _, s := range p {
		ids = append(ids, s.words...)
		ids = slices.AppendSeq(ids, maps.Keys(s.phrases))
		if s.kind == slotWord && !s.optional {
			break
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// says reports whether a yes holds of what no no takes.
func (u *utterance) says(p patterns) bool {
	rest := *u
	rest.closed = slices.Clone(u.closed)
	rest.strike(p.no)
	for at := range rest.words {
		if rest.longest(p.yes, at) > at {
			return true
		}
	}
	return false
}

// strike takes the words of every pattern that fits out of the utterance, so
// that nothing else is read into them, and reports whether one did.
func (u *utterance) strike(all map[wordID][]pattern) (some bool) {
	for at := 0; at < len(u.words); at++ {
		if end := u.longest(all, at); end > at {
			for ; at < end; at++ {
				u.closed[at] = true
			}
			at--
			some = true
		}
	}
	return some
}

// longest is where the longest pattern ends that fits from a word on; at if none.
func (u *utterance) longest(all map[wordID][]pattern, at int) int {
	end := at
	if u.closed[at] {
		return end
	}
	for _, id := range u.words[at] {
		for _, p := range all[id] {
			end = max(end, u.fit(p, at))
		}
	}
	return end
}

// fit is where a pattern ends that begins at a word, at the latest; -1 if it
// does not fit. All ways through its gaps are followed at once, so the cost is
// that of its slots.
func (u *utterance) fit(p pattern, at int) int {
	reached := places(1)
	for _, s := range p {
		next := u.through(s, at, reached)
		if s.optional {
			next |= reached
		}
		if reached = next; reached == 0 {
			return -1
		}
	}
	return at + bits.Len64(uint64(reached)) - 1
}

func (u *utterance) through(s slot, at int, from places) (to places) {
	if s.kind == slotGap {
		for to = from; from != 0; from &= from - 1 {
			u.passOver(at, bits.TrailingZeros64(uint64(from)), &to)
		}
		return to
	}
	for ; from != 0; from &= from - 1 {
		i := bits.TrailingZeros64(uint64(from))
		switch {
		case at+i > len(u.words):
		case s.kind == slotStart && u.begins[at+i], s.kind == slotEnd && u.ends[at+i], s.kind == slotAsked && u.asked[at+i]:
			to |= 1 << i
		case s.kind == slotWord:
			to |= u.takes(s, at+i) << i
			if s.orEnd && u.ends[at+i] {
				to |= 1 << i
			}
		}
	}
	return to
}

func (u *utterance) passOver(at, i int, to *places) {
	for n := range maxGap {
		if at+i+n >= len(u.words) || u.closed[at+i+n] {
			return
		}
		*to |= 1 << (i + n + 1)
	}
}

// takes are the boundaries that the words of a slot lead to from a word on.
func (u *utterance) takes(s slot, at int) (to places) {
	if at >= len(u.words) || u.closed[at] {
		return 0
	}
	for _, id := range u.words[at] {
		if _, ok := slices.BinarySearch(s.words, id); ok {
			to |= 1 << 1
		}
		if len(s.phrases) == 0 {
			continue
		}
		for _, phrase := range s.phrases[id] {
			if u.follow(phrase, at) {
				to |= 1 << len(phrase)
			}
		}
	}
	return to
}

// follow reports whether the words of a phrase stand from a word on.
func (u *utterance) follow(phrase []wordID, at int) bool {
	for n, id := range phrase {
		if !u.is(id, at+n) {
			return false
		}
	}
	return true
}

func (u *utterance) is(id wordID, at int) bool {
	return at < len(u.words) && !u.closed[at] && slices.Contains(u.words[at], id)
}
