package search

import (
	"slices"
	"strings"

	"deskbell/search/language"
)

// Reading is how the words of a question were understood, for whoever wants to
// know why an entry was found or not.
type Reading struct {
	Unknown []string  // words of matter that no entry has, as typed
	TakenAs []TakenAs // words that were taken for others
}

// TakenAs is a word of a question and what it was taken for: "pasword" for
// "password", "door code" for "doorcode".
type TakenAs struct {
	Written string
	As      []string
}

// add notes what was taken of a question and what it was read as.
func (r *Reading) add(taken []language.Token, as []term) {
	var written, forms []string
	for _, t := range taken {
		written = append(written, t.Word)
	}
	for _, t := range as {
		forms = append(forms, t.form)
	}
	switch {
	case !as[0].known && !as[0].function && !slices.Contains(r.Unknown, written[0]):
		r.Unknown = append(r.Unknown, written[0])
	case as[0].known && as[0].form != written[0]:
		r.TakenAs = append(r.TakenAs, TakenAs{strings.Join(written, " "), forms})
	}
}
