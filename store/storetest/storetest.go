// Package storetest gives tests of other packages a real store in a temporary
// folder, with a clock they can set.
package storetest

import (
	"log/slog"
	"sync"
	"testing"
	"time"

	"deskbell/internal/feed"
	"deskbell/store"
)

// Start is where a test's clock stands at first.
var Start = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

// Clock is a clock that moves only when told.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock is a clock at Start.
func NewClock() *Clock { return &Clock{now: Start} }

// Now is the time of the clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Add moves the clock.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Set puts the clock to that moment.
func (c *Clock) Set(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = now
}

// Option changes how a store is opened.
type Option func(*store.Options)

// WithClock lets the test move the time.
func WithClock(c *Clock) Option { return func(o *store.Options) { o.Now = c.Now } }

// WithFeed lets the test see what is published.
func WithFeed(f *feed.Feed) Option { return func(o *store.Options) { o.Feed = f } }

// WithDir opens an existing folder.
func WithDir(dir string) Option { return func(o *store.Options) { o.Dir = dir } }

// New opens a store that is closed when the test ends.
func New(t testing.TB, options ...Option) *store.Store {
	t.Helper()
	o := store.Options{Now: NewClock().Now, Log: slog.New(slog.DiscardHandler)}
	for _, set := range options {
		set(&o)
	}
	if o.Dir == "" {
		o.Dir = t.TempDir()
	}
	s, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
