// Package deploy_test tries the recipes of this folder with the programs they are written for.
package deploy_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// program returns the path of a program that a test cannot do without.
func program(t *testing.T, name string) string {
	t.Helper()
	for _, candidate := range []string{name, "/usr/sbin/" + name, "/sbin/" + name} {
		if path, err := exec.LookPath(candidate); err == nil {
			return path
		}
	}
	if os.Getenv("DESKBELL_TEST_FULL") == "1" {
		t.Fatalf("%s is missing: scripts/test-deps.sh installs it", name)
	}
	t.Skipf("skipped: %s is missing", name)
	return ""
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// replace puts a test's value in the place of a recipe's; a recipe that has changed so that nothing is replaced fails.
func replace(t *testing.T, text, old, value string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("the recipe has no %q", old)
	}
	return strings.ReplaceAll(text, old, value)
}

// 20 stands for an exposure of 2.0 on systemd's scale from 0 (closed) to 10 (open).
func TestUnitIsHardened(t *testing.T) {
	out, err := exec.Command(program(t, "systemd-analyze"), "security", "--no-pager", "--offline=true", "--threshold=20", "deskbell.service").CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// systemd ignores a misspelt setting with a warning; here it fails.
func TestUnitIsUnderstood(t *testing.T) {
	unit := replace(t, readFile(t, "deskbell.service"), "/usr/local/bin/deskbell", program(t, "true"))
	path := filepath.Join(t.TempDir(), "deskbell.service")
	writeFile(t, path, unit)
	out, err := exec.Command(program(t, "systemd-analyze"), "verify", "--no-pager", path).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}

// A version that stands in a recipe is that of whoever wrote it: git names the one that is built.
func TestTheContainerIsGivenTheVersionThatGitNames(t *testing.T) {
	for _, file := range []string{"Containerfile", "../docs/operation.md"} {
		given := strings.Split(readFile(t, file), "--build-arg VERSION=")[1:]
		if len(given) == 0 {
			t.Errorf("%s does not give the version", file)
		}
		for _, version := range given {
			if !strings.HasPrefix(version, `"$(git describe --tags `) {
				line, _, _ := strings.Cut(version, "\n")
				t.Errorf("%s gives the version %s", file, line)
			}
		}
	}
}

// docs/operation.md shows the recipes whole, so that nobody copies an old one.
func TestRecipesStandInTheDocs(t *testing.T) {
	docs := readFile(t, "../docs/operation.md")
	for file, language := range map[string]string{
		"Caddyfile":        "caddyfile",
		"nginx.conf":       "nginx",
		"deskbell.service": "ini",
		"Containerfile":    "dockerfile",
	} {
		if block := "```" + language + "\n" + readFile(t, file) + "```\n"; !strings.Contains(docs, block) {
			t.Errorf("docs/operation.md does not hold deploy/%s word for word, as a %s block", file, language)
		}
	}
}
