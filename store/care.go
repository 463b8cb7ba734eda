package store

import (
	"context"
	"time"

	"deskbell/handoff"
	"deskbell/internal/feed"
)

const (
	// Of the tickets on the agents' side, which have an index, those that are late longest come first.
	lateQuery = listTicketsQuery + `
WHERE t.folder = 'inbox' AND t.answer_order < ?1 AND t.status = 'open' AND t.unanswered_since <> 0
	AND t.due <> 0 AND t.due < ?2 AND t.nagged_at = 0
ORDER BY t.due, t.id LIMIT ?3`
	markToldQuery = `UPDATE tickets SET nagged_at = ?1 WHERE ref = ?2`
)

// TellLate gives decide the open tickets of the inbox that are late and whose agents
// were not told, if there are any. It stores the rows and marks the tickets that were told of.
func (s *Store) TellLate(ctx context.Context, limit int, decide func(late []handoff.Ticket, m handoff.Moment) ([]handoff.Outgoing, []string, error)) error {
	// It is asked every minute and nearly always in vain: a look costs less than a transaction of the writer.
	if late, err := lateTickets(s.read(ctx), s.now(), 1); err != nil || len(late) == 0 {
		return err
	}
	return s.write(ctx, func(t *tx) error {
		late, err := lateTickets(t.db, t.now, limit)
		if err != nil || len(late) == 0 {
			return err
		}
		rows, told, err := decide(late, moment{t, s.key})
		if err != nil {
			return err
		}
		if err := addOutgoing(t, rows); err != nil {
			return err
		}
		return markTold(t, told)
	})
}

func lateTickets(d db, now time.Time, limit int) ([]handoff.Ticket, error) {
	return all(d, readTicket, lateQuery, int64(noAnswerNeeded), millis(now), limit)
}

func markTold(t *tx, refs []string) error {
	for _, ref := range refs {
		if _, err := t.exec(markToldQuery, millis(t.now), ref); err != nil {
			return err
		}
		t.publish(feed.Tickets, ref)
	}
	return nil
}
