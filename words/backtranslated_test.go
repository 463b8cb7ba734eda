package words

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// reading is what came of putting a sentence back into English, see backtranslated/README.md.
type reading struct {
	Said text   `yaml:"said"`
	Back text   `yaml:"back"`
	Same bool   `yaml:"same"`
	Note string `yaml:"note"`
}

// fault is what is wrong with the reading of a sentence that now is said, "" for nothing.
func (r reading) fault(said text) string {
	switch {
	case len(r.Said) == 0:
		return "nobody put it back into English"
	case !cmp.Equal(r.Said, said):
		return "it has changed since it was put back into English: " + cmp.Diff(r.Said, said)
	case len(r.Back) != len(r.Said) || slices.Contains(slices.Collect(values(r.Back)), ""):
		return "its back-translation lacks forms"
	case !r.Same || r.Note != "":
		return "put back into English it says something else: " + r.Note
	default:
		return ""
	}
}

func values(t text) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, s := range t {
			if !yield(strings.TrimSpace(s)) {
				return
			}
		}
	}
}

func decodeStrictly(t *testing.T, name string, into any) {
	t.Helper()
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	d := yaml.NewDecoder(bytes.NewReader(source))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func keysThatPromise(t *testing.T) []string {
	t.Helper()
	var keys []string
	decodeStrictly(t, "backtranslated/keys.yaml", &keys)
	if len(keys) < 25 {
		t.Fatalf("only %d keys: %v", len(keys), keys)
	}
	english := visitorTexts(t, fallback)
	for _, key := range keys {
		if len(english[key]) == 0 {
			t.Errorf("backtranslated/keys.yaml: there is no %s", key)
		}
	}
	return keys
}

// A sentence that promises, asks for consent or names a deadline says in every language what it says in English.
func TestBackTranslationsAreOfTodaysSentences(t *testing.T) {
	keys := keysThatPromise(t)
	for _, lang := range Languages {
		said := mustRead(t, lang)
		if said.state == "checked" {
			continue
		}
		name := filepath.Join("backtranslated", lang+".yaml")
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %s is missing", lang, name)
			continue
		}
		readings := map[string]reading{}
		decodeStrictly(t, name, &readings)
		for _, key := range keys {
			if _, known := said.texts[key]; !known {
				continue // TestEveryLanguageSaysEverythingToVisitors says so
			}
			if fault := readings[key].fault(said.texts[key]); fault != "" {
				t.Errorf("%s %s: %s", lang, key, fault)
			}
			delete(readings, key)
		}
		for key := range readings {
			t.Errorf("%s %s: it is not in keys.yaml", lang, key)
		}
	}
}

func TestBackTranslationsOfNoLanguageAreLeftBehind(t *testing.T) {
	files, err := filepath.Glob("backtranslated/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		lang := strings.TrimSuffix(filepath.Base(file), ".yaml")
		if lang != "keys" && !slices.Contains(Languages, lang) {
			t.Errorf("%s: Deskbell does not speak %s", file, lang)
		}
	}
}

func TestABackTranslationThatDiffersIsFound(t *testing.T) {
	const entry = `{said: "Wir rufen einmal an.", back: "We call once.", same: true}`
	var good reading
	if err := yaml.Unmarshal([]byte(entry), &good); err != nil {
		t.Fatal(err)
	}
	said := good.Said
	if fault := good.fault(said); fault != "" {
		t.Fatalf("a good one: %s", fault)
	}
	for name, spoil := range map[string]func(*reading) text{
		"it is missing":      func(r *reading) text { *r = reading{}; return said },
		"the sentence moved": func(*reading) text { return text{forms["other"]: "Wir rufen an."} },
		"a form is new":      func(*reading) text { return text{forms["other"]: said[forms["other"]], forms["one"]: "Wir rufen an."} },
		"nobody wrote back":  func(r *reading) text { r.Back = text{forms["other"]: " "}; return said },
		"no verdict":         func(r *reading) text { r.Same = false; return said },
		"a note":             func(r *reading) text { r.Note = "once is missing"; return said },
	} {
		r := good
		if now := spoil(&r); r.fault(now) == "" {
			t.Errorf("%s: not found", name)
		}
	}
}
