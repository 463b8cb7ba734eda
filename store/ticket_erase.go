package store

import (
	"context"

	"deskbell/handoff"
	"deskbell/internal/feed"
)

const ticketsOfAddressQuery = listTicketsQuery + ` WHERE t.email_lower = ?1 AND t.email_lower <> '' ORDER BY t.id`

// EraseTicket removes a ticket and all that hangs on it, also from the files of the
// database. Of its keys nothing is kept but that they were used. A ticket that the law
// keeps is closed to view instead, and all but itself and its thread is removed.
func (s *Store) EraseTicket(ctx context.Context, ref string) (handoff.Erasure, error) {
	var erased []handoff.Erasure
	err := s.write(ctx, func(t *tx) error {
		ticket, err := one(t.db, readTicket, ticketByRefQuery, ref)
		if err != nil {
			return missing(err, "ticket_unknown")
		}
		erased, _, err = eraseTickets(t, handoff.OnRequest, []handoff.Ticket{ticket})
		return err
	})
	if err != nil {
		return handoff.Erasure{}, err
	}
	return erased[0], nil
}

// EraseEmail does so with every ticket with that address, oldest first.
func (s *Store) EraseEmail(ctx context.Context, address string) ([]handoff.Erasure, error) {
	var erased []handoff.Erasure
	err := s.write(ctx, func(t *tx) error {
		tickets, err := all(t.db, readTicket, ticketsOfAddressQuery, lowerAddress(address))
		if err != nil {
			return err
		}
		erased, _, err = eraseTickets(t, handoff.OnRequest, tickets)
		return err
	})
	if err != nil {
		return nil, err
	}
	return erased, nil
}

// eraseTickets removes or seals each and adds the counts to the log of removals. What
// was sealed before is not counted again.
func eraseTickets(t *tx, what handoff.Expiry, tickets []handoff.Ticket) ([]handoff.Erasure, handoff.Removal, error) {
	r := handoff.Removal{At: t.now, What: what}
	erased := make([]handoff.Erasure, len(tickets))
	for i, ticket := range tickets {
		erased[i].Ref = ticket.Ref
		sealed, keep := ticket.Sealing(t.now)
		if keep {
			erased[i].KeptUntil = ticket.KeepUntil
		}
		var err error
		switch {
		case !keep:
			r.Count++
			err = eraseTicket(t, ticket)
		case !ticket.IsSealed():
			r.Sealed++
			err = sealTicket(t, sealed)
		}
		if err != nil {
			return nil, r, err
		}
	}
	return erased, r, logRemoval(t, r)
}

const (
	// A notice goes with the last of the tickets that it is about.
	eraseNoticesQuery = `
DELETE FROM outbox WHERE id IN (SELECT outbox_id FROM outbox_tickets WHERE ticket_id = ?1)
	AND NOT EXISTS (SELECT 1 FROM outbox_tickets other WHERE other.outbox_id = outbox.id AND other.ticket_id <> ?1)`
	eraseOutboxQuery   = `DELETE FROM outbox WHERE ticket_id = ?1`
	eraseMessagesQuery = `DELETE FROM messages WHERE ticket_id = ?1`
	eraseAttemptsQuery = `DELETE FROM attempts WHERE ticket_id = ?1`
	emptyAnswersQuery  = `
UPDATE idempotency SET ticket_id = NULL, body = x'', first_message = 0, last_message = 0, promise_made = 0, promise = 0,
	promise_usual = 0, promise_opens = 0
WHERE ticket_id = ?1`
	eraseTicketRowQuery = `DELETE FROM tickets WHERE id = ?1`
)

func eraseTicket(t *tx, ticket handoff.Ticket) error {
	return removeRows(t, ticket, eraseNoticesQuery, eraseOutboxQuery, eraseMessagesQuery, eraseAttemptsQuery,
		emptyAnswersQuery, eraseTicketRowQuery)
}

const (
	unsent                = ` AND state <> 'sent'`
	eraseUnsentAboutQuery = `
DELETE FROM outbox_tickets WHERE ticket_id = ?1 AND outbox_id IN (SELECT id FROM outbox WHERE state <> 'sent')`
)

// sealTicket stores the sealed state. Nothing about the ticket leaves any more, and a late
// retry learns no more of it than of one that is gone.
func sealTicket(t *tx, sealed handoff.Ticket) error {
	if err := updateTicket(t.db, sealed); err != nil {
		return err
	}
	return removeRows(t, sealed, eraseNoticesQuery+unsent, eraseUnsentAboutQuery, eraseOutboxQuery+unsent, emptyAnswersQuery)
}

func removeRows(t *tx, ticket handoff.Ticket, queries ...string) error {
	for _, query := range queries {
		if _, err := t.exec(query, ticket.ID); err != nil {
			return err
		}
	}
	t.publish(feed.Tickets, ticket.Ref)
	t.publish(feed.Outbox, "")
	t.wipeLog()
	return nil
}
