package search

import (
	"context"
	"slices"
	"strings"
	"testing"

	"deskbell/internal/fault"
	"deskbell/internal/limits"

	"github.com/google/go-cmp/cmp"
)

var testLimits limits.Limits

func ids(t *testing.T, m *memory) (all []string) {
	t.Helper()
	entries, err := m.Entries(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.ID+"/"+string(e.Origin))
	}
	return all
}

func entry(id string, origin Origin) Entry {
	return Entry{ID: id, Question: "Question " + id + "?", Origin: origin}
}

func TestSavingCreatesAndChanges(t *testing.T) {
	m := newMemory(entry("i", OriginImport))
	f := NewFAQ(m, testLimits)
	made, err := f.Save(context.Background(), Entry{Question: " Is  there\na sauna? ", Lang: "EN-gb", Tags: []string{"Spa", "spa", ""}, Alternatives: []string{"Sauna?", " Sauna? "}, Answer: "Yes.\r\nBelow."})
	if err != nil {
		t.Fatal(err)
	}
	want := Entry{ID: NewID("en", "Is there a sauna?"), Lang: "en", Question: "Is there a sauna?", Answer: "Yes.\nBelow.", Alternatives: []string{"Sauna?"}, Tags: []string{"spa"}, Origin: OriginOwn}
	if diff := cmp.Diff(want, made); diff != "" {
		t.Error(diff)
	}
	made.Answer = "No."
	if _, err := f.Save(context.Background(), made); err != nil {
		t.Error(err)
	}
	if got, err := f.Entry(context.Background(), made.ID); err != nil || got.Answer != "No." {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := f.Save(context.Background(), entry("i", OriginOwn)); err != nil {
		t.Error(err)
	}
	if got := ids(t, m); !slices.Contains(got, "i/import") {
		t.Errorf("an edited import is an import still: %v", got)
	}
}

func TestSavingIsRefused(t *testing.T) {
	m := newMemory(entry("file", OriginFile), Clean(Entry{Question: "A?", Lang: "en", Origin: OriginOwn}))
	f := NewFAQ(m, testLimits)
	long := strings.Repeat("x", 501)
	for _, tc := range []struct {
		name string
		e    Entry
		want []string // "field code"
	}{
		{"without a question", Entry{Lang: "en"}, []string{"question required"}},
		{"too long", Entry{Question: long, Alternatives: []string{long + "y", long + "z"}, Answer: strings.Repeat("x", 10001), Group: long}, []string{"group too_long", "question too_long", "answer too_long", "alternatives too_long"}},
		{"of a wrong kind", Entry{Question: "x", Lang: "german", URL: "javascript:alert(1)", Answer: "\xff"}, []string{"answer utf8_invalid", "lang lang_invalid", "url url_invalid"}},
		{"with too many alternatives", Entry{Question: "x", Alternatives: numbered(202)}, []string{"alternatives too_many"}},
		{"a file's", entry("file", OriginOwn), []string{" entry_read_only"}},
		{"a question that is there", Entry{Question: "A?", Lang: "en"}, []string{"question entry_exists"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := f.Save(context.Background(), tc.e)
			var got []string
			for _, e := range fault.All(err) {
				got = append(got, e.Field+" "+e.Code)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	if len(ids(t, m)) != 2 {
		t.Error("something was stored all the same")
	}
}

func numbered(n int) (all []string) {
	for i := range n {
		all = append(all, strings.Repeat("x", i+1))
	}
	return all
}

func TestDeleting(t *testing.T) {
	m := newMemory(entry("own", OriginOwn), entry("file", OriginFile))
	f := NewFAQ(m, testLimits)
	if err := f.Delete(context.Background(), "own"); err != nil {
		t.Error(err)
	}
	if err := f.Delete(context.Background(), "own"); !fault.Is(err, fault.NotFound) {
		t.Errorf("again: %v", err)
	}
	if err := f.Delete(context.Background(), "file"); !fault.HasCode(err, "entry_read_only") {
		t.Errorf("a file's: %v", err)
	}
}

func TestTheSampleLeavesWithTheFirstOwnEntry(t *testing.T) {
	ctx := context.Background()
	sample := []Entry{entry("s1", ""), entry("s2", "")}
	for name, tc := range map[string]struct {
		do   func(*FAQ) error
		want []string
	}{
		"a new entry":             {func(f *FAQ) error { _, err := f.Save(ctx, entry("a", "")); return err }, []string{"a/own"}},
		"an edited sample":        {func(f *FAQ) error { _, err := f.Save(ctx, entry("s1", "")); return err }, []string{"s1/own"}},
		"an import":               {func(f *FAQ) error { _, err := f.Import(ctx, []Entry{entry("a", "")}, ImportOptions{}); return err }, []string{"a/import"}},
		"an import of the sample": {func(f *FAQ) error { _, err := f.Import(ctx, sample[:1], ImportOptions{}); return err }, []string{"s1/import"}},
		"an empty import":         {func(f *FAQ) error { _, err := f.Import(ctx, nil, ImportOptions{}); return err }, []string{"s1/sample", "s2/sample"}},
		"a dry run": {func(f *FAQ) error {
			_, err := f.Import(ctx, []Entry{entry("a", "")}, ImportOptions{DryRun: true})
			return err
		}, []string{"s1/sample", "s2/sample"}},
		"a second sample":  {func(f *FAQ) error { return f.SeedSample(ctx, []Entry{entry("s3", "")}) }, []string{"s1/sample", "s2/sample"}},
		"a deleted sample": {func(f *FAQ) error { return f.Delete(ctx, "s1") }, []string{"s2/sample"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMemory()
			f := NewFAQ(m, testLimits)
			if err := f.SeedSample(ctx, sample); err != nil {
				t.Fatal(err)
			}
			if err := tc.do(f); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, ids(t, m)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnImportReportsWhatItDoes(t *testing.T) {
	changed := entry("own", "")
	changed.Answer = "new"
	other := Entry{ID: "other", Question: "question  SAME?"}
	in := []Entry{entry("new", ""), changed, entry("same", ""), other, entry("new", ""), entry("file", "")}
	for _, tc := range []struct {
		name  string
		opts  ImportOptions
		want  Report
		store []string
	}{
		{
			"as it is",
			ImportOptions{},
			Report{New: []string{"new"}, Changed: []string{"own"}, Unchanged: []string{"same"}, Duplicate: []string{"other", "new", "file"}},
			[]string{"file/file", "gone/import", "mine/own", "new/import", "own/own", "same/import"},
		},
		{
			"with prune",
			ImportOptions{Prune: true},
			Report{New: []string{"new"}, Changed: []string{"own"}, Unchanged: []string{"same"}, Duplicate: []string{"other", "new", "file"}, Removed: []string{"gone", "mine"}},
			[]string{"file/file", "new/import", "own/own", "same/import"},
		},
		{
			"dry",
			ImportOptions{Prune: true, DryRun: true},
			Report{New: []string{"new"}, Changed: []string{"own"}, Unchanged: []string{"same"}, Duplicate: []string{"other", "new", "file"}, Removed: []string{"gone", "mine"}},
			[]string{"file/file", "gone/import", "mine/own", "own/own", "same/import"},
		},
		{
			"of --faq",
			ImportOptions{Origin: OriginFile, Prune: true},
			Report{New: []string{"new"}, Changed: []string{"own", "same"}, Unchanged: []string{"file"}, Duplicate: []string{"other", "new"}},
			[]string{"file/file", "gone/import", "mine/own", "new/file", "own/file", "same/file"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			m := newMemory(entry("own", OriginOwn), entry("mine", OriginOwn), entry("same", OriginImport), entry("gone", OriginImport), entry("file", OriginFile))
			got, err := NewFAQ(m, testLimits).Import(context.Background(), in, tc.opts)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.store, ids(t, m)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAFilesEntriesLeaveWithTheFile(t *testing.T) {
	m := newMemory(entry("own", OriginOwn), entry("file", OriginFile))
	got, err := NewFAQ(m, testLimits).Import(context.Background(), nil, ImportOptions{Origin: OriginFile, Prune: true})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"own/own"}, ids(t, m)); diff != "" || len(got.Removed) != 1 {
		t.Error(diff, got)
	}
}

func TestAnImportWithABrokenEntryDoesNothing(t *testing.T) {
	m := newMemory()
	if _, err := NewFAQ(m, testLimits).Import(context.Background(), []Entry{entry("a", ""), {}}, ImportOptions{}); !fault.HasCode(err, "required") {
		t.Errorf("got %v", err)
	}
	if got := ids(t, m); len(got) != 0 {
		t.Errorf("stored %v", got)
	}
}
