package store

import (
	"context"
	"fmt"
	"slices"

	"deskbell/handoff"
)

const (
	// A call-back without a window has window_from 0: it is owed at once and comes first.
	callsQuery = listTicketsQuery + `
WHERE t.folder = 'inbox' AND t.call_pending = 1 ORDER BY t.window_from, t.id LIMIT ?1`
	callsToQuery = listTicketsQuery + `
WHERE t.phone = ?1 AND t.phone <> '' AND t.call_pending = 1 AND t.folder = 'inbox' AND t.id <> ?2 ORDER BY t.id`
	countCallsToQuery = `
SELECT count(*) FROM tickets
WHERE phone = ?1 AND phone <> '' AND call_pending = 1 AND folder IN ('inbox', 'suspected')`
)

// Calls gives the tickets of the inbox that are owed a call, whole, the earliest
// window first.
func (s *Store) Calls(ctx context.Context, limit int) (list []handoff.Ticket, err error) {
	err = s.view(ctx, func(d db) (err error) {
		list, err = wholeTickets(d, callsQuery, limit)
		return err
	})
	return list, err
}

// wholeTickets reads tickets with their messages and attempts.
func wholeTickets(d db, query string, args ...any) ([]handoff.Ticket, error) {
	list, err := all(d, readTicket, query, args...)
	for i := range list {
		if err == nil {
			err = readThread(d, &list[i])
		}
	}
	return list, err
}

// ChangeCalls stores what decide makes of a ticket and of the others of the inbox that
// are owed a call to its number.
func (s *Store) ChangeCalls(ctx context.Context, ref string, once handoff.Idempotency, decide func([]handoff.Ticket, handoff.Moment) ([]handoff.Change, error)) (handoff.Result, error) {
	return s.changeOnce(ctx, ref, once, func(t *tx) (handoff.Result, error) {
		given, err := sameCall(t.db, ref)
		if err != nil {
			return handoff.Result{}, err
		}
		changes, err := decide(slices.Clone(given), moment{t, s.key})
		if err != nil {
			return handoff.Result{}, err
		}
		return s.changeAll(t, given, changes)
	})
}

// sameCall gives the ticket, then those that one call to its number would settle.
func sameCall(d db, ref string) ([]handoff.Ticket, error) {
	first, err := wholeTicket(d, ticketByRefQuery, ref)
	if err != nil {
		return nil, err
	}
	others, err := wholeTickets(d, callsToQuery, first.Phone, first.ID)
	return append([]handoff.Ticket{first}, others...), err
}

// changeAll stores the changes of given tickets; the result is that of the first ticket,
// which stays as it is if no change names it.
func (s *Store) changeAll(t *tx, given []handoff.Ticket, changes []handoff.Change) (handoff.Result, error) {
	result := handoff.Result{Ticket: given[0]}
	for _, c := range changes {
		i := slices.IndexFunc(given, func(g handoff.Ticket) bool { return g.ID == c.Ticket.ID })
		if i < 0 {
			return handoff.Result{}, fmt.Errorf("a change of ticket %d, which was not given", c.Ticket.ID)
		}
		r, err := s.change(t, given[i], c)
		if err != nil {
			return handoff.Result{}, err
		}
		if i == 0 {
			result = r
		}
	}
	return result, nil
}
