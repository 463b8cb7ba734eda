package handoff

import (
	"context"
	"sync"
	"time"
)

const (
	freeFailures = 3 // failures without a delay
	maxDelay     = 5 * time.Second
	brakeLife    = 15 * time.Minute
	maxBraked    = 10000
)

// brake remembers recent failures, in memory only.
type brake struct {
	mu       sync.Mutex
	now      func() time.Time
	failures map[string]failures
}

type failures struct {
	count int
	last  time.Time
}

func newBrake(now func() time.Time) *brake {
	return &brake{now: now, failures: map[string]failures{}}
}

func (b *brake) wait(ctx context.Context, who string) error {
	turn, cancel := context.WithTimeout(ctx, b.delay(who))
	defer cancel()
	<-turn.Done()
	return ctx.Err()
}

func (b *brake) delay(who string) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	f := b.failures[who]
	if f.count < freeFailures || b.now().Sub(f.last) > brakeLife {
		return 0
	}
	return min(250*time.Millisecond<<min(f.count-freeFailures, 10), maxDelay)
}

func (b *brake) failed(who string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.failures) >= maxBraked {
		b.forgetOld()
	}
	f := b.failures[who]
	b.failures[who] = failures{f.count + 1, b.now()}
}

// forgetOld makes room; if all are recent, everything goes: the limiter of the
// admin pages still stands before this one.
func (b *brake) forgetOld() {
	for who, f := range b.failures {
		if b.now().Sub(f.last) > brakeLife {
			delete(b.failures, who)
		}
	}
	if len(b.failures) >= maxBraked {
		clear(b.failures)
	}
}

func (b *brake) succeeded(who string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.failures, who)
}
