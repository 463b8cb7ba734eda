package site

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"deskbell/internal/fault"
)

// Texts are the owner's own words to visitors in one language; "" for none.
type Texts struct {
	Title    string `json:"title,omitempty"`
	Greeting string `json:"greeting,omitempty"`
	Closed   string `json:"closed,omitempty"`
}

// Text is one of them as a visitor sees it. Lang says which language it is in; the zero value is that the owner gave none.
type Text struct{ Text, Lang string }

// Own are the texts of the desk's own language, Lang.
func (s Settings) Own() Texts { return Texts{s.Title, s.Greeting, s.Closed} }

// TitleIn is the desk's name for readers of a language.
func (s Settings) TitleIn(lang string) Text {
	return s.in(lang, func(t Texts) string { return t.Title })
}

// GreetingIn is what stands before the first question for readers of a language.
func (s Settings) GreetingIn(lang string) Text {
	return s.in(lang, func(t Texts) string { return t.Greeting })
}

// ClosedIn is what readers of a language are told while the desk is closed.
func (s Settings) ClosedIn(lang string) Text {
	return s.in(lang, func(t Texts) string { return t.Closed })
}

// in is a text in a language, or in what that is a form of (pt-BR, then pt), or else in the desk's own.
func (s Settings) in(lang string, one func(Texts) string) Text {
	for tag := lang; tag != "" && tag != s.Lang; tag = tag[:max(0, strings.LastIndexByte(tag, '-'))] {
		if text := one(s.Texts[tag]); text != "" {
			return Text{text, tag}
		}
	}
	if text := one(s.Own()); text != "" {
		return Text{text, s.Lang}
	}
	return Text{}
}

// Moved are the settings with another own language. Texts that it has already become the desk's own, and those of before stand
// beside them; else the desk's own are said to be in it.
func (s Settings) Moved(lang string) Settings {
	theirs, known := s.Texts[lang]
	if known && lang != s.Lang {
		s.Texts = maps.Clone(s.Texts)
		delete(s.Texts, lang)
		s.Texts[s.Lang] = s.Own()
		s.Title, s.Greeting, s.Closed = theirs.Title, theirs.Greeting, theirs.Closed
	}
	s.Lang = lang
	return s
}

// maxTexts is how many languages may have texts beside the desk's own.
const maxTexts = 60

// cleanTexts are the texts by language as BCP 47 writes it, without languages that have none. Of the field of a wrong one the language
// is the middle: texts.fr.title.
func (s Settings) cleanTexts(wrong *fault.List) map[string]Texts {
	clean := map[string]Texts{}
	for _, typed := range slices.Sorted(maps.Keys(s.Texts)) {
		texts := s.Texts[typed].trimmed()
		if texts == (Texts{}) {
			continue
		}
		tag, err := language.Parse(typed)
		if err != nil || tag == language.Und {
			wrong.Add("texts", "lang_invalid")
			continue
		}
		lang := tag.String()
		if _, twice := clean[lang]; twice || lang == s.Lang {
			wrong.Add("texts", "lang_twice")
			continue
		}
		texts.check("texts."+lang+".", wrong)
		clean[lang] = texts
	}
	if len(clean) > maxTexts {
		wrong.Add("texts", "too_many")
	}
	if len(clean) == 0 {
		return nil
	}
	return clean
}

func (t Texts) trimmed() Texts {
	return Texts{strings.TrimSpace(t.Title), strings.TrimSpace(t.Greeting), strings.TrimSpace(t.Closed)}
}

func (t Texts) check(prefix string, wrong *fault.List) {
	tooLong(wrong, prefix+"title", t.Title, titleChars)
	tooLong(wrong, prefix+"greeting", t.Greeting, textChars)
	tooLong(wrong, prefix+"closed", t.Closed, textChars)
}
