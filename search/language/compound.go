package language

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	minPart     = 4 // letters of a part of a compound
	minLonePart = 5 // letters of a part that stands for the whole word
	minBefore   = 4 // letters of what may be left unknown before it,
	minAfter    = 3 // and after it, which may be an ending: "lieferung"
)

// linking are the elements between the parts of a compound. They are also the
// endings that an analyzer takes off a word, so a part known without its ending
// is found with it.
var linking = []string{"", "s", "e", "n", "en", "er", "es"}

// particles turn words into others: "unternehmen" has nothing to do with "unter",
// "ausverkauf" little with "verkauf".
var particles = []string{"bevor", "entgegen", "gegen", "hinter", "nieder", "uber", "unter", "vorbei", "weiter", "wieder", "zuruck", "zusammen"}

// WritesCompounds reports a language that writes compounds as one word.
func WritesCompounds(lang string) bool {
	switch lang {
	case "de", "nl", "sv", "da", "no", "fi", "hu", "is", "et":
		return true
	}
	return false
}

// CompoundParts splits a compound into the words that a FAQ knows: "ruckgabefrist"
// into "ruckgab" and "frist". The word is in lower case and folded, stemmed or
// not; known tells the FAQ's vocabulary in the same form. Where the parts do not
// cover the word, those at its ends that are long enough to stand for it are
// given; nil where there are none. A word that is known itself is split too.
func CompoundParts(word string, known func(string) bool) []string {
	if utf8.RuneCountInString(word) > MaxWord {
		return nil
	}
	if parts := wholeSplit(word, known); parts != nil {
		return parts
	}
	return endParts(word, known)
}

// split covers a word from some place to its end: a part, what links it, and the
// split of the rest.
type split struct {
	parts, linked int  // how many; letters of linking elements
	end, next     int  // places where the first part ends and the second begins
	lost          bool // the first part has lost its e
}

// betterThan prefers few parts, then few linking letters.
func (s split) betterThan(other split) bool {
	if other.parts == 0 || s.parts != other.parts {
		return other.parts == 0 || s.parts < other.parts
	}
	return s.linked < other.linked
}

// wholeSplit covers the word with two or more known parts and linking elements,
// from its end backwards: each place is looked at once. Of splits that are as
// good the one with the longest first part wins.
func wholeSplit(word string, known func(string) bool) (parts []string) {
	from := make([]split, len(word)+1)  // the best that begins at a place
	after := make([]split, len(word)+1) // the best whose first part ends there
	for start := len(word); start >= 0; start-- {
		for end := len(word); end > start && utf8.RuneStart(word[start]); end-- {
			s := after[end]
			if s.parts == 0 || !s.betterThan(from[start]) {
				continue
			}
			part := word[start:end]
			if part == word || !hasLetters(part, minPart) {
				continue
			}
			if s.lost = !known(part); !s.lost || mayLoseE(word[:start]) && known("e"+part) {
				from[start] = s
			}
		}
		after[start] = follow(word, start, from)
	}
	if from[0].parts < 2 {
		return nil // or a word and its ending
	}
	for at := 0; at < len(word); at = from[at].next {
		part := word[at:from[at].end]
		if from[at].lost {
			part = "e" + part
		}
		parts = append(parts, part)
	}
	return parts
}

// mayLoseE reports whether an e after this part of a German word is taken for
// the rest of an umlaut: "kontoeröffnung" reaches us as "kontoroffnung".
func mayLoseE(before string) bool {
	return strings.HasSuffix(before, "o") || strings.HasSuffix(before, "a") || strings.HasSuffix(before, "u")
}

// follow is the best split whose first part ends at a place; none if the rest of
// the word cannot be covered.
func follow(word string, end int, from []split) (best split) {
	for _, link := range linking {
		next := end + len(link)
		if !strings.HasPrefix(word[end:], link) || next < len(word) && from[next].parts == 0 {
			continue
		}
		s := split{parts: 1 + from[next].parts, linked: len(link) + from[next].linked, end: end, next: next}
		if s.betterThan(best) {
			best = s
		}
	}
	return best
}

// endParts are the longest known parts at the beginning and the end of a word
// whose other letters nobody knows.
func endParts(word string, known func(string) bool) (parts []string) {
	last, at := lastPart(word, known)
	for end := at; end > 0; end-- {
		first := word[:end]
		if hasLetters(word[end:], minAfter) && hasLetters(first, minLonePart) && !slices.Contains(particles, first) && known(first) {
			parts = append(parts, first)
			break
		}
	}
	if last != "" {
		parts = append(parts, last)
	}
	return parts
}

// lastPart is the longest known part at the end of a word, without its ending,
// and the place where it begins.
func lastPart(word string, known func(string) bool) (part string, at int) {
	for at = range word {
		if !hasLetters(word[:at], minBefore) || slices.Contains(particles, word[:at]) {
			continue
		}
		for _, ending := range linking {
			part, ok := strings.CutSuffix(word[at:], ending)
			if ok && hasLetters(part, minLonePart) && known(part) {
				return part, at
			}
		}
	}
	return "", len(word)
}

// hasLetters reports whether s is of whole letters, n at least.
func hasLetters(s string, n int) bool {
	return utf8.RuneCountInString(s) >= n && utf8.ValidString(s)
}
