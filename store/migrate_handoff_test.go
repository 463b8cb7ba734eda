package store

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
)

// oldTicket is a row as version 2 of the database had it; times are in milliseconds.
func oldTicket(ref string, kind handoff.Kind, status handoff.Status, windowTo, unanswered, updated, closed int) string {
	order := unanswered
	if unanswered == 0 {
		order = noAnswerNeeded
	}
	return fmt.Sprintf(`
INSERT INTO tickets (ref, kind, status, folder, name, email, email_lower, phone, wish, window_from, window_to, time_zone,
	lang, page, scope, transcript, agent_id, snoozed_until, unanswered_since, promise, token_version, created_at,
	updated_at, closed_at, answer_order, words)
VALUES ('%s', '%s', '%s', 'inbox', 'Zoe', '', '', '+4930123456', '', 0, %d, '', 'de', '', '', '[]', NULL, 0, %d, 0, 1, 1000, %d, %d, %d, 'zoe')`,
		ref, kind, status, windowTo, unanswered, updated, closed, order)
}

func oldMessage(ticketID int, author handoff.Author, note, at int) string {
	return fmt.Sprintf(`INSERT INTO messages (ticket_id, author, note, agent_id, agent_name, text, lang, at, words)
VALUES (%d, '%s', %d, NULL, '', 'Hello', 'de', %d, 'hello')`, ticketID, author, note, at)
}

// deskOfVersion2 has a ticket in every state that migration 3 must tell apart.
func deskOfVersion2(t *testing.T) string {
	t.Helper()
	return folderOf(t, 2,
		oldTicket("CALL-OPEN", handoff.CallBack, handoff.Open, 0, 2000, 3000, 0),
		oldTicket("CALL-WINDOW", handoff.CallBack, handoff.Open, 9000, 2000, 3000, 0),
		oldTicket("CALL-DONE", handoff.CallBack, handoff.Done, 0, 0, 5000, 4000),
		oldTicket("MAIL-OPEN", handoff.ByEmail, handoff.Open, 0, 2500, 3000, 0),
		oldTicket("MAIL-REOPENED", handoff.ByEmail, handoff.Open, 0, 0, 6000, 0),
		oldTicket("MAIL-ANSWERED", handoff.ByEmail, handoff.Waiting, 0, 0, 7000, 0),
		oldTicket("CALL-ANSWERED", handoff.CallBack, handoff.Waiting, 9000, 0, 7000, 0),
		oldMessage(6, handoff.FromVisitor, 0, 1000), oldMessage(6, handoff.FromAgent, 1, 2000),
		oldMessage(6, handoff.FromAgent, 0, 5000), oldMessage(6, handoff.FromAgent, 0, 7000),
	)
}

func TestTicketsFromBeforeKnowWhatIsOwed(t *testing.T) {
	s := openStore(t, deskOfVersion2(t))
	type owed struct {
		Call         bool
		Due, Replied time.Time
	}
	dayAfter := fromMillis(2000).Add(24 * time.Hour)
	for ref, want := range map[string]owed{
		"CALL-OPEN":     {Call: true, Due: dayAfter},
		"CALL-WINDOW":   {Call: true, Due: fromMillis(9000)},
		"CALL-DONE":     {},
		"MAIL-OPEN":     {Due: dayAfter.Add(500 * time.Millisecond)},
		"MAIL-REOPENED": {},
		"MAIL-ANSWERED": {Replied: fromMillis(5000)},
		"CALL-ANSWERED": {}, // it is the visitor's turn, and rules of retention count
	} {
		got, err := s.Ticket(t.Context(), ref)
		if diff := cmp.Diff(want, owed{got.CallPending, got.Due, got.FirstReplyAt}); diff != "" || err != nil {
			t.Errorf("%s: %s%v", ref, diff, err)
		}
	}
	report, err := s.Check(t.Context())
	if len(report.Problems) > 0 || report.Schema != 5 || err != nil {
		t.Errorf("%+v, %v", report, err)
	}
}

// What a migration computes must be what a write would.
func TestTicketsFromBeforeAreSortedAsIfWrittenNow(t *testing.T) {
	s := openStore(t, deskOfVersion2(t))
	type columns struct {
		Ref         string
		Order, Idle int64
	}
	read := func() []columns {
		list, err := all(s.read(t.Context()), func(s scan) (c columns, err error) {
			return c, s(&c.Ref, &c.Order, &c.Idle)
		}, `SELECT ref, answer_order, idle_since FROM tickets ORDER BY id`)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	migrated := read()
	for _, c := range migrated {
		_, err := s.ChangeTicket(t.Context(), c.Ref, handoff.Idempotency{}, func(have handoff.Ticket, _ handoff.Moment) (handoff.Change, error) {
			return handoff.Change{Ticket: have}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(read(), migrated); diff != "" {
		t.Error(diff)
	}
	if len(migrated) != 7 {
		t.Errorf("%d tickets", len(migrated))
	}
}

func TestTheCopyOfVersion2IsThatVersion(t *testing.T) {
	dir := deskOfVersion2(t)
	openStore(t, dir)
	wantSchema(t, filepath.Join(dir, "backup-before-5.db"), 2)
}

// Nobody loses tickets by installing a newer version.
func TestADeskThatHasTicketsRemovesNoneUntilItsOwnerSaysSo(t *testing.T) {
	rules, err := openStore(t, deskOfVersion2(t)).Rules(t.Context())
	if diff := cmp.Diff(handoff.Retention{}, rules.Retention); diff != "" || err != nil {
		t.Errorf("with tickets: %s%v", diff, err)
	}
	rules, err = openStore(t, folderOf(t, 2)).Rules(t.Context())
	if diff := cmp.Diff(handoff.DefaultRules(), rules); diff != "" || err != nil {
		t.Errorf("without any: %s%v", diff, err)
	}
}
