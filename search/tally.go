package search

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// TallyDays is how long it is kept how often entries were shown.
const TallyDays = 60

const (
	tallyPause = time.Minute     // between writes
	lastTally  = 5 * time.Second // for the write at the end
	oftenFrom  = 3               // times, from which an entry counts as often asked
	mostOften  = 200             // entries that are kept in order
	freshFor   = 24 * time.Hour  // what was read, if nothing is counted
)

// TallyStore keeps how often entries were shown on a day: numbers, and nothing of who asked or what.
type TallyStore interface {
	AddTally(ctx context.Context, day time.Time, shown map[string]int) error // in one write
	Tally(ctx context.Context, since time.Time) (map[string]int, error)      // by entry, of all days since
	PurgeTally(ctx context.Context, before time.Time) error
}

// Tally counts which entries are shown. It counts in memory and writes once a minute; what it knows of
// before, it reads when it runs.
type Tally struct {
	store TallyStore
	now   func() time.Time
	log   *slog.Logger

	mu     sync.Mutex
	fresh  map[string]int // not written yet
	readAt time.Time
	often  atomic.Pointer[[]string]
}

// NewTally counts nothing yet.
func NewTally(store TallyStore, now func() time.Time, log *slog.Logger) *Tally {
	return &Tally{store: store, now: now, log: log, fresh: map[string]int{}}
}

// Shown counts an entry that a visitor got to see.
func (t *Tally) Shown(entry string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fresh[entry]++
}

// Often are the entries shown most often lately, most first.
func (t *Tally) Often() []string {
	if often := t.often.Load(); often != nil {
		return *often
	}
	return nil
}

// Run writes what was counted once a minute and when ctx ends.
func (t *Tally) Run(ctx context.Context) {
	pause := time.NewTicker(tallyPause)
	defer pause.Stop()
	t.logged(ctx, t.read)
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastTally)
			defer cancel()
			t.logged(last, t.Refresh)
			return
		case <-pause.C:
			t.logged(ctx, t.Refresh)
		}
	}
}

// logged reports what failed, unless Run was told to end.
func (t *Tally) logged(ctx context.Context, do func(context.Context) error) {
	if err := do(ctx); err != nil && !errors.Is(ctx.Err(), context.Canceled) {
		t.log.Error("what is asked often was not kept", "err", err)
	}
}

// Refresh writes what was counted since and reads again what is often asked: if anything was counted, or once a day.
func (t *Tally) Refresh(ctx context.Context) error {
	wrote, err := t.write(ctx)
	if err != nil || !wrote && !t.outdated() {
		return err
	}
	return t.read(ctx)
}

func (t *Tally) outdated() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now().Sub(t.readAt) >= freshFor
}

// read forgets what is older than TallyDays.
func (t *Tally) read(ctx context.Context) error {
	now := t.now()
	since := now.AddDate(0, 0, -TallyDays)
	if err := t.store.PurgeTally(ctx, since); err != nil {
		return err
	}
	shown, err := t.store.Tally(ctx, since)
	if err != nil {
		return err
	}
	often := mostFirst(shown)
	t.often.Store(&often)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.readAt = now
	return nil
}

func mostFirst(shown map[string]int) []string {
	ids := slices.Collect(maps.Keys(shown))
	ids = slices.DeleteFunc(ids, func(id string) bool { return shown[id] < oftenFrom })
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(cmp.Compare(shown[b], shown[a]), cmp.Compare(a, b)) })
	return ids[:min(len(ids), mostOften)]
}

// write keeps what was counted for another try if it fails.
func (t *Tally) write(ctx context.Context) (wrote bool, err error) {
	t.mu.Lock()
	counted := t.fresh
	t.fresh = map[string]int{}
	t.mu.Unlock()
	if len(counted) == 0 {
		return false, nil
	}
	if err := t.store.AddTally(ctx, t.now(), counted); err != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		for id, n := range counted {
			t.fresh[id] += n
		}
		return false, err
	}
	return true, nil
}
