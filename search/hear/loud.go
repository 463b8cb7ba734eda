package hear

import (
	"strings"
	"unicode"
)

const (
	minShouted   = 3  // words in capitals
	minCapitals  = 12 // letters of them: acronyms have fewer
	minCallMarks = 2  // exclamation marks beside capitals
	minMixed     = 2  // of each mark in a run such as "?!?!"
	minStars     = 2  // in place of a curse's letters
)

// loud reports whether a text sounds upset whatever its language: shouting, a
// run of mixed marks, a curse with stars. Capitals alone are a stuck key, and
// exclamation marks alone are joy as often as anger.
func loud(text string, glad bool) bool {
	return !glad && (shouts(text) || bursts(text)) || starredCurse(text)
}

// shouts holds for a text in capitals, nearly all of it, with exclamation marks.
func shouts(text string) bool {
	if strings.Count(text, "!")+strings.Count(text, "！") < minCallMarks {
		return false
	}
	var words, upper, lower int
	for word := range strings.FieldsSeq(text) {
		u, l := cases(word)
		upper, lower = upper+u, lower+l
		if u >= 2 && l == 0 {
			words++
		}
	}
	return words >= minShouted && upper >= minCapitals && upper >= 9*lower
}

func cases(word string) (upper, lower int) {
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper, lower
}

// bursts holds for a run of both exclamation and question marks.
func bursts(text string) bool {
	var calls, asks int
	for _, r := range text {
		switch r {
		case '!', '！':
			calls++
		case '?', '？', '؟':
			asks++
		default:
			calls, asks = 0, 0
		}
		if calls >= minMixed && asks >= minMixed {
			return true
		}
	}
	return false
}

// starredCurse holds for "f**k", "sh**" and the like, in words of their own.
func starredCurse(text string) bool {
	if !strings.Contains(text, "**") {
		return false
	}
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		first, rest, _ := strings.Cut(word, "*")
		rest = "*" + strings.TrimRight(rest, ".,!?")
		stars := len(rest) - len(strings.TrimLeft(rest, "*"))
		if (first == "f" || first == "fu" || first == "s" || first == "sh") && stars >= minStars && !strings.ContainsAny(rest, "0123456789") {
			return true
		}
	}
	return false
}
