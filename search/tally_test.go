package search

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// tallies is a store that can fail.
type tallies struct {
	shown  map[string]int
	writes int
	purged time.Time
	fail   error
}

func (s *tallies) AddTally(_ context.Context, _ time.Time, shown map[string]int) error {
	if s.fail != nil {
		return s.fail
	}
	s.writes++
	for id, n := range shown {
		s.shown[id] += n
	}
	return nil
}

func (s *tallies) Tally(context.Context, time.Time) (map[string]int, error) { return s.shown, s.fail }

func (s *tallies) PurgeTally(_ context.Context, before time.Time) error {
	s.purged = before
	return s.fail
}

func TestWhatIsShownIsCountedOnceAMinuteAndAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &tallies{shown: map[string]int{"old": 5}}
		tally := NewTally(store, time.Now, slog.New(slog.DiscardHandler))
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { tally.Run(ctx); close(done) }()
		synctest.Wait()
		for _, id := range []string{"door", "door", "old", "once"} {
			tally.Shown(id)
		}
		if got := tally.Often(); !slices.Equal(got, []string{"old"}) {
			t.Errorf("before: %q", got)
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if store.writes != 1 || store.shown["door"] != 2 || store.shown["old"] != 6 {
			t.Errorf("%d writes, %v", store.writes, store.shown)
		}
		if want := time.Now().AddDate(0, 0, -TallyDays); store.purged.Sub(want).Abs() > time.Hour {
			t.Errorf("forgets before %s, want %s", store.purged, want)
		}
		tally.Shown("door")
		stop()
		<-done
		if got := tally.Often(); store.shown["door"] != 3 || !slices.Equal(got, []string{"old", "door"}) {
			t.Errorf("in the end %v, often %q", store.shown, got)
		}
	})
}

func TestNumbersAreForgottenThoughNothingIsShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &tallies{shown: map[string]int{}}
		tally := NewTally(store, time.Now, slog.New(slog.DiscardHandler))
		go tally.Run(t.Context())
		time.Sleep(100 * 24 * time.Hour)
		synctest.Wait()
		if late := time.Now().AddDate(0, 0, -TallyDays).Sub(store.purged); late > 25*time.Hour || store.writes > 0 {
			t.Errorf("numbers are kept %s too long; %d writes of nothing", late, store.writes)
		}
	})
}

// stuck is a store that is busy for as long as it may be.
type stuck struct{ tallies }

func (*stuck) AddTally(ctx context.Context, _ time.Time, _ map[string]int) error {
	<-ctx.Done()
	return ctx.Err()
}

func TestNumbersThatAreLostAtTheEndAreReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		tally := NewTally(&stuck{}, time.Now, slog.New(slog.NewTextHandler(&log, nil)))
		ctx, stop := context.WithCancel(t.Context())
		tally.Shown("door")
		stop()
		tally.Run(ctx)
		if n := strings.Count(log.String(), "level=ERROR"); n != 1 {
			t.Errorf("%d reports: %s", n, log.String())
		}
	})
}

func TestCountsThatCannotBeWrittenAreNotLost(t *testing.T) {
	store := &tallies{shown: map[string]int{}, fail: errors.New("disk full")}
	tally := NewTally(store, time.Now, slog.New(slog.DiscardHandler))
	tally.Shown("door")
	if err := tally.Refresh(t.Context()); err == nil {
		t.Fatal("no error")
	}
	store.fail = nil
	tally.Shown("door")
	if err := tally.Refresh(t.Context()); err != nil || store.shown["door"] != 2 {
		t.Errorf("%v, %v", store.shown, err)
	}
}

func BenchmarkShown(b *testing.B) {
	tally := NewTally(&tallies{shown: map[string]int{}}, time.Now, slog.New(slog.DiscardHandler))
	for b.Loop() {
		tally.Shown("entry-1")
	}
}
