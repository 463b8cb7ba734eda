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
		if result, err = s.apply(t, handoff.Ticket{}, change); err != nil {
			return err
		}
		return keepAnswer(t, once, result)
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
	return s.changeOnce(ctx, ref, once, func(t *tx) (handoff.Result, error) {
		old, err := wholeTicket(t.db, ticketByRefQuery, ref)
		if err != nil {
			return handoff.Result{}, err
		}
		change, err := decide(old, moment{t, s.key})
		if err != nil {
			return handoff.Result{}, err
		}
		return s.change(t, old, change)
	})
}

// changeOnce runs a write about a ticket, unless its key is known: then the first
// result is given again.
func (s *Store) changeOnce(ctx context.Context, ref string, once handoff.Idempotency, do func(*tx) (handoff.Result, error)) (result handoff.Result, err error) {
	err = s.write(ctx, func(t *tx) error {
		first, found, err := repeated(t.db, once)
		if found && first.Ticket.Ref != ref {
			return fault.New(fault.Invalid, "key_reused") // never show another ticket
		}
		if err != nil || found {
			result = first
			return err
		}
		if result, err = do(t); err != nil {
			return err
		}
		return keepAnswer(t, once, result)
	})
	return result, err
}

// change stores what was made of a ticket.
func (s *Store) change(t *tx, old handoff.Ticket, change handoff.Change) (handoff.Result, error) {
	change.Ticket.ID, change.Ticket.Ref = old.ID, old.Ref
	if err := updateTicket(t.db, change.Ticket); err != nil {
		return handoff.Result{}, err
	}
	return s.apply(t, old, change)
}

// apply stores what belongs to a ticket that is already in its table.
func (s *Store) apply(t *tx, old handoff.Ticket, change handoff.Change) (handoff.Result, error) {
	messages, attempts := slices.Clone(change.Messages), slices.Clone(change.Attempts)
	if err := insertMessages(t.db, change.Ticket.ID, messages); err != nil {
		return handoff.Result{}, err
	}
	if err := insertAttempts(t.db, change.Ticket, attempts); err != nil {
		return handoff.Result{}, err
	}
	if err := s.insertOutbox(t, change.Ticket.ID, messages, change.Outbox); err != nil {
		return handoff.Result{}, err
	}
	r := handoff.Result{Ticket: change.Ticket, Messages: messages}
	r.Ticket.Messages = slices.Concat(old.Messages, messages)
	r.Ticket.Attempts = slices.Concat(old.Attempts, attempts)
	t.publish(feed.Tickets, r.Ticket.Ref)
	return r, nil
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

func (m moment) PendingCalls(phone string) (int, error) {
	return one(m.db, value[int], countCallsToQuery, phone)
}
