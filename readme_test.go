package main

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what the tests expect")

const (
	tableBegin = "<!-- the flags of serve, written by go test -run ReadmeTable -update . -->\n"
	tableEnd   = "<!-- end of the flags -->\n"
)

func TestReadmeTableShowsTheFlagsOfServe(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), tableBegin)
	got, after, ended := strings.Cut(rest, tableEnd)
	if !found || !ended {
		t.Fatalf("README.md has no table between %q and %q", tableBegin, tableEnd)
	}
	want := flagTable()
	if *update {
		if err := os.WriteFile("README.md", []byte(before+tableBegin+want+tableEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table is out of date; go test -run ReadmeTable -update .\n%s", diff)
	}
}

func flagTable() string {
	var b strings.Builder
	b.WriteString("| flag | environment | meaning | default |\n|---|---|---|---|\n")
	for _, f := range flagsOf(reflect.TypeFor[serveCommand]()) {
		standard := f.standard
		if standard != "" {
			standard = "`" + standard + "`"
		}
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s |\n", f.name, f.variable, cell(f.help), standard)
	}
	return b.String()
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
