package search

import "slices"

// maxFieldLangs are the languages searched when the question's is not clear.
const maxFieldLangs = 4

// chooseLang finds the language to answer in. A clear guess counts more than
// the client's word, which is the page's language.
func (g *generation) chooseLang(text, believed string) (lang string, sure bool) {
	guess, sure := guessLang(text)
	believed = baseLang(believed)
	switch {
	case sure && g.answersIn(guess):
		return guess, true
	case g.answersIn(believed):
		return believed, false
	case g.answersIn(guess):
		return guess, false
	}
	return "", false
}

// questionLang is the language a question is surely asked in; "" if unclear.
func questionLang(text string) string {
	if lang, sure := guessLang(firstRunes(text, maxQuestionRunes)); sure {
		return lang
	}
	return ""
}

func (g *generation) answersIn(lang string) bool { return lang != "" && slices.Contains(g.langs, lang) }

// fieldsFor are the languages to search: the question's, or as many as may be.
func (g *generation) fieldsFor(lang string, sure bool) []string {
	if sure {
		return []string{analyzed(lang)}
	}
	var fields []string
	if lang != "" {
		fields = append(fields, analyzed(lang))
	}
	for _, f := range analyzedLangs(g.snapshot) {
		if !slices.Contains(fields, f) && len(fields) < maxFieldLangs {
			fields = append(fields, f)
		}
	}
	return fields
}
