package store

import (
	"fmt"
	"strings"
	"testing"

	"deskbell/internal/fault"
)

// blob is a write that needs room.
func blob(name string) func(*tx) error {
	return func(t *tx) error {
		_, err := t.exec(`INSERT INTO meta (name, value) VALUES (?1, ?2)`, name, strings.Repeat("x", 8<<10))
		return err
	}
}

func TestAFullDiskIsSaidAndPasses(t *testing.T) {
	s := openStore(t, t.TempDir())
	limitPages(t, s, 10)
	stored, err := 0, error(nil)
	for err == nil {
		if err = s.write(t.Context(), blob(fmt.Sprint(stored))); err == nil {
			stored++
		}
	}
	if !fault.Is(err, fault.Unavailable) || !fault.HasCode(err, "storage_full") {
		t.Fatal(err)
	}
	if got := len(notes(t, s)); got != stored {
		t.Errorf("%d stored, %d acknowledged", got, stored)
	}
	limitPages(t, s, 100000)
	if err := s.write(t.Context(), blob("after")); err != nil {
		t.Errorf("space came back, but: %v", err)
	}
	if err := s.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestWhatStillFitsIsStoredWhenABatchDoesNot(t *testing.T) {
	s := openStore(t, t.TempDir())
	limitPages(t, s, 6)
	errs := together(s, note("small"), blob("1"), blob("2"), blob("3"), blob("4"), blob("5"), note("small too"))
	if errs[0] != nil || errs[6] != nil {
		t.Errorf("the small ones: %v, %v", errs[0], errs[6])
	}
	if !fault.HasCode(errs[5], "storage_full") {
		t.Errorf("the last large one: %v", errs[5])
	}
	ok := 0
	for _, err := range errs {
		if err == nil {
			ok++
		}
	}
	if got := len(notes(t, s)); got != ok {
		t.Errorf("%d stored, %d acknowledged", got, ok)
	}
}

// limitPages leaves room for more pages, as a full disk would.
func limitPages(t *testing.T, s *Store, more int) {
	t.Helper()
	s.turn.Lock()
	defer s.turn.Unlock()
	d := db{t.Context(), s.writer}
	pages, err := one(d, value[int], `PRAGMA page_count`)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := one(d, value[int], fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+more)); err != nil {
		t.Fatal(err)
	}
}
