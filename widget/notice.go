package widget

import (
	"cmp"
	"strings"

	"deskbell/search"
	"deskbell/templates/panel"
	"deskbell/words"
)

// notice is what a visitor should read before an answer, with a code for clients that say it in their own words.
type notice struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// The codes of notices.
const (
	isProgram     = "program"        // the visitor asked whether a human answers
	otherLanguage = "other_language" // the answer is in another language than the question, or the page
)

// noticeOn is the notice on a decision for a client whose page is in a language and who otherwise is
// spoken to by t; nil for none. Most decisions have none, and to find out who speaks costs more than that.
func noticeOn(d search.Decision, page string, t func() *words.Translator) *notice {
	switch {
	case d.AskedIfHuman:
		return &notice{isProgram, speaker(d.Lang, t()).T("answers.program")}
	case d.Entry != nil && isForeign(*d.Entry, d.Lang, page):
		return &notice{otherLanguage, languageNote(speaker(d.Lang, t()), writtenIn, d.Entry.Lang).Text}
	default:
		return nil
	}
}

// speaker speaks the language of a question, or another one where Deskbell does not, and addresses the visitor as that does.
func speaker(asked string, another *words.Translator) *words.Translator {
	if _, ours := words.Match(asked); ours {
		return another.In(asked)
	}
	return another
}

// isForeign reports whether an entry is in another language than the question, or than the page where the
// question's is unclear.
func isForeign(e search.Entry, asked, page string) bool {
	visitors := cmp.Or(asked, page)
	return e.Lang != "" && visitors != "" && !sameLanguage(e.Lang, visitors)
}

// writtenIn says of an answer that it is in another language.
const writtenIn = "answers.written_in"

// languageNote says so of a text in lang, by a sentence that names it.
func languageNote(t *words.Translator, key, lang string) panel.LanguageNote {
	name := words.Tongue(lang)
	return panel.LanguageNote{Text: t.T(key, "Language", name), Name: name, Of: lang}
}

// firstWish is the base tag of the first language in wishes as words.Match takes them, "" for none.
func firstWish(wishes ...string) string {
	for _, wish := range wishes {
		base := strings.TrimSpace(wish)
		if end := strings.IndexAny(base, "-,; "); end >= 0 {
			base = base[:end]
		}
		if base != "" && base != "*" {
			return strings.ToLower(base)
		}
	}
	return ""
}
