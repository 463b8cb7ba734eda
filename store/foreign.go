package store

import (
	"context"
	"time"

	"deskbell/internal/feed"
)

// dataVersionQuery changes on a connection when any other connection has committed.
// Asked on the writer it therefore tells foreign commits from our own: within this
// process nothing else writes.
const dataVersionQuery = `PRAGMA data_version`

var topics = []string{feed.Tickets, feed.Entries, feed.Outbox, feed.Settings, feed.Agents}

// WatchForeign looks once a second whether another process has written to the
// database since it was opened, until ctx ends. It then publishes an event without a key for every
// topic: whoever shows or indexes something reads it again.
func (s *Store) WatchForeign(ctx context.Context) {
	look := time.NewTicker(time.Second)
	defer look.Stop()
	for known := s.opened; ; {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		var err error
		if known, err = s.lookForForeign(known); err != nil {
			s.log.Error("looking for foreign writes failed", "err", err)
		}
	}
}

func (s *Store) lookForForeign(known int64) (int64, error) {
	version, err := s.dataVersion()
	if err != nil || version == known {
		return known, err
	}
	s.unwiped.Store(true) // it may have erased something, with us in the way of emptying the log
	events := make([]feed.Event, len(topics))
	for i, topic := range topics {
		events[i].Topic = topic
	}
	s.feed.Publish(events...)
	return version, nil
}

// dataVersion waits for a batch under way. It is also the moment to try again what a
// reader was in the way of.
func (s *Store) dataVersion() (version int64, err error) {
	s.turn.Lock()
	defer s.turn.Unlock()
	if s.unwiped.Load() {
		s.emptyLog()
	}
	err = s.writer.QueryRowContext(context.Background(), dataVersionQuery).Scan(&version)
	return version, err
}
