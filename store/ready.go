package store

import (
	"context"
	"strings"
	"sync"
	"time"

	"deskbell/internal/fault"
)

// Ready reports whether the database can be written: nil, or why not. Once a write did not fit, that stays so until
// a large one fits again: on a full disk small ones may still do, and requests of visitors are lost.
func (s *Store) Ready(ctx context.Context) error {
	if f := s.failure.Load(); f != nil {
		return f
	}
	if s.full.isDue(s.now()) {
		s.tryRoom(ctx)
	}
	if s.full.is() {
		return &fault.Error{Kind: fault.Unavailable, Code: storageFull, RetryAfter: int(betweenTries.Seconds())}
	}
	return s.readers.PingContext(ctx)
}

const (
	betweenTries = 10 * time.Second
	roomName     = "room"
	roomBytes    = 64 << 10 // more than a request with its transcript takes
)

// tryRoom writes as much as a large request, and takes it away again.
func (s *Store) tryRoom(ctx context.Context) {
	err := s.write(ctx, func(t *tx) error {
		_, err := t.exec(`INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)`, roomName, strings.Repeat("x", roomBytes))
		return err
	})
	if err != nil {
		return
	}
	err = s.write(ctx, func(t *tx) error {
		_, err := t.exec(`DELETE FROM meta WHERE name = ?1`, roomName)
		return err
	})
	if err == nil {
		s.full.found()
	}
}

// room knows whether something did not fit.
type room struct {
	mu    sync.Mutex
	none  bool
	tried time.Time
}

func (r *room) missed() { r.set(true) }
func (r *room) found()  { r.set(false) }

func (r *room) set(none bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.none = none
}

func (r *room) is() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.none
}

// isDue reports whether to try again now, and says so to one caller only.
func (r *room) isDue(now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.none || now.Sub(r.tried) < betweenTries {
		return false
	}
	r.tried = now
	return true
}
