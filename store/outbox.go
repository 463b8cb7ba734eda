package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"deskbell/handoff"
	"deskbell/internal/feed"
)

const selectOutgoing = `
SELECT o.id, o.channel, o.letter, o.recipient, coalesce(o.ticket_id, 0), coalesce(t.ref, ''), o.message_id,
	o.lang, o.state, o.uncertain, o.attempts, o.next_at, o.last_error, o.last_cause, o.created_at, o.sent_at,
	coalesce((SELECT string_agg(ref, ' ') FROM (SELECT a.ref FROM outbox_tickets ot JOIN tickets a ON a.id = ot.ticket_id
		WHERE ot.outbox_id = o.id ORDER BY ot.ticket_id)), '')
FROM outbox o LEFT JOIN tickets t ON t.id = o.ticket_id `

func readOutgoing(s scan) (handoff.Outgoing, error) {
	var o handoff.Outgoing
	err := s(&o.ID, &o.Channel, &o.Letter, &o.Recipient, &o.TicketID, &o.TicketRef, &o.MessageID,
		&o.Lang, &o.State, &o.Uncertain, &o.Attempts, instant{&o.NextAt}, &o.LastError, &o.LastCause,
		instant{&o.CreatedAt}, instant{&o.SentAt}, refList{&o.About})
	return o, err
}

const (
	outgoingQuery       = selectOutgoing + `WHERE o.id = ?1`
	newestOutgoingQuery = selectOutgoing + `WHERE coalesce(t.folder, '') <> 'sealed' ORDER BY o.id DESC LIMIT ?1`
	unsentOutgoingQuery = selectOutgoing + `WHERE o.state <> 'sent' ORDER BY o.id DESC LIMIT ?1`
	ticketOutgoingQuery = selectOutgoing + `WHERE o.ticket_id = ?1 ORDER BY o.id`
)

// Outgoing gives one row.
func (s *Store) Outgoing(ctx context.Context, id int64) (handoff.Outgoing, error) {
	return outgoing(s.read(ctx), id)
}

func outgoing(d db, id int64) (handoff.Outgoing, error) {
	o, err := one(d, readOutgoing, outgoingQuery, id)
	return o, missing(err, "outgoing_unknown")
}

// OutgoingList gives up to limit rows, newest first; only unsent ones if waiting. None is about a sealed ticket.
func (s *Store) OutgoingList(ctx context.Context, waiting bool, limit int) ([]handoff.Outgoing, error) {
	query := newestOutgoingQuery
	if waiting {
		query = unsentOutgoingQuery
	}
	return all(s.read(ctx), readOutgoing, query, limit)
}

// TicketOutgoing gives the rows about one ticket, oldest first.
func (s *Store) TicketOutgoing(ctx context.Context, ticketID int64) ([]handoff.Outgoing, error) {
	return all(s.read(ctx), readOutgoing, ticketOutgoingQuery, ticketID)
}

const (
	nextAtQuery   = `SELECT o.next_at FROM outbox o`
	soonestFirst  = ` ORDER BY o.next_at, o.id LIMIT ?`
	isPending     = `o.state = 'pending'`
	isDue         = `o.next_at <= ?`
	channelColumn = `o.channel`
)

// NextOutgoing is when the next pending row of the channels is due; zero if none is.
func (s *Store) NextOutgoing(ctx context.Context, channels []handoff.Channel) (time.Time, error) {
	w := pendingOn(channels)
	w.add(soonestFirst, 1)
	ms, err := one(s.read(ctx), value[int64], nextAtQuery+w.text, w.args...)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return fromMillis(ms), err
}

func pendingOn(channels []handoff.Channel) *where {
	w := &where{}
	w.and(isPending)
	in(w, channelColumn, channels)
	return w
}

const insertOutgoingQuery = `
INSERT INTO outbox (channel, letter, recipient, ticket_id, message_id, lang, state, uncertain, attempts, next_at,
	last_error, last_cause, created_at, sent_at)
VALUES (?1, ?2, ?3, nullif(?4, 0), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
RETURNING id`

// insertOutgoing stores a row with the tickets that it is about.
func insertOutgoing(d db, o handoff.Outgoing) (id int64, err error) {
	id, err = one(d, value[int64], insertOutgoingQuery, string(o.Channel), string(o.Letter), o.Recipient, o.TicketID,
		o.MessageID, o.Lang, string(o.State), o.Uncertain, o.Attempts, millis(o.NextAt), o.LastError, o.LastCause,
		millis(o.CreatedAt), millis(o.SentAt))
	for _, ref := range o.About {
		if err == nil {
			err = insertAbout(d, id, ref)
		}
	}
	return id, err
}

// insertOutbox stores the rows of a ticket's change and counts the receipts among them.
func (s *Store) insertOutbox(t *tx, ticketID int64, added []handoff.Message, rows []handoff.Outgoing) error {
	rows = slices.Clone(rows)
	for i := range rows {
		o := &rows[i]
		o.TicketID = ticketID
		if o.MessageIndex > 0 {
			o.MessageID = added[o.MessageIndex-1].ID
		}
		if o.Letter == handoff.Receipt {
			if _, err := t.exec(addReceiptQuery, addressHash(s.key, o.Recipient), millis(t.now)); err != nil {
				return err
			}
		}
	}
	return addOutgoing(t, rows)
}

// addOutgoing stores rows as they are.
func addOutgoing(t *tx, rows []handoff.Outgoing) error {
	for _, o := range rows {
		if _, err := insertOutgoing(t.db, o); err != nil {
			return err
		}
	}
	if len(rows) > 0 {
		t.publish(feed.Outbox, "")
	}
	return nil
}

// AddOutgoing stores a row that belongs to no ticket.
func (s *Store) AddOutgoing(ctx context.Context, row handoff.Outgoing) (handoff.Outgoing, error) {
	err := s.write(ctx, func(t *tx) (err error) {
		row.ID, err = insertOutgoing(t.db, row)
		t.publish(feed.Outbox, "")
		return err
	})
	return row, err
}
