package store

import (
	"context"
	"time"

	"deskbell/handoff"
	"deskbell/internal/feed"
)

// ClaimOutgoing takes up to limit due rows of the channels, oldest first. They are
// marked before they leave, so that a crash cannot hide an attempt.
func (s *Store) ClaimOutgoing(ctx context.Context, channels []handoff.Channel, limit int) ([]handoff.Outgoing, error) {
	var claimed []handoff.Outgoing
	err := s.write(ctx, func(t *tx) (err error) {
		w := pendingOn(channels)
		w.and(isDue, millis(t.now))
		w.add(soonestFirst, limit)
		claimed, err = all(t.db, readOutgoing, selectOutgoing+w.text, w.args...)
		for i := range claimed {
			o := &claimed[i]
			o.State, o.Attempts = handoff.Sending, o.Attempts+1
			if err := updateOutgoing(t, *o); err != nil {
				return err
			}
		}
		return err
	})
	return claimed, err
}

// ChangeOutgoing stores what decide makes of a row.
func (s *Store) ChangeOutgoing(ctx context.Context, id int64, decide func(handoff.Outgoing, time.Time) handoff.Outgoing) error {
	return s.write(ctx, func(t *tx) error {
		o, err := outgoing(t.db, id)
		if err != nil {
			return err
		}
		changed := decide(o, t.now)
		changed.ID = id
		return updateOutgoing(t, changed)
	})
}

const updateOutgoingQuery = `
UPDATE outbox SET state = ?1, uncertain = ?2, attempts = ?3, next_at = ?4, last_error = ?5, last_cause = ?6, sent_at = ?7
WHERE id = ?8`

// updateOutgoing stores how far a row has come; what it says never changes.
func updateOutgoing(t *tx, o handoff.Outgoing) error {
	_, err := t.exec(updateOutgoingQuery, string(o.State), o.Uncertain, o.Attempts, millis(o.NextAt), o.LastError,
		o.LastCause, millis(o.SentAt), o.ID)
	t.publish(feed.Outbox, "")
	return err
}

const (
	releaseQuery    = `UPDATE outbox SET state = 'pending', uncertain = 1 WHERE state = 'sending'`
	forgetSentQuery = `DELETE FROM outbox WHERE state = 'sent' AND sent_at < ?1`
)

// ReleaseInterrupted puts rows that a crash left in Sending back to Pending, marked
// Uncertain.
func (s *Store) ReleaseInterrupted(ctx context.Context) error {
	return s.changeOutbox(ctx, releaseQuery)
}

// ForgetSent removes rows sent before then.
func (s *Store) ForgetSent(ctx context.Context, before time.Time) error {
	return s.changeOutbox(ctx, forgetSentQuery, millis(before))
}

func (s *Store) changeOutbox(ctx context.Context, query string, args ...any) error {
	return s.write(ctx, func(t *tx) error {
		n, err := t.exec(query, args...)
		if n > 0 {
			t.publish(feed.Outbox, "")
		}
		return err
	})
}
