package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"deskbell/internal/packed"
)

const root = "../../.."

func TestWhatIsPackedIsReadAsItIsWritten(t *testing.T) {
	replaced := packInto(t, t.TempDir())
	for _, name := range []string{"words/agent/en/all.yaml", "words/agent/de/all.yaml", "words/visitor/de.yaml", "search/sample/faq.jsonl"} {
		file, err := os.ReadFile(replaced[absolute(t, name)])
		if err != nil {
			t.Fatal(err)
		}
		got, want := string(packed.Text(file)), written(t, name)
		if got != want {
			t.Errorf("%s: %d bytes, written are %d", name, len(got), len(want))
		}
		if len(file) > len(want)/2 {
			t.Errorf("%s: of %d bytes still %d", name, len(want), len(file))
		}
	}
}

func TestPackedAndPlainProgramsHaveTheSameWords(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: it builds and runs the tests of words")
	}
	folder := t.TempDir()
	packInto(t, folder)
	cmd := exec.CommandContext(t.Context(), "go", "test", "-overlay", filepath.Join(folder, "overlay.json"), "./words")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func packInto(t *testing.T, folder string) map[string]string {
	t.Helper()
	if err := pack(root, folder); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(folder, "overlay.json"))
	if err != nil {
		t.Fatal(err)
	}
	var o overlay
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	return o.Replace
}

// written is a source, or for all.yaml the sources that it stands for.
func written(t *testing.T, name string) string {
	t.Helper()
	files := []string{filepath.Join(root, name)}
	if folder, ok := strings.CutSuffix(files[0], "all.yaml"); ok {
		files, _ = filepath.Glob(folder + "*.yaml")
	}
	var all strings.Builder
	for _, file := range slices.Sorted(slices.Values(files)) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

func absolute(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}
