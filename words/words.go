// Package words is everything Deskbell says. Each language is a folder of YAML
// files under locales, one file an area (widget, its call and thread, admin, its calls and hours,
// mail, error, time and so on), each a flat list of keys; a plural is a map of CLDR forms. It imports
// nothing of ours but what reads them.
package words

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"deskbell/internal/packed"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed locales
var locales embed.FS

// Languages are those that Deskbell speaks, the fallback first.
var Languages = []string{"en", "de"}

var matcher = sync.OnceValue(func() language.Matcher {
	tags := make([]language.Tag, len(Languages))
	for i, l := range Languages {
		tags[i] = language.MustParse(l)
	}
	return language.NewMatcher(tags)
})

// Match gives the language of ours that serves the wishes best, each a BCP 47
// tag or a whole Accept-Language header, the strongest wish first. ok is false
// if none fits and the fallback was taken.
func Match(wishes ...string) (lang string, ok bool) {
	for _, wish := range wishes {
		tags, _, err := language.ParseAcceptLanguage(wish)
		if err != nil || len(tags) == 0 {
			continue
		}
		if _, i, confidence := matcher().Match(tags...); confidence >= language.High {
			return Languages[i], true
		}
	}
	return Languages[0], false
}

// In gives the translator of the language that serves the wishes best. It is
// cheap after the first call for a language.
func In(wishes ...string) *Translator {
	lang, _ := Match(wishes...)
	return translators[slices.Index(Languages, lang)]()
}

var translators = func() []func() *Translator {
	all := make([]func() *Translator, len(Languages))
	for i, l := range Languages {
		all[i] = sync.OnceValue(func() *Translator { return load(l) })
	}
	return all
}()

// Translator speaks one language. It is safe for concurrent use.
type Translator struct {
	lang  string
	tag   language.Tag
	texts map[string]text
}

func load(lang string) *Translator {
	texts, err := read(lang)
	if err != nil {
		panic(err) // embedded files: a test reads them all
	}
	return &Translator{lang: lang, tag: language.MustParse(lang), texts: texts}
}

func read(lang string) (map[string]text, error) {
	files, err := fs.Glob(locales, path.Join("locales", lang, "*.yaml"))
	if err != nil {
		return nil, err
	}
	all := map[string]text{}
	for _, name := range files {
		source, err := locales.ReadFile(name)
		if err != nil {
			return nil, err
		}
		entries := map[string]text{}
		if err := yaml.Unmarshal(packed.Text(source), &entries); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for key, t := range entries {
			if _, twice := all[key]; twice {
				return nil, fmt.Errorf("%s: %s stands in another file, too", name, key)
			}
			all[key] = t
		}
	}
	return all, nil
}

// Lang is the BCP 47 tag for lang attributes.
func (t *Translator) Lang() string { return t.lang }

// Dir is "rtl" for languages written from right to left, else "ltr".
func (t *Translator) Dir() string { return Dir(t.lang) }

// Dir is the direction that a language's script is written in.
func Dir(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	if slices.Contains([]string{"ar", "he", "fa", "ur", "ckb", "yi", "ps", "sd"}, base) {
		return "rtl"
	}
	return "ltr"
}

// Has reports whether the key exists.
func (t *Translator) Has(key string) bool {
	_, ok := t.texts[key]
	return ok
}

// T is the text of a key. args are pairs of name and value for its {{.Name}}
// marks. A key without a text gives itself.
func (t *Translator) T(key string, args ...any) string {
	found, ok := t.texts[key]
	if !ok {
		return key
	}
	return fill(found[plural.Other], args)
}

// N is the text of a key in the plural form of n, which it may name as {{.N}}.
func (t *Translator) N(key string, n int, args ...any) string {
	found, ok := t.texts[key]
	if !ok {
		return key
	}
	return fill(found.form(t.tag, n), append(args, "N", n))
}

// Error is the sentence for a fault's code: what is wrong and what to do.
func (t *Translator) Error(code string) string {
	if key := "error." + code; t.Has(key) {
		return t.T(key)
	}
	return t.T("error.internal")
}
