package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// patterns are the lines of a file such as patterns/person.txt.
type patterns struct{ yes, no []pattern }

// pattern is a sequence of slots found anywhere in a question.
type pattern []slot

// slot takes one word, or passes over some, or is an end of the question.
type slot struct {
	kind  slotKind
	words []string // of slotWord; with a final * for any ending
}

type slotKind int

const (
	slotWord slotKind = iota
	slotGap
	slotStart
	slotEnd
)

const (
	maxGap      = 4 // words that ".." passes over
	minMisspelt = 5 // letters of a word that may be misspelt
)

// mustPatterns reads an embedded file; a wrong line is a programming error that
// the first test finds.
func mustPatterns(file string) patterns {
	p, err := readPatterns(file)
	must(err)
	return p
}

func readPatterns(file string) (p patterns, err error) {
	sets := map[string][]string{}
	n := 0
	for line := range strings.Lines(file) {
		n++
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || strings.HasPrefix(words[0], "#"):
		case len(words) > 2 && words[1] == "=":
			sets[words[0]] = words[2:]
		case words[0] == "yes":
			p.yes, err = addPattern(p.yes, words[1:], sets)
		case words[0] == "no":
			p.no, err = addPattern(p.no, words[1:], sets)
		default:
			err = fmt.Errorf("neither a set nor yes nor no")
		}
		if err != nil {
			return p, fmt.Errorf("patterns: line %d: %w", n, err)
		}
	}
	return p, nil
}

func addPattern(all []pattern, words []string, sets map[string][]string) ([]pattern, error) {
	var p pattern
	for _, w := range words {
		s, err := readSlot(w, sets)
		if err != nil {
			return nil, err
		}
		p = append(p, s)
	}
	return append(all, p), nil
}

func readSlot(w string, sets map[string][]string) (slot, error) {
	switch w {
	case "..":
		return slot{kind: slotGap}, nil
	case "^":
		return slot{kind: slotStart}, nil
	case "$":
		return slot{kind: slotEnd}, nil
	}
	if name, ok := strings.CutPrefix(w, "<"); ok {
		words, known := sets[strings.TrimSuffix(name, ">")]
		if !known {
			return slot{}, fmt.Errorf("no set %s above", w)
		}
		return slot{words: words}, nil
	}
	return slot{words: strings.Split(w, "|")}, nil
}

// match reports whether a yes holds and no no does.
func (p patterns) match(words []string) bool {
	return slices.ContainsFunc(p.yes, func(one pattern) bool { return one.anywhere(words) }) &&
		!slices.ContainsFunc(p.no, func(one pattern) bool { return one.anywhere(words) })
}

func (p pattern) anywhere(words []string) bool {
	for at := range words {
		if p.at(words, at) {
			return true
		}
	}
	return false
}

// at reports whether the pattern fits from a word on.
func (p pattern) at(words []string, at int) bool {
	if len(p) == 0 {
		return true
	}
	switch rest := p[1:]; p[0].kind {
	case slotStart:
		return at == 0 && rest.at(words, at)
	case slotEnd:
		return at == len(words) && rest.at(words, at)
	case slotGap:
		for skip := range maxGap + 1 {
			if at+skip <= len(words) && rest.at(words, at+skip) {
				return true
			}
		}
		return false
	default:
		if at == len(words) { // "word|$" may stand for the end
			return slices.Contains(p[0].words, "$") && len(rest) == 0
		}
		return p[0].takes(words[at]) && rest.at(words, at+1)
	}
}

func (s slot) takes(word string) bool {
	return slices.ContainsFunc(s.words, func(w string) bool {
		stem, open := strings.CutSuffix(w, "*")
		return stem == word || open && strings.HasPrefix(word, stem) || len(stem) >= minMisspelt && oneApart(stem, word)
	})
}

// oneApart reports whether one letter changed, added, lost or swapped with its
// neighbour turns a into b. First letters are rarely mistyped.
func oneApart(a, b string) bool {
	if d := len(a) - len(b); d > 1 || d < -1 || b == "" || a[0] != b[0] {
		return false
	}
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	switch ra, rb := a[i:], b[i:]; {
	case len(ra) > len(rb):
		return ra[1:] == rb
	case len(ra) < len(rb):
		return ra == rb[1:]
	case len(ra) == 0:
		return true
	default:
		swapped := len(ra) > 1 && ra[0] == rb[1] && ra[1] == rb[0] && ra[2:] == rb[2:]
		return ra[1:] == rb[1:] || swapped
	}
}

// plainWords are the words of a text as patterns are written: lower case, no
// accents, no apostrophes.
func plainWords(text string) []string {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, " ")
	}
	text = strings.NewReplacer("'", "", "’", "").Replace(fold(strings.ToLower(text)))
	return strings.FieldsFunc(text, notInWord)
}
