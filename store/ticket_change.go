package store

import (
	"context"
	"slices"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/feed"
)

// OpenTicket stores the ticket that decide makes, with its messages and outbox rows.
// A known key gives the first result again: the ticket as it stands, with the promise
// that was given then.
func (s *Store) OpenTicket(ctx context.Context, once handoff.Idempotency, decide func(handoff.Moment) (handoff.Change, error)) (handoff.Result, error) {
	var result handoff.Result
	err := s.write(ctx, func(t *tx) error {
		first, found, err := repeated(t.db, once)
		if err != nil || found {
			result = first
			return err
		}
		change, err := decide(moment{t, s.key})
		if err != nil {
			return err
		}
		if change.Ticket.ID, err = insertTicket(t.db, change.Ticket); err != nil {
			return err
		}
		result, err = s.apply(t, once, nil, change)
		return err
	})
	return result, err
}

// FirstResult gives the first result of a known key.
func (s *Store) FirstResult(ctx context.Context, once handoff.Idempotency) (result handoff.Result, err error) {
	err = s.view(ctx, func(d db) error {
		first, found, err := repeated(d, once)
		if err == nil && !found {
			err = fault.New(fault.NotFound, "ticket_unknown")
		}
		result = first
		return err
	})
	return result, err
}

// ChangeTicket stores what decide makes of the ticket.
func (s *Store) ChangeTicket(ctx context.Context, ref string, once handoff.Idempotency, decide func(handoff.Ticket, handoff.Moment) (handoff.Change, error)) (handoff.Result, error) {
	var result handoff.Result
	err := s.write(ctx, func(t *tx) error {
		first, found, err := repeated(t.db, once)
		if found && first.Ticket.Ref != ref {
			return fault.New(fault.Invalid, "key_reused") // never show another ticket
		}
		if err != nil || found {
			result = first
			return err
		}
		result, err = s.change(t, ref, once, decide)
		return err
	})
	return result, err
}

func (s *Store) change(t *tx, ref string, once handoff.Idempotency, decide func(handoff.Ticket, handoff.Moment) (handoff.Change, error)) (handoff.Result, error) {
	old, err := ticketWithMessages(t.db, ticketByRefQuery, ref)
	if err != nil {
		return handoff.Result{}, err
	}
	change, err := decide(old, moment{t, s.key})
	if err != nil {
		return handoff.Result{}, err
	}
	change.Ticket.ID, change.Ticket.Ref = old.ID, old.Ref
	if err := updateTicket(t.db, change.Ticket); err != nil {
		return handoff.Result{}, err
	}
	return s.apply(t, once, old.Messages, change)
}

// apply stores what belongs to a ticket that is already in its table.
func (s *Store) apply(t *tx, once handoff.Idempotency, thread []handoff.Message, change handoff.Change) (handoff.Result, error) {
	added := slices.Clone(change.Messages)
	if err := insertMessages(t.db, change.Ticket.ID, added); err != nil {
		return handoff.Result{}, err
	}
	if err := s.insertOutbox(t, change.Ticket.ID, added, change.Outbox); err != nil {
		return handoff.Result{}, err
	}
	r := handoff.Result{Ticket: change.Ticket, Messages: added}
	r.Ticket.Messages = slices.Concat(thread, added)
	t.publish(feed.Tickets, r.Ticket.Ref)
	return r, keepAnswer(t, once, r)
}

// moment is the desk as a decision sees it.
type moment struct {
	*tx
	key []byte
}

func (m moment) Now() time.Time                   { return m.now }
func (m moment) Agents() ([]handoff.Agent, error) { return agentsOf(m.db) }
func (m moment) RefTaken(ref string) (bool, error) {
	n, err := one(m.db, value[int], refTakenQuery, ref)
	return n > 0, err
}

func (m moment) Receipts(address string, since time.Time) (int, error) {
	if address == "" {
		return one(m.db, value[int], countReceiptsQuery, millis(since))
	}
	return one(m.db, value[int], countReceiptsToQuery, addressHash(m.key, address), millis(since))
}
