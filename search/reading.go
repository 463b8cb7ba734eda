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
	first, word := as[0], taken[0].Word
	switch {
	case first.known && first.form != word:
		r.TakenAs = append(r.TakenAs, takenAs(taken, as))
	case !first.known && !first.function && !slices.Contains(r.Unknown, word):
		r.Unknown = append(r.Unknown, word)
	}
}

func takenAs(taken []language.Token, as []term) (t TakenAs) {
	var written []string
	for _, one := range taken {
		written = append(written, one.Word)
	}
	for _, one := range as {
		t.As = append(t.As, one.form)
	}
	t.Written = strings.Join(written, " ")
	return t
}
