package words

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the table of languages anew")

const (
	tableFile  = "../docs/languages.md"
	tableBegin = "<!-- the languages, written by go test ./words -run Languages -update -->\n"
	tableEnd   = "<!-- end of the languages -->"
)

func TestTheTableOfLanguagesIsThatOfTheFiles(t *testing.T) {
	source, err := os.ReadFile(tableFile)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(source), tableBegin)
	table, after, ended := strings.Cut(rest, tableEnd)
	if !ok || !ended {
		t.Fatalf("%s has no place for the table", tableFile)
	}
	want := languageTable(t)
	if *update {
		if err := os.WriteFile(tableFile, []byte(before+tableBegin+want+tableEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, table); diff != "" {
		t.Errorf("%s (-want +got):\n%s", tableFile, diff)
	}
}

func languageTable(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("| language | tag | texts |\n|---|---|---|\n")
	for _, lang := range Sorted() {
		b.WriteString("| " + Tongue(lang) + " | `" + lang + "` | " + mustRead(t, lang).state + " |\n")
	}
	return b.String()
}
