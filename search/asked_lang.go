package search

import (
	"cmp"
	"maps"
	"slices"

	"deskbell/search/language"
)

// maxFieldLangs are the languages searched when the question's is not clear.
const maxFieldLangs = 4

// neighbours are languages whose readers read each other: where a FAQ is not in
// the question's language, one of these comes before all others.
var neighbours = map[string][]string{
	"af":  {"nl"},
	"be":  {"ru", "uk"},
	"bg":  {"mk"},
	"bs":  {"hr", "sr"},
	"ca":  {"es"},
	"ckb": {"ar"},
	"cs":  {"sk"},
	"da":  {"no", "nb", "sv"},
	"eu":  {"es"},
	"ga":  {"en"},
	"gl":  {"es", "pt"},
	"hr":  {"bs", "sr"},
	"mk":  {"bg", "sr"},
	"mt":  {"en", "it"},
	"nb":  {"no", "da", "sv"},
	"nn":  {"no", "nb", "da", "sv"},
	"no":  {"nb", "nn", "da", "sv"},
	"pt":  {"gl"},
	"sk":  {"cs"},
	"sr":  {"bs", "hr"},
	"sv":  {"no", "nb", "da"},
	"uk":  {"ru"},
}

// chooseLang finds the language to answer in. A sure guess counts more than
// the client's word, which is the page's language; then come the guess's
// neighbours. It is sure only where the entries are in the question's language.
func (g *generation) chooseLang(guess string, sure bool, believed string) (lang string, _ bool) {
	if sure && g.answersIn(guess) {
		return guess, true
	}
	near := neighbours[guess]
	if sure {
		for _, n := range near {
			if g.answersIn(n) {
				return n, false
			}
		}
	}
	believed = baseLang(believed)
	for _, l := range append([]string{believed, guess}, near...) {
		if g.answersIn(l) {
			return l, false
		}
	}
	return "", false
}

// questionLang is the language a question is surely asked in; "" if unclear.
func questionLang(text string) string {
	if lang, sure := language.Guess(firstRunes(text, maxQuestionRunes)); sure {
		return lang
	}
	return ""
}

func (g *generation) answersIn(lang string) bool {
	return lang != "" && slices.Contains(g.spoken, lang)
}

// fieldsFor are the languages to search: the question's, or as many as may be.
func (g *generation) fieldsFor(lang string, sure bool) []string {
	if sure {
		return []string{language.Analyzed(lang)}
	}
	var fields []string
	if lang != "" {
		fields = append(fields, language.Analyzed(lang))
	}
	for _, l := range g.spoken {
		if f := language.Analyzed(l); !slices.Contains(fields, f) && len(fields) < maxFieldLangs {
			fields = append(fields, f)
		}
	}
	return fields
}

// phrasedIn are the languages of the phrasings to compare with: those searched,
// and the question's own, since an entry may have alternatives in others.
func (g *generation) phrasedIn(own string, fields []string) []string {
	if field := language.Analyzed(own); own != "" && g.book.lexicons[field] != nil && !slices.Contains(fields, field) {
		return append([]string{field}, fields...)
	}
	return fields
}

// phrasingLang is the language that a phrasing is cut in: its own where that is
// clear, else the entry's.
func phrasingLang(text, field string) string {
	if own := questionLang(text); own != "" {
		return language.Analyzed(own)
	}
	return field
}

// byFrequency are the different items, the most frequent first.
func byFrequency(items []string) []string {
	count := map[string]int{}
	for _, i := range items {
		count[i]++
	}
	return slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
}
