package store

import (
	"context"
	"math"
	"strings"
	"time"

	"deskbell/handoff"
)

const ticketColumns = `t.id, t.ref, t.kind, t.status, t.folder, t.name, t.email, t.phone, t.wish,
	t.window_from, t.window_to, t.time_zone, t.lang, t.page, t.scope, t.transcript, coalesce(t.agent_id, 0),
	t.snoozed_until, t.unanswered_since, t.promise, t.token_version, t.created_at, t.updated_at, t.closed_at`

func readTicket(s scan) (handoff.Ticket, error) {
	var t handoff.Ticket
	err := s(&t.ID, &t.Ref, &t.Kind, &t.Status, &t.Folder, &t.Name, &t.Email, &t.Phone, &t.Wish,
		instant{&t.WindowFrom}, instant{&t.WindowTo}, &t.TimeZone, &t.Lang, &t.Page, &t.Scope,
		fromJSON[handoff.Line]{&t.Transcript}, &t.AgentID, instant{&t.SnoozedUntil}, instant{&t.UnansweredSince},
		instant{&t.Promise}, &t.TokenVersion, instant{&t.CreatedAt}, instant{&t.UpdatedAt}, instant{&t.ClosedAt})
	return t, err
}

const (
	ticketByRefQuery = `SELECT ` + ticketColumns + ` FROM tickets t WHERE t.ref = ?1`
	ticketByIDQuery  = `SELECT ` + ticketColumns + ` FROM tickets t WHERE t.id = ?1`
	refTakenQuery    = `SELECT count(*) FROM tickets WHERE ref = ?1`
	snoozedDueQuery  = `SELECT ref FROM tickets WHERE status = 'snoozed' AND snoozed_until <= ?1 ORDER BY snoozed_until, id`
)

// Ticket gives a ticket with its messages.
func (s *Store) Ticket(ctx context.Context, ref string) (handoff.Ticket, error) {
	var t handoff.Ticket
	err := s.view(ctx, func(d db) (err error) {
		t, err = ticketWithMessages(d, ticketByRefQuery, ref)
		return err
	})
	return t, err
}

// ticketWithMessages reads the ticket that the query finds by key.
func ticketWithMessages(d db, query string, key any) (handoff.Ticket, error) {
	t, err := one(d, readTicket, query, key)
	if err != nil {
		return t, missing(err, "ticket_unknown")
	}
	t.Messages, err = messagesOf(d, t.ID)
	return t, err
}

// SnoozedDue gives the references of snoozed tickets whose time has come.
func (s *Store) SnoozedDue(ctx context.Context, now time.Time) ([]string, error) {
	return all(s.read(ctx), value[string], snoozedDueQuery, millis(now))
}

const insertTicketQuery = `
INSERT INTO tickets (ref, kind, status, folder, name, email, email_lower, phone, wish, window_from, window_to,
	time_zone, lang, page, scope, transcript, agent_id, snoozed_until, unanswered_since, promise, token_version,
	created_at, updated_at, closed_at, answer_order, words)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, nullif(?17, 0), ?18, ?19, ?20, ?21,
	?22, ?23, ?24, ?25, ?26)
RETURNING id`

func insertTicket(d db, t handoff.Ticket) (id int64, err error) {
	columns, err := ticketArgs(t)
	if err != nil {
		return 0, err
	}
	return one(d, value[int64], insertTicketQuery, columns...)
}

const updateTicketQuery = `
UPDATE tickets SET ref = ?1, kind = ?2, status = ?3, folder = ?4, name = ?5, email = ?6, email_lower = ?7, phone = ?8,
	wish = ?9, window_from = ?10, window_to = ?11, time_zone = ?12, lang = ?13, page = ?14, scope = ?15, transcript = ?16,
	agent_id = nullif(?17, 0), snoozed_until = ?18, unanswered_since = ?19, promise = ?20, token_version = ?21,
	created_at = ?22, updated_at = ?23, closed_at = ?24, answer_order = ?25, words = ?26
WHERE id = ?27`

func updateTicket(d db, t handoff.Ticket) error {
	columns, err := ticketArgs(t)
	if err != nil {
		return err
	}
	_, err = d.exec(updateTicketQuery, append(columns, t.ID)...)
	return err
}

func ticketArgs(t handoff.Ticket) ([]any, error) {
	transcript, err := asJSON(t.Transcript)
	return []any{
		t.Ref, string(t.Kind), string(t.Status), string(t.Folder), t.Name, t.Email, lowerAddress(t.Email), t.Phone,
		t.Wish, millis(t.WindowFrom), millis(t.WindowTo), t.TimeZone, t.Lang, t.Page, t.Scope, transcript, t.AgentID,
		millis(t.SnoozedUntil), millis(t.UnansweredSince), millis(t.Promise), t.TokenVersion,
		millis(t.CreatedAt), millis(t.UpdatedAt), millis(t.ClosedAt), answerOrder(t), ticketWords(t),
	}, err
}

// answerOrder sorts tickets so that whoever waits longest comes first.
func answerOrder(t handoff.Ticket) int64 {
	if t.NeedsAnswer() {
		return millis(t.UnansweredSince)
	}
	return noAnswerNeeded
}

const noAnswerNeeded = math.MaxInt64

// ticketWords is what a search in the inbox looks at; a reference is found with and
// without its hyphen.
func ticketWords(t handoff.Ticket) string {
	return fold(strings.Join([]string{t.Ref, strings.ReplaceAll(t.Ref, "-", ""), t.Name, t.Email, t.Phone}, "\n"))
}

// lowerAddress is how addresses are compared when asked for a person's data.
func lowerAddress(address string) string { return strings.ToLower(strings.TrimSpace(address)) }
