package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
)

// answered is what a write with a key led to the first time.
type answered struct {
	body                      []byte
	ticketID                  int64 // 0: the ticket was erased since
	firstMessage, lastMessage int64
	promise                   handoff.Promise // whole: the same key must give the same sentence
}

const answeredQuery = `
SELECT body, coalesce(ticket_id, 0), first_message, last_message, promise_made, promise, promise_usual, promise_opens
FROM idempotency WHERE key = ?1`

func readAnswered(s scan) (answered, error) {
	var a answered
	p := &a.promise
	err := s(&a.body, &a.ticketID, &a.firstMessage, &a.lastMessage,
		instant{&p.Made}, instant{&p.By}, duration{&p.Usual}, instant{&p.Opens})
	return a, err
}

// repeated gives the first result of a key, if it was used before.
func repeated(d db, once handoff.Idempotency) (r handoff.Result, found bool, err error) {
	if len(once.Key) == 0 {
		return r, false, nil
	}
	a, err := one(d, readAnswered, answeredQuery, once.Key)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return r, false, nil
	case err != nil:
		return r, false, err
	case a.ticketID == 0:
		return r, false, fault.New(fault.Gone, "erased")
	case !bytes.Equal(a.body, once.Body):
		return r, false, fault.New(fault.Invalid, "key_reused")
	}
	r, err = firstResult(d, a)
	return r, true, err
}

func firstResult(d db, a answered) (handoff.Result, error) {
	t, err := wholeTicket(d, ticketByIDQuery, a.ticketID)
	t.Promise = a.promise
	r := handoff.Result{Ticket: t, Repeated: true}
	for _, m := range t.Messages {
		if a.firstMessage <= m.ID && m.ID <= a.lastMessage {
			r.Messages = append(r.Messages, m)
		}
	}
	return r, err
}

const keepAnswerQuery = `
INSERT INTO idempotency (key, body, ticket_id, first_message, last_message, promise_made, promise, promise_usual,
	promise_opens, at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`

func keepAnswer(t *tx, once handoff.Idempotency, r handoff.Result) error {
	if len(once.Key) == 0 {
		return nil
	}
	var first, last int64
	if n := len(r.Messages); n > 0 {
		first, last = r.Messages[0].ID, r.Messages[n-1].ID
	}
	p := r.Ticket.Promise
	_, err := t.exec(keepAnswerQuery, once.Key, once.Body, r.Ticket.ID, first, last, millis(p.Made), millis(p.By),
		p.Usual.Milliseconds(), millis(p.Opens), millis(t.now))
	return err
}

const forgetKeysQuery = `DELETE FROM idempotency WHERE at < ?1`

// ForgetKeys removes idempotency rows and counted receipts from before then.
func (s *Store) ForgetKeys(ctx context.Context, before time.Time) error {
	return s.write(ctx, func(t *tx) error {
		if _, err := t.exec(forgetKeysQuery, millis(before)); err != nil {
			return err
		}
		_, err := t.exec(forgetReceiptsQuery, millis(before))
		return err
	})
}
