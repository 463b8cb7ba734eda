package search

import (
	"strings"
	"testing"

	"deskbell/internal/fault"

	"github.com/google/go-cmp/cmp"
)

func TestAnAlternativeIsAddedToTheEntryAsItIsNow(t *testing.T) {
	m := newMemory(Clean(Entry{ID: "dogs", Question: "Are dogs allowed?", Answer: "Yes.", Alternatives: []string{"pets"}, Tags: []string{PersonFirst}, Origin: OriginImport}))
	f := NewFAQ(m, testLimits)
	for range 2 { // a second click changes nothing
		kept, err := f.AddAlternative(t.Context(), "dogs", "  can I bring\tmy dog ")
		want := Entry{ID: "dogs", Question: "Are dogs allowed?", Answer: "Yes.", Alternatives: []string{"pets", "can I bring my dog"}, Tags: []string{PersonFirst}, Origin: OriginImport}
		if diff := cmp.Diff(want, kept); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
	version, _ := m.EntriesVersion(t.Context())
	if kept, err := f.AddAlternative(t.Context(), "dogs", "Are dogs allowed?"); err != nil || len(kept.Alternatives) != 2 {
		t.Errorf("its own question was added: %+v, %v", kept, err)
	}
	if again, _ := m.EntriesVersion(t.Context()); again != version {
		t.Error("the store was written for nothing")
	}
}

func TestAnAlternativeIsRefused(t *testing.T) {
	f := NewFAQ(newMemory(entry("file", OriginFile), entry("own", OriginOwn)), testLimits)
	for _, tc := range []struct {
		id, text, code string
		kind           fault.Kind
	}{
		{"file", "x", "entry_read_only", fault.Forbidden},
		{"gone", "x", "entry_not_found", fault.NotFound},
		{"own", strings.Repeat("x", 501), "too_long", fault.Invalid},
	} {
		if _, err := f.AddAlternative(t.Context(), tc.id, tc.text); !fault.HasCode(err, tc.code) || !fault.Is(err, tc.kind) {
			t.Errorf("%s: %v", tc.id, err)
		}
	}
}

func TestASampleEntryThatLearnsBecomesTheOwners(t *testing.T) {
	m := newMemory(entry("a", OriginSample), entry("b", OriginSample))
	if _, err := NewFAQ(m, testLimits).AddAlternative(t.Context(), "a", "another"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a/own"}, ids(t, m)); diff != "" {
		t.Error(diff)
	}
}
