package store

import (
	"context"

	"deskbell/internal/feed"
)

const (
	ticketIDQuery       = `SELECT id FROM tickets WHERE ref = ?1`
	refsOfAddressQuery  = `SELECT ref FROM tickets WHERE email_lower = ?1 AND email_lower <> '' ORDER BY id`
	eraseOutboxQuery    = `DELETE FROM outbox WHERE ticket_id = ?1`
	eraseMessagesQuery  = `DELETE FROM messages WHERE ticket_id = ?1`
	emptyAnswersQuery   = `UPDATE idempotency SET ticket_id = NULL, body = x'', first_message = 0, last_message = 0, promise = 0 WHERE ticket_id = ?1`
	eraseTicketRowQuery = `DELETE FROM tickets WHERE id = ?1`
)

// EraseTicket removes a ticket and all that hangs on it, also from the files of the
// database. Of its keys nothing is kept but that they were used.
func (s *Store) EraseTicket(ctx context.Context, ref string) error {
	return s.write(ctx, func(t *tx) error { return eraseTicket(t, ref) })
}

// EraseEmail erases every ticket with that address and gives the references.
func (s *Store) EraseEmail(ctx context.Context, address string) ([]string, error) {
	var refs []string
	err := s.write(ctx, func(t *tx) (err error) {
		if refs, err = all(t.db, value[string], refsOfAddressQuery, lowerAddress(address)); err != nil {
			return err
		}
		for _, ref := range refs {
			if err := eraseTicket(t, ref); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return refs, nil
}

func eraseTicket(t *tx, ref string) error {
	id, err := one(t.db, value[int64], ticketIDQuery, ref)
	if err != nil {
		return missing(err, "ticket_unknown")
	}
	for _, query := range []string{eraseOutboxQuery, eraseMessagesQuery, emptyAnswersQuery, eraseTicketRowQuery} {
		if _, err := t.exec(query, id); err != nil {
			return err
		}
	}
	t.publish(feed.Tickets, ref)
	t.publish(feed.Outbox, "")
	t.wipeLog()
	return nil
}
