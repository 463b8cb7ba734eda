package e2e

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestASecondServeOnTheFolderExitsAndNamesTheHolder(t *testing.T) {
	d := start(t)
	out, err := command(t.Context(), "serve", "--data", d.dir, "--listen", "127.0.0.1:0")
	if err == nil {
		t.Fatalf("it ran:\n%s", out)
	}
	for _, want := range []string{"serve", strconv.Itoa(d.cmd.Process.Pid)} {
		if !strings.Contains(out, want) {
			t.Errorf("it said %q, want %q in it", out, want)
		}
	}
	if strings.Contains(out, "Demo") {
		t.Errorf("it greeted before it gave up:\n%s", out)
	}
}

func TestASecondStartKeepsEverything(t *testing.T) {
	d := start(t)
	a := d.ticket("kim@example.com", "The heating is cold.")
	d.run("import", entryFile(t, "harbour", "Where is the harbour master?", "In the red house."))
	d.stop()

	again := plan{dir: d.dir}.start(t)
	again.mustOpen(t, a, "The heating is cold.")
	if err := again.answers("Where is the harbour master?", "harbour"); err != nil {
		t.Error(err)
	}
}

func TestAnImportBesideTheServerIsAnsweredFrom(t *testing.T) {
	d := start(t, unbounded...)
	d.run("import", entryFile(t, "harbour", "Where is the harbour master?", "In the red house."))
	eventually(t, "the new entry answers", func() error { return d.answers("Where is the harbour master?", "harbour") })
}

func TestAnEditedFAQFileIsAnsweredFrom(t *testing.T) {
	file := entryFile(t, "harbour", "Where is the harbour master?", "In the red house.")
	d := start(t, append([]string{"--faq", file}, unbounded...)...)
	if err := d.answers("Where is the harbour master?", "harbour"); err != nil {
		t.Fatalf("after the start: %v", err)
	}
	if err := os.WriteFile(file, entryLine(t, "ferry", "When does the ferry to the island leave?", "At noon."), 0o600); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the new text answers", func() error { return d.answers("When does the ferry to the island leave?", "ferry") })
	if d.answers("Where is the harbour master?", "harbour") == nil {
		t.Error("an entry that left the file is still answered from")
	}
}

func TestABackupOfARunningDeskOpensTheSameThreads(t *testing.T) {
	d := start(t)
	a := d.ticket("kim@example.com", "The heating is cold.")
	file := filepath.Join(t.TempDir(), "desk.backup")
	d.run("backup", file)
	after := d.ticket("kim@example.com", "It is warm again.")

	elsewhere := t.TempDir()
	if out, err := command(t.Context(), "restore", file, "--data", elsewhere); err != nil {
		t.Fatalf("restore: %v\n%s", err, out)
	}
	restored := plan{dir: elsewhere}.start(t)
	restored.mustOpen(t, a, "The heating is cold.")
	if _, status := restored.thread(after.Token); status == http.StatusOK {
		t.Error("the backup holds a ticket from after it")
	}
	d.mustOpen(t, after, "It is warm again.")
}

func TestErasingAnAddressClosesItsThreadsAtOnce(t *testing.T) {
	d := start(t)
	first := d.ticket("kim@example.com", "The heating is cold.")
	second := d.ticket("Kim@Example.com", "And the water, too.")
	other := d.ticket("lea@example.com", "Is there a cot?")
	d.run("erase", "--email", "kim@example.com")

	for _, a := range []accepted{first, second} {
		if _, status := d.thread(a.Token); status != http.StatusNotFound {
			t.Errorf("%s: status %d after it was erased, want 404", a.Ref, status)
		}
	}
	d.mustOpen(t, other, "Is there a cot?")
}

// entryFile writes an FAQ file with one entry.
func entryFile(t *testing.T, id, question, answer string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "faq.jsonl")
	if err := os.WriteFile(file, entryLine(t, id, question, answer), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func entryLine(t *testing.T, id, question, answer string) []byte {
	t.Helper()
	line, err := json.Marshal(map[string]string{"id": id, "question": question, "answer": answer, "lang": "en"})
	if err != nil {
		t.Fatal(err)
	}
	return append(line, '\n')
}
