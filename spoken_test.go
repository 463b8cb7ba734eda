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
