package words

import "golang.org/x/text/language"

// Language is the name of a language, such as "German" for de and de-AT, taken from CLDR. ok is
// false for one that has no name here; then name is "".
func (t *Translator) Language(tag string) (name string, ok bool) {
	parsed, err := language.Parse(tag)
	if err != nil {
		return "", false
	}
	base, _ := parsed.Base()
	if key := "language." + base.String(); t.Has(key) {
		return t.T(key), true
	}
	return "", false
}

// LanguageOrTag is the name of a language, or its tag where it has none. A tag may be anything that somebody typed.
func (t *Translator) LanguageOrTag(tag string) string {
	if name, ok := t.Language(tag); ok {
		return name
	}
	return tag
}
