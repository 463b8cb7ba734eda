package importer

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"deskbell/internal/limits"
	"deskbell/search"

	"github.com/google/go-cmp/cmp"
)

// hostile are pieces that some format gives a meaning to.
var hostile = []string{
	"\n", "\n\n", "\t", " ", "  ", "---\n", "\n---\n", "---", "# ", "\n## x\n", "```\n", "~~~", ": ", "- ", "? ", "| ", "|", `\`, `\|`, `\\`,
	`"`, `""`, "'", "''", "'=", "=1+1", "+49", "-1", "@SUM(A1)", ",", ";", "\\.", "null", "~", "true", "no", "007", "1e3", "{", "}", "[", "]", "&a", "*a",
	"!!str", "%", "<b>", "</script>", "\u2028", "\u00a0", "\u200b", "ß", "İ", "é", "é", "日本", "🙂", "＝1", "question: x", "id: y", "word",
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(8) {
		b.WriteString(hostile[r.IntN(len(hostile))])
	}
	return b.String()
}

func randomList(r *rand.Rand) (items []string) {
	for range r.IntN(4) {
		items = append(items, randomText(r))
	}
	return items
}

// randomEntries are entries as the FAQ keeps them, out of hostile text.
func randomEntries(r *rand.Rand) []search.Entry {
	var entries []search.Entry
	ids := map[string]bool{}
	for range r.IntN(6) {
		e := search.Clean(search.Entry{
			ID: randomText(r), Group: randomText(r), Lang: []string{"", "de", "no"}[r.IntN(3)],
			Question: "q" + randomText(r), Answer: randomText(r),
			Alternatives: randomList(r), Tags: randomList(r), Scope: randomList(r),
			URL: []string{"", "https://example.com/?a=1,2|3"}[r.IntN(2)],
		})
		if !ids[e.ID] && search.Validate(e, limits.Limits{}) == nil {
			ids[e.ID] = true
			entries = append(entries, e)
		}
	}
	return entries
}

func TestWhatIsExportedIsImportedExactly(t *testing.T) {
	for _, format := range []string{"faq.jsonl", "faq.csv", "folder"} {
		t.Run(format, func(t *testing.T) {
			dir := t.TempDir()
			for seed := range uint64(400) {
				entries := randomEntries(rand.New(rand.NewPCG(seed, 1)))
				path := filepath.Join(dir, fmt.Sprint(seed), format)
				if err := writeFolder(filepath.Dir(path), nil); err != nil {
					t.Fatal(err)
				}
				checkRoundTrip(t, seed, path, entries)
			}
		})
	}
}

func checkRoundTrip(t *testing.T, seed uint64, path string, entries []search.Entry) {
	t.Helper()
	if err := Write(path, entries); err != nil {
		t.Fatal(err)
	}
	got, err := Read(path, limits.Limits{})
	if err != nil || len(got.Problems) > 0 {
		t.Fatalf("seed %d: %v %v", seed, err, got.Problems)
	}
	if diff := cmp.Diff(byID(entries), byID(got.Entries)); diff != "" {
		t.Fatalf("seed %d: %s", seed, diff)
	}
}

// byID makes the order of a folder's files no matter.
func byID(entries []search.Entry) map[string]search.Entry {
	m := map[string]search.Entry{}
	for _, e := range entries {
		m[e.ID] = e
	}
	return m
}

func TestASpreadsheetNeverRunsAnExportedCell(t *testing.T) {
	for seed := range uint64(200) {
		entries := randomEntries(rand.New(rand.NewPCG(seed, 2)))
		var out bytes.Buffer
		if err := Encode(&out, ".csv", entries); err != nil {
			t.Fatal(err)
		}
		r := newCSVReader(out.Bytes())
		for record, _, err := r.next(); err == nil; record, _, err = r.next() {
			for _, cell := range record {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\n") {
					t.Fatalf("seed %d: %q would run", seed, cell)
				}
			}
		}
	}
}

func TestAnApostropheIsAddedOnlyWhereNeeded(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "plain": "plain", "'tis": "'tis", "a=b": "a=b",
		"=1": "'=1", "'=1": "''=1", "-5 °C": "'-5 °C", "+49 30": "'+49 30", "@home": "'@home", "＝1": "'＝1",
	} {
		if got := arm(cell); got != want {
			t.Errorf("arm(%q) = %q, want %q", cell, got, want)
		}
		if got := defuse(want); got != cell {
			t.Errorf("defuse(%q) = %q, want %q", want, got, cell)
		}
	}
}

func TestEveryIDHasAFileNameOfItsOwn(t *testing.T) {
	ids := []string{"dogs", "Dogs", "DOGS", "con", "CON", ".", "..", "../x", "a/b", "a\\b", "-x", "ä", "日本", strings.Repeat("x", 200), "a b", "a-b", "README", "x.md"}
	names := map[string]string{}
	for _, id := range ids {
		name := fileName(id)
		if other, taken := names[strings.ToLower(name)]; taken {
			t.Errorf("%q and %q are both %s", id, other, name)
		}
		names[strings.ToLower(name)] = id
		if filepath.Base(name) != name || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "-") || len(name) > 100 {
			t.Errorf("%q: unsafe name %q", id, name)
		}
	}
}

func TestAnExportNeverMixesWithWhatIsThere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "faq")
	one := []search.Entry{search.Clean(search.Entry{ID: "a", Question: "A?"})}
	if err := Write(dir, one); err != nil {
		t.Fatal(err)
	}
	if err := Write(dir, one); err == nil {
		t.Fatal("a folder with files was written into")
	}
	if err := Write("faq.xlsx", one); err == nil {
		t.Fatal("an unknown format was written")
	}
}
