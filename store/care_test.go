package store_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/feed"
	"deskbell/store"
	"deskbell/store/storetest"
)

// overdue is an unanswered request whose reply was due that long ago.
func overdue(ref string, ago time.Duration) handoff.Change {
	return changed(request(ref), func(t *handoff.Ticket) { t.Due = storetest.Start.Add(-ago) })
}

// notice is a row about tickets.
func notice(about ...string) handoff.Outgoing {
	return handoff.Outgoing{
		Channel: handoff.Mail, Letter: handoff.LateNotice, Recipient: "ann@shop.example", About: about, State: handoff.Pending,
		NextAt: storetest.Start, CreatedAt: storetest.Start,
	}
}

// tellLate gives the references that decide saw, "" if it was not asked.
func tellLate(t *testing.T, s *store.Store, limit int, rows ...handoff.Outgoing) (seen string) {
	t.Helper()
	err := s.TellLate(t.Context(), limit, func(late []handoff.Ticket, m handoff.Moment) ([]handoff.Outgoing, []string, error) {
		seen = refs(late)
		for _, ticket := range late {
			if !ticket.Late(m.Now()) || ticket.Messages != nil {
				t.Errorf("%s is given as %+v", ticket.Ref, ticket)
			}
		}
		var told []string
		for _, row := range rows {
			told = append(told, row.About...)
		}
		slices.Sort(told)
		return rows, slices.Compact(told), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

func TestLateAreOpenUnansweredTicketsOfTheInboxTheLatestFirst(t *testing.T) {
	s := storetest.New(t)
	for _, c := range []handoff.Change{
		overdue("LATE", time.Minute),
		overdue("LATEST", time.Hour),
		overdue("JUST-NOW", 0),
		overdue("IN-TIME", -time.Minute),
		changed(overdue("NEVER-DUE", time.Hour), func(t *handoff.Ticket) { t.Due = time.Time{} }),
		changed(overdue("ANSWERED", time.Hour), func(t *handoff.Ticket) { t.UnansweredSince = time.Time{} }),
		changed(overdue("WAITING", time.Hour), func(t *handoff.Ticket) { t.Status = handoff.Waiting }),
		changed(overdue("SNOOZED", time.Hour), func(t *handoff.Ticket) { t.Status = handoff.Snoozed }),
		changed(overdue("DONE", time.Hour), func(t *handoff.Ticket) { t.Status = handoff.Done }),
		changed(overdue("SUSPECTED", time.Hour), func(t *handoff.Ticket) { t.Folder = handoff.Suspected }),
		changed(overdue("TOLD", time.Hour), func(t *handoff.Ticket) { t.NaggedAt = storetest.Start }),
	} {
		open(t, s, handoff.Idempotency{}, c)
	}
	if got := tellLate(t, s, 10); got != "LATEST LATE" {
		t.Errorf("late are %q", got)
	}
	if got := tellLate(t, s, 1); got != "LATEST" {
		t.Errorf("the latest is %q", got)
	}
}

func TestAgentsAreToldOfALateTicketOnce(t *testing.T) {
	var changes feed.Feed
	s := storetest.New(t, storetest.WithFeed(&changes))
	for _, ref := range []string{"ONE", "TWO", "THREE"} {
		open(t, s, handoff.Idempotency{}, overdue(ref, time.Hour))
	}
	sub := changes.Subscribe(feed.Tickets, feed.Outbox)
	defer sub.Close()
	if got := tellLate(t, s, 10, notice("ONE", "TWO"), notice("TWO")); got != "ONE TWO THREE" {
		t.Fatalf("late are %q", got)
	}
	events := map[feed.Event]int{}
	for len(sub.C) > 0 {
		events[<-sub.C]++
	}
	want := map[feed.Event]int{{Topic: feed.Outbox}: 1, {Topic: feed.Tickets, Key: "ONE"}: 1, {Topic: feed.Tickets, Key: "TWO"}: 1}
	if diff := cmp.Diff(want, events); diff != "" {
		t.Error("published:", diff)
	}
	for ref, want := range map[string]time.Time{"ONE": storetest.Start, "TWO": storetest.Start, "THREE": {}} {
		if got, err := s.Ticket(t.Context(), ref); !got.NaggedAt.Equal(want) || err != nil {
			t.Errorf("%s was told of at %v, %v", ref, got.NaggedAt, err)
		}
	}
	rows := claim(t, s, 10, handoff.Mail)
	rows = rows[len(rows)-2:]
	if diff := cmp.Diff([]string{"ONE", "TWO"}, rows[0].About); diff != "" || !cmp.Equal(rows[1].About, []string{"TWO"}) {
		t.Errorf("outbox: %+v", rows)
	}
	if got := tellLate(t, s, 10, notice("THREE")); got != "THREE" {
		t.Errorf("then late are %q", got)
	}
	if got := tellLate(t, s, 10); got != "" {
		t.Errorf("in the end %q", got)
	}
}

func TestARefusedNoticeMarksNothing(t *testing.T) {
	s := storetest.New(t)
	open(t, s, handoff.Idempotency{}, overdue("ONE", time.Hour))
	refused := errors.New("refused")
	err := s.TellLate(t.Context(), 10, func([]handoff.Ticket, handoff.Moment) ([]handoff.Outgoing, []string, error) {
		return []handoff.Outgoing{notice("ONE")}, []string{"ONE"}, refused
	})
	if !errors.Is(err, refused) {
		t.Error(err)
	}
	err = s.TellLate(t.Context(), 10, func([]handoff.Ticket, handoff.Moment) ([]handoff.Outgoing, []string, error) {
		return []handoff.Outgoing{notice("ONE", "NOBODY")}, []string{"ONE"}, nil
	})
	if !fault.HasCode(err, "ticket_unknown") {
		t.Error(err)
	}
	if got := tellLate(t, s, 10); got != "ONE" {
		t.Errorf("late are %q", got)
	}
}
