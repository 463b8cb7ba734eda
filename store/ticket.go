package store

import (
	"context"
	"math"
	"strings"
	"time"

	"deskbell/handoff"
)

const ticketColumns = `t.id, t.ref, t.kind, t.status, t.folder, t.name, t.email, t.phone, t.wish,
	t.window_from, t.window_to, t.time_zone, t.call_lang, t.wording, t.lang, t.page, t.scope, t.transcript,
	coalesce(t.agent_id, 0), t.snoozed_until, t.unanswered_since, t.first_reply_at,
	t.promise_made, t.promise, t.promise_usual, t.promise_opens, t.due, t.nagged_at, t.call_pending, t.keep_until,
	t.token_version, t.created_at, t.updated_at, t.closed_at`

func readTicket(s scan) (handoff.Ticket, error) {
	var t handoff.Ticket
	p := &t.Promise
	err := s(&t.ID, &t.Ref, &t.Kind, &t.Status, &t.Folder, &t.Name, &t.Email, &t.Phone, &t.Wish,
		instant{&t.WindowFrom}, instant{&t.WindowTo}, &t.TimeZone, &t.CallLang, &t.Wording, &t.Lang, &t.Page, &t.Scope,
		fromJSON[handoff.Line]{&t.Transcript}, &t.AgentID, instant{&t.SnoozedUntil}, instant{&t.UnansweredSince},
		instant{&t.FirstReplyAt}, instant{&p.Made}, instant{&p.By}, duration{&p.Usual}, instant{&p.Opens},
		instant{&t.Due}, instant{&t.NaggedAt}, &t.CallPending, instant{&t.KeepUntil},
		&t.TokenVersion, instant{&t.CreatedAt}, instant{&t.UpdatedAt}, instant{&t.ClosedAt})
	return t, err
}

const (
	ticketByRefQuery = `SELECT ` + ticketColumns + ` FROM tickets t WHERE t.ref = ?1`
	ticketByIDQuery  = `SELECT ` + ticketColumns + ` FROM tickets t WHERE t.id = ?1`
	refTakenQuery    = `SELECT count(*) FROM tickets WHERE ref = ?1`
	snoozedDueQuery  = `SELECT ref FROM tickets WHERE status = 'snoozed' AND snoozed_until <= ?1 AND folder <> 'sealed' ORDER BY snoozed_until, id`
)

// Ticket gives a ticket with its messages and attempts.
func (s *Store) Ticket(ctx context.Context, ref string) (handoff.Ticket, error) {
	var t handoff.Ticket
	err := s.view(ctx, func(d db) (err error) {
		t, err = wholeTicket(d, ticketByRefQuery, ref)
		return err
	})
	return t, err
}

// wholeTicket reads the ticket that the query finds by key.
func wholeTicket(d db, query string, key any) (handoff.Ticket, error) {
	t, err := one(d, readTicket, query, key)
	if err != nil {
		return t, missing(err, "ticket_unknown")
	}
	return t, readThread(d, &t)
}

// readThread adds the messages of a ticket, and the attempts of a call-back.
func readThread(d db, t *handoff.Ticket) (err error) {
	t.Messages, err = messagesOf(d, t.ID)
	if err == nil && t.Kind == handoff.CallBack {
		t.Attempts, err = attemptsOf(d, t.ID)
	}
	return err
}

// SnoozedDue gives the references of snoozed tickets whose time has come.
func (s *Store) SnoozedDue(ctx context.Context, now time.Time) ([]string, error) {
	return all(s.read(ctx), value[string], snoozedDueQuery, millis(now))
}

const insertTicketQuery = `
INSERT INTO tickets (ref, kind, status, folder, name, email, email_lower, phone, wish, window_from, window_to,
	time_zone, call_lang, wording, lang, page, scope, transcript, agent_id, snoozed_until, unanswered_since,
	first_reply_at, promise_made, promise, promise_usual, promise_opens, due, nagged_at, call_pending, keep_until,
	token_version, created_at, updated_at, closed_at, answer_order, idle_since, words)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, nullif(?19, 0), ?20, ?21,
	?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37)
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
	wish = ?9, window_from = ?10, window_to = ?11, time_zone = ?12, call_lang = ?13, wording = ?14, lang = ?15,
	page = ?16, scope = ?17, transcript = ?18, agent_id = nullif(?19, 0), snoozed_until = ?20, unanswered_since = ?21,
	first_reply_at = ?22, promise_made = ?23, promise = ?24, promise_usual = ?25, promise_opens = ?26, due = ?27,
	nagged_at = ?28, call_pending = ?29, keep_until = ?30, token_version = ?31, created_at = ?32, updated_at = ?33,
	closed_at = ?34, answer_order = ?35, idle_since = ?36, words = ?37
WHERE id = ?38`

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
	p := t.Promise
	return []any{
		t.Ref, string(t.Kind), string(t.Status), string(t.Folder), t.Name, t.Email, lowerAddress(t.Email), t.Phone,
		t.Wish, millis(t.WindowFrom), millis(t.WindowTo), t.TimeZone, t.CallLang, t.Wording, t.Lang, t.Page, t.Scope,
		transcript, t.AgentID, millis(t.SnoozedUntil), millis(t.UnansweredSince), millis(t.FirstReplyAt),
		millis(p.Made), millis(p.By), p.Usual.Milliseconds(), millis(p.Opens), millis(t.Due), millis(t.NaggedAt),
		t.CallPending, millis(t.KeepUntil), t.TokenVersion, millis(t.CreatedAt), millis(t.UpdatedAt),
		millis(t.ClosedAt), answerOrder(t), millis(idleSince(t)), ticketWords(t),
	}, err
}

// answerOrder sorts tickets so that whoever waits longest comes first.
func answerOrder(t handoff.Ticket) int64 {
	if turn := t.Turn(); !turn.IsZero() {
		return millis(turn)
	}
	return noAnswerNeeded
}

const noAnswerNeeded = math.MaxInt64

// idleSince is since when nobody at the desk has anything to do about a ticket; zero while
// someone has. Rules of retention count from it.
func idleSince(t handoff.Ticket) time.Time {
	switch t.Status {
	case handoff.Done:
		return t.ClosedAt
	case handoff.Waiting:
		return t.UpdatedAt
	default:
		return time.Time{}
	}
}

// ticketWords is what a search in the inbox looks at; a reference is found with and
// without its hyphen.
func ticketWords(t handoff.Ticket) string {
	return fold(strings.Join([]string{t.Ref, strings.ReplaceAll(t.Ref, "-", ""), t.Name, t.Email, t.Phone}, "\n"))
}

// lowerAddress is how addresses are compared when asked for a person's data.
func lowerAddress(address string) string { return strings.ToLower(strings.TrimSpace(address)) }
