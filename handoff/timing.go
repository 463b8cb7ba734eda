package handoff

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"deskbell/handoff/hours"
	"deskbell/internal/feed"
)

// Timing holds in memory what is known of the desk's time: the rules, the calendar they
// make, and how fast requests were answered lately. Promises are made of it.
type Timing struct {
	store TimingStore
	feed  *feed.Feed
	now   func() time.Time
	log   *slog.Logger
	known atomic.Pointer[known]
}

// TimingStore is what Timing needs of a store.
type TimingStore interface {
	RulesStore
	Replies(ctx context.Context, since time.Time, limit int) ([]Reply, error)
}

// known is one state of knowledge. It never changes.
type known struct {
	rules    Rules
	calendar *hours.Calendar
	replies  []Reply
	pace     Pace
}

const (
	measureEvery = 10 * time.Minute
	measured     = 30 * 24 * time.Hour // how far back replies count
	mostReplies  = 2000
)

// LoadTiming reads the rules and measures; Run keeps both in step.
func LoadTiming(ctx context.Context, store TimingStore, f *feed.Feed, now func() time.Time, log *slog.Logger) (*Timing, error) {
	t := &Timing{store: store, feed: f, now: now, log: log}
	return t, t.read(ctx)
}

// Run follows the changes of the rules and measures again every ten minutes, until ctx ends.
func (t *Timing) Run(ctx context.Context) error {
	news := t.feed.Subscribe(feed.Settings)
	defer news.Close()
	if err := t.read(ctx); err != nil { // what changed since LoadTiming
		return err
	}
	again := time.NewTicker(measureEvery)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-news.C:
		case <-again.C:
		}
		if err := t.read(ctx); err != nil && ctx.Err() == nil {
			t.log.Error("hours could not be read again", "err", err)
		}
	}
}

func (t *Timing) read(ctx context.Context) error {
	rules, err := t.store.Rules(ctx)
	if err != nil {
		return err
	}
	now := t.now()
	replies, err := t.store.Replies(ctx, now.Add(-measured), mostReplies)
	if err != nil {
		return err
	}
	k, err := learn(rules, replies, now)
	if err == nil {
		t.known.Store(k)
	}
	return err
}

func learn(rules Rules, replies []Reply, now time.Time) (*known, error) {
	calendar, err := hours.NewCalendar(rules.Hours)
	if err != nil {
		return nil, err
	}
	return &known{rules, calendar, replies, measure(replies, calendar, now)}, nil
}

// With is the timing as it would be under other rules, for a preview.
func (t *Timing) With(rules Rules) (*Timing, error) {
	other := &Timing{now: t.now}
	k, err := learn(rules, t.known.Load().replies, t.now())
	other.known.Store(k)
	return other, err
}

// NoTiming knows of no hours and no replies, so it promises nothing.
func NoTiming(now func() time.Time) *Timing {
	t := &Timing{now: now}
	k, err := learn(DefaultRules(), nil, now())
	if err != nil {
		panic(err) // the default has no hours that could be wrong
	}
	t.known.Store(k)
	return t
}

// Rules are the owner's rules as they are now.
func (t *Timing) Rules() Rules { return t.known.Load().rules }

// Calendar is the calendar of the rules.
func (t *Timing) Calendar() *hours.Calendar { return t.known.Load().calendar }

// Zone is the desk's time zone.
func (t *Timing) Zone() *time.Location { return t.Calendar().Zone() }

// Pace is how fast requests were answered in the last 30 days.
func (t *Timing) Pace() Pace { return t.known.Load().pace }

// IsOpen reports whether hours are set and the desk is staffed by them. A desk
// without hours is never called open: nobody knows.
func (t *Timing) IsOpen(now time.Time) bool {
	c := t.Calendar()
	_, open := c.OpenAt(now)
	return c.Set() && open
}

const (
	shortestPromise = 15 * time.Minute
	promiseStep     = 15 * time.Minute
)

// Promise is what a visitor is told at now (promise 7).
func (t *Timing) Promise(now time.Time) Promise {
	k := t.known.Load()
	p := Promise{Made: now}
	if next, ok := k.calendar.Next(now); ok && k.calendar.Set() && next.From.After(now) {
		p.Opens = next.From
	}
	if !k.pace.Known() {
		return p
	}
	if by, ok := k.calendar.After(now, max(k.pace.Next, shortestPromise)); ok {
		p.By, p.Usual = roundUp(by, k.calendar.Zone()), k.pace.Usual
	}
	return p
}

// roundUp gives the next full quarter of an hour by the clock on the wall.
func roundUp(at time.Time, zone *time.Location) time.Time {
	_, offset := at.In(zone).Zone()
	shift := time.Duration(offset) * time.Second
	rounded := at.Add(shift).Truncate(promiseStep).Add(-shift)
	if rounded.Before(at) {
		rounded = rounded.Add(promiseStep)
	}
	return rounded.In(at.Location())
}

// How long a visitor waits, at most, before agents are told, where nothing was promised.
const (
	patienceOpen   = 8 * time.Hour // of opening time
	patienceAlways = 24 * time.Hour
)

// due is the moment after which a reply is late: the promised one, or a working day.
func (t *Timing) due(p Promise) time.Time {
	if !p.By.IsZero() {
		return p.By
	}
	calendar, patience := t.Calendar(), patienceAlways
	if calendar.Set() {
		patience = patienceOpen
	}
	at, ok := calendar.After(p.Made, patience)
	if !ok {
		return time.Time{}
	}
	return at
}
