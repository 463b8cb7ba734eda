package widget

import (
	"cmp"

	"deskbell/handoff"
	"deskbell/site"
	"deskbell/words"
)

// Words speaks to a visitor with such wishes, else in the desk's own language, as the owner addresses visitors.
func (s *Server) Words(wishes ...string) *words.Translator {
	set := s.Settings()
	t := words.In(append(wishes, set.Lang)...)
	if set.Informal {
		return t.Informal()
	}
	return t
}

// ticketWords is the language that the visitor wrote in.
func (s *Server) ticketWords(t handoff.Ticket) *words.Translator { return s.Words(t.Lang) }

// pageTag is the language of a page as an owner may have written texts for it: with its region, if the reader named one.
func pageTag(t *words.Translator) string {
	if t.Region() == "" {
		return t.Lang()
	}
	return t.Lang() + "-" + t.Region()
}

// deskName is the desk's name for readers of a page, with its language where that is not the page's.
func deskName(set site.Settings, t *words.Translator, otherwise string) (name, lang string) {
	title := set.TitleIn(pageTag(t))
	return cmp.Or(title.Text, t.T(otherwise)), foreign(title.Lang, t)
}

// foreign is the language of a text, "" if it is that of the page.
func foreign(lang string, t *words.Translator) string {
	if ours, ok := words.Match(lang); ok && ours == t.Lang() {
		return ""
	}
	return lang
}
