package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// relevanceCase is a line of testdata/relevance.*.txt: a question and the entry
// or group that has to come first, "?" where no entry may be the answer.
type relevanceCase struct {
	line int
	want string
	text string
	lang string // of the page
}

// relevanceFile is one of them. Shares are between 0 and 1.
type relevanceFile struct {
	entries       []Entry // the file's own, else the sample FAQ
	cases         []relevanceCase
	right, silent float64 // what it asks for
	lang          string  // in force while reading
}

func readRelevance(t *testing.T, name string) *relevanceFile {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f := &relevanceFile{}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		if err := f.read(n, strings.TrimSpace(line)); err != nil {
			t.Fatalf("%s:%d: %v", name, n, err)
		}
	}
	if len(f.entries) == 0 {
		f.entries = sampleEntries(t)
	}
	if err := f.check(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f
}

func (f *relevanceFile) read(n int, line string) (err error) {
	if line == "" {
		return nil
	}
	key, rest, ok := strings.Cut(line, ": ")
	switch {
	case key == "# lang":
		f.lang = rest
	case key == "# right":
		f.right, err = share(rest)
	case key == "# silent":
		f.silent, err = share(rest)
	case strings.HasPrefix(line, "#"):
	case !ok:
		return fmt.Errorf("%q is no case", line)
	case key == "entry":
		err = f.addEntry(strings.Split(rest, " | "))
	default:
		f.cases = append(f.cases, relevanceCase{n, key, rest, f.lang})
	}
	return err
}

func share(text string) (float64, error) {
	var percent float64
	_, err := fmt.Sscanf(text, "%f %%", &percent)
	return percent / 100, err
}

func (f *relevanceFile) addEntry(fields []string) error {
	if len(fields) < 3 {
		return fmt.Errorf("an entry has an id, a language and a question: %q", fields)
	}
	f.entries = append(f.entries, Entry{ID: fields[0], Lang: fields[1], Question: fields[2], Alternatives: fields[3:]})
	return nil
}

// check finds what no ranker can put right.
func (f *relevanceFile) check() error {
	if f.right == 0 || f.silent == 0 {
		return errors.New("it states no shares: # right: 90 %, # silent: 90 %")
	}
	known := map[string]bool{"?": true}
	for _, e := range f.entries {
		known[e.ID], known[e.Group] = true, true
	}
	for _, c := range f.cases {
		if !known[c.want] {
			return fmt.Errorf("line %d: no entry %q", c.line, c.want)
		}
	}
	return nil
}

// sampleEntries is the FAQ of a new desk.
func sampleEntries(t testing.TB) (entries []Entry) {
	t.Helper()
	data, err := os.ReadFile("sample/faq.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		var e Entry
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		entries = append(entries, e)
	}
	return entries
}

func TestEveryGroupOfTheSampleIsAskedFor(t *testing.T) {
	missing := map[string]bool{}
	for _, e := range sampleEntries(t) {
		missing[e.Group] = true
	}
	for _, name := range []string{"testdata/relevance.de.txt", "testdata/relevance.en.txt"} {
		for _, c := range readRelevance(t, name).cases {
			delete(missing, c.want)
		}
	}
	if len(missing) > 0 {
		t.Errorf("no line for %v", slices.Sorted(maps.Keys(missing)))
	}
}
