package store

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

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

func TestAStoreIsFullUntilALargeWriteFits(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	s, err := Open(t.Context(), Options{Dir: t.TempDir(), Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	limitPages(t, s, 1)
	if err := s.write(t.Context(), blob("large")); !fault.HasCode(err, "storage_full") {
		t.Fatal(err)
	}
	if err := s.write(t.Context(), note("small")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Ready(t.Context()); !fault.HasCode(err, "storage_full") {
			t.Errorf("a small one fits, a large one does not: %v", err)
		}
	}
	limitPages(t, s, 1000)
	tries := s.writes.Load()
	if err := s.Ready(t.Context()); err == nil || s.writes.Load() != tries {
		t.Errorf("it has just been tried: %v after %d writes", err, s.writes.Load()-tries)
	}
	now = now.Add(betweenTries)
	for range 2 {
		if err := s.Ready(t.Context()); err != nil {
			t.Errorf("space came back, but: %v", err)
		}
	}
	if got := len(notes(t, s)); got != 1 {
		t.Errorf("%d are left, want the small one", got)
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
