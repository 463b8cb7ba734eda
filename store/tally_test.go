package store_test

import (
	"context"
	"maps"
	"testing"
	"time"

	"deskbell/store/storetest"
)

func TestHowOftenEntriesWereShownIsAddedUpByDay(t *testing.T) {
	s := storetest.New(t)
	day := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	for _, add := range []struct {
		at    time.Time
		shown map[string]int
	}{{day, map[string]int{"door": 2, "dog": 1}}, {day.Add(time.Hour), map[string]int{"door": 1}}, {day.AddDate(0, 0, 1), map[string]int{"dog": 4}}} {
		if err := s.AddTally(t.Context(), add.at, add.shown); err != nil {
			t.Fatal(err)
		}
	}
	wantTally(t, s, day, map[string]int{"door": 3, "dog": 5})
	wantTally(t, s, day.AddDate(0, 0, 1), map[string]int{"dog": 4})
	if err := s.PurgeTally(t.Context(), day.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	wantTally(t, s, day, map[string]int{"dog": 4})
}

func wantTally(t *testing.T, s interface {
	Tally(ctx context.Context, since time.Time) (map[string]int, error)
}, since time.Time, want map[string]int,
) {
	t.Helper()
	got, err := s.Tally(t.Context(), since)
	if err != nil || !maps.Equal(got, want) {
		t.Errorf("since %s: %v, %v, want %v", since.Format(time.DateOnly), got, err, want)
	}
}
