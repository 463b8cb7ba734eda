// Package words is everything Deskbell says. What visitors read is one YAML file a language
// under visitor; what agents and owners read is a folder of files a language under agent,
// for fewer languages. Each file is a flat list of keys; a plural is a map of CLDR forms. The package imports
// nothing of ours but what reads them.
package words

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"deskbell/internal/packed"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed visitor agent
var files embed.FS

// fallback is the language that has every text.
const fallback = "en"

// Languages are those that Deskbell speaks to visitors, the fallback first, then by tag.
var Languages = languages("visitor")

// AgentLanguages are those that the agents' pages and mails are in, the fallback first.
var AgentLanguages = languages("agent")

func languages(dir string) []string {
	all := []string{fallback}
	entries, err := files.ReadDir(dir)
	if err != nil {
		panic(err) // embedded
	}
	for _, e := range entries {
		lang := strings.TrimSuffix(e.Name(), ".yaml")
		if _, part := variants[lang]; lang != fallback && !part {
			all = append(all, lang)
		}
	}
	return all
}

// Translator speaks one language, and the fallback where that has no text: agents' words have fewer
// languages than visitors'. It is safe for concurrent use.
type Translator struct {
	lang   string
	region string // that the reader named, "" for none
	tag    language.Tag
	clock  clock
	texts  map[string]text
	rest   *Translator // nil for the fallback itself

	informal bool
}

func load(lang string) *Translator {
	c, err := read(lang)
	if err != nil {
		panic(err) // embedded files: a test reads them all
	}
	t := &Translator{lang: lang, tag: language.MustParse(lang), clock: clocks[lang], texts: clocks[lang].digitsOf(c.texts)}
	if lang != fallback {
		t.rest = of(fallback)
	}
	return t
}

// catalogue is what the files of a language hold.
type catalogue struct {
	state string // of the visitors' texts: "checked" by somebody who speaks the language, or "machine-made"
	texts map[string]text
}

func read(lang string) (catalogue, error) {
	c := catalogue{texts: map[string]text{}}
	agents, err := fs.Glob(files, path.Join("agent", lang, "*.yaml"))
	if err != nil {
		return c, err
	}
	for _, name := range append(agents, path.Join("visitor", lang+".yaml")) {
		if err := c.add(name); err != nil {
			return c, fmt.Errorf("%s: %w", name, err)
		}
	}
	return c, nil
}

func (c *catalogue) add(name string) error {
	source, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	entries := map[string]text{}
	if err := yaml.Unmarshal(packed.Text(source), &entries); err != nil {
		return err
	}
	for key, t := range entries {
		if key == "state" {
			c.state = t[plural.Other]
			continue
		}
		if _, twice := c.texts[key]; twice {
			return fmt.Errorf("%s stands in another file, too", key)
		}
		c.texts[key] = t
	}
	return nil
}

// Lang is the BCP 47 tag for lang attributes.
func (t *Translator) Lang() string { return t.lang }

// Region is the reader's, such as "CH", "" if they named none.
func (t *Translator) Region() string { return t.region }

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
	_, _, ok := t.find(key)
	return ok
}

// find is the text of a key, and who says it.
func (t *Translator) find(key string) (text, *Translator, bool) {
	if found, ok := t.texts[key]; ok || t.rest == nil {
		return found, t, ok
	}
	return t.rest.find(key)
}

// T is the text of a key. args are pairs of name and value for its {{.Name}}
// marks. A key without a text gives itself.
func (t *Translator) T(key string, args ...any) string {
	found, by, ok := t.find(key)
	if !ok {
		return key
	}
	return by.fill(found[plural.Other], args)
}

// N is the text of a key in the plural form of n, which it may name as {{.N}}.
func (t *Translator) N(key string, n int, args ...any) string {
	found, by, ok := t.find(key)
	if !ok {
		return key
	}
	return by.fill(found.form(by.tag, n), append(args, "N", n))
}

// Error is the sentence for a fault's code: what is wrong and what to do.
func (t *Translator) Error(code string) string {
	if key := "error." + code; t.Has(key) {
		return t.T(key)
	}
	return t.T("error.internal")
}
