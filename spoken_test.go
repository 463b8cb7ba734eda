package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"deskbell/words"
)

var (
	faultCode = regexp.MustCompile(`fault\.(?:New|Because)\(fault\.\w+, "([a-z_]+)"|fault\.At\([^,]+, "([a-z_]+)"|wrong\.Add\([^,]+, "([a-z_]+)"|Code: +"([a-z_]+)"`)
	localeKey = regexp.MustCompile(`(?m)^([a-z0-9_.]+):`)
	literal   = regexp.MustCompile("\"((?:[^\"\\\\\n]|\\\\.)*)\"|`([^`]*)`")
	wordKey   = regexp.MustCompile(`\.(?:T|N)\("([a-z_0-9]+\.[a-z_.0-9]*[a-z0-9])"[,)]`)
)

func TestEveryFaultHasItsSentence(t *testing.T) {
	for code, file := range found(t, faultCode) {
		if !words.In("en").Has("error." + code) {
			t.Errorf("%s says %q, and words has no error.%s", file, code, code)
		}
	}
}

func TestEveryKeyThatIsSpokenExists(t *testing.T) {
	for key, file := range found(t, wordKey) {
		if !words.In("en").Has(key) {
			t.Errorf("%s says %q, and words has no such key", file, key)
		}
	}
}

// found gives what the pattern's groups match in our source, with a file that has it.
func found(t *testing.T, pattern *regexp.Regexp) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "tools") {
			return err
		}
		if ext := filepath.Ext(path); ext != ".go" && ext != ".templ" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, hit := range pattern.FindAllStringSubmatch(string(text), -1) {
			all[strings.Join(hit[1:], "")] = path
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Fatalf("only %d found: the pattern no longer fits the code", len(all))
	}
	return all
}

// A text that nothing says is work for translators and for nobody else.
func TestEveryTextIsSpoken(t *testing.T) {
	parts := partsOfKeys(t)
	files, err := filepath.Glob("words/agent/en/*.yaml")
	files = append(files, "words/visitor/en.yaml")
	if err != nil || len(files) == 1 {
		t.Fatalf("no texts: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, hit := range localeKey.FindAllStringSubmatch(string(text), -1) {
			key := hit[1]
			known := key == "state" || strings.HasPrefix(key, "language.") || strings.HasPrefix(key, "admin.hours.country.") // by codes of standards
			if !known && !parts[key] && !isComposed(key, parts) {
				t.Errorf("%s: nothing says %s", file, key)
			}
		}
	}
}

// partsOfKeys are the strings of our source, and the words in those that hold several.
func partsOfKeys(t *testing.T) map[string]bool {
	t.Helper()
	parts := map[string]bool{}
	for said := range found(t, literal) {
		parts[said] = true
		if _, what, ok := strings.Cut(said, "?said="); ok {
			parts[what] = true
		}
		if strings.Contains(said, "\n") { // a table, such as that of zones
			for _, name := range strings.Fields(said) {
				parts[name] = true
			}
		}
	}
	return parts
}

// isComposed reports whether the code has the pieces of a key: what it begins with, up to a point or a line, a name, and
// perhaps an end such as ".hint".
func isComposed(key string, parts map[string]bool) bool {
	for i := 2; i < len(key); i++ {
		begin, rest := key[:i], key[i:]
		switch {
		case !parts[begin]:
		case rest[0] == '.' && (parts[rest] || isName(rest[1:], parts)):
			return true
		case begin[i-1] == '.' || begin[i-1] == '_':
			name, end, ended := strings.Cut(rest, ".")
			if isName(name, parts) && (!ended || parts["."+end]) {
				return true
			}
		}
	}
	return false
}

var number = regexp.MustCompile(`^[0-9]+$`)

func isName(s string, parts map[string]bool) bool {
	if parts[s] || number.MatchString(s) {
		return true
	}
	for i := range s {
		if i > 0 && s[i-1] == '_' && parts[s[:i]] && parts[s[i:]] { // "called_" and how a call went
			return true
		}
	}
	return false
}
