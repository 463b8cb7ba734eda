package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/store"
	"deskbell/store/storetest"
)

// addTest puts a row into the outbox that is due after a while.
func addTest(t *testing.T, s *store.Store, channel handoff.Channel, due time.Duration) handoff.Outgoing {
	t.Helper()
	o, err := s.AddOutgoing(t.Context(), handoff.Outgoing{
		Channel: channel, Letter: handoff.TestLetter, Recipient: "ann@shop.example", Lang: "de", State: handoff.Pending,
		NextAt: storetest.Start.Add(due), CreatedAt: storetest.Start,
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func claim(t *testing.T, s *store.Store, limit int, channels ...handoff.Channel) []handoff.Outgoing {
	t.Helper()
	rows, err := s.ClaimOutgoing(t.Context(), channels, limit)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestDueRowsAreClaimedOnceOldestFirst(t *testing.T) {
	clock := storetest.NewClock()
	s := storetest.New(t, storetest.WithClock(clock))
	later := addTest(t, s, handoff.Mail, 5*time.Minute)
	soon := addTest(t, s, handoff.Mail, time.Minute)
	addTest(t, s, handoff.Ntfy, 0)
	addTest(t, s, handoff.Mail, time.Hour)

	if got := claim(t, s, 10, handoff.Mail); len(got) != 0 {
		t.Errorf("claimed before it is due: %+v", got)
	}
	next, err := s.NextOutgoing(t.Context(), []handoff.Channel{handoff.Mail, handoff.Webhook})
	if !next.Equal(soon.NextAt) || err != nil {
		t.Errorf("next is %v, %v; want %v", next, err, soon.NextAt)
	}
	clock.Add(10 * time.Minute)
	first := claim(t, s, 1, handoff.Mail, handoff.Webhook)
	soon.State, soon.Attempts = handoff.Sending, 1
	if diff := cmp.Diff([]handoff.Outgoing{soon}, first); diff != "" {
		t.Error(diff)
	}
	rest := claim(t, s, 10, handoff.Mail)
	if len(rest) != 1 || rest[0].ID != later.ID {
		t.Errorf("then %+v, want row %d", rest, later.ID)
	}
	if stored, err := s.Outgoing(t.Context(), soon.ID); err != nil || stored.State != handoff.Sending || stored.Attempts != 1 {
		t.Errorf("the attempt is not stored: %+v, %v", stored, err)
	}
}

func TestNoRowIsDueForChannelsWithoutRows(t *testing.T) {
	s := storetest.New(t)
	addTest(t, s, handoff.Mail, 0)
	for _, channels := range [][]handoff.Channel{nil, {handoff.Ntfy}} {
		if next, err := s.NextOutgoing(t.Context(), channels); !next.IsZero() || err != nil {
			t.Errorf("%v: %v, %v", channels, next, err)
		}
		if got := claim(t, s, 10, channels...); len(got) != 0 {
			t.Errorf("%v: claimed %+v", channels, got)
		}
	}
}

func TestARowKeepsHowItsAttemptEnded(t *testing.T) {
	clock := storetest.NewClock()
	s := storetest.New(t, storetest.WithClock(clock))
	o := addTest(t, s, handoff.Mail, 0)
	claim(t, s, 1, handoff.Mail)
	clock.Add(time.Minute)
	err := s.ChangeOutgoing(t.Context(), o.ID, func(o handoff.Outgoing, now time.Time) handoff.Outgoing {
		return o.Undelivered("mail_refused", "550 no such user", false, now)
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Outgoing(t.Context(), o.ID)
	o.State, o.Attempts, o.LastError, o.LastCause, o.NextAt = handoff.Pending, 1, "mail_refused", "550 no such user", storetest.Start.Add(2*time.Minute)
	if diff := cmp.Diff(o, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	err = s.ChangeOutgoing(t.Context(), 99, func(o handoff.Outgoing, _ time.Time) handoff.Outgoing { return o })
	if !fault.Is(err, fault.NotFound) || !fault.HasCode(err, "outgoing_unknown") {
		t.Errorf("an unknown row: %v", err)
	}
}

func TestACrashWhileSendingLeavesARowThatIsSentAgain(t *testing.T) {
	s := storetest.New(t)
	o := addTest(t, s, handoff.Mail, 0)
	claim(t, s, 1, handoff.Mail)
	if got := claim(t, s, 1, handoff.Mail); len(got) != 0 {
		t.Errorf("claimed twice: %+v", got)
	}
	if err := s.ReleaseInterrupted(t.Context()); err != nil {
		t.Fatal(err)
	}
	got := claim(t, s, 1, handoff.Mail)
	if len(got) != 1 || got[0].ID != o.ID || !got[0].Uncertain || got[0].Attempts != 2 {
		t.Errorf("got %+v", got)
	}
}

func TestSentRowsLeaveTheWaitingListAndAreForgotten(t *testing.T) {
	s := storetest.New(t)
	waiting, sent := addTest(t, s, handoff.Mail, time.Hour), addTest(t, s, handoff.Mail, 0)
	err := s.ChangeOutgoing(t.Context(), sent.ID, func(o handoff.Outgoing, now time.Time) handoff.Outgoing { return o.Delivered(now) })
	if err != nil {
		t.Fatal(err)
	}
	wantOutgoing(t, s, true, waiting.ID)
	wantOutgoing(t, s, false, sent.ID, waiting.ID)
	if err := s.ForgetSent(t.Context(), storetest.Start.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	wantOutgoing(t, s, false, waiting.ID)
	if next := addTest(t, s, handoff.Mail, 0); next.ID <= sent.ID {
		t.Errorf("id %d was used before", next.ID)
	}
}

func wantOutgoing(t *testing.T, s *store.Store, waiting bool, want ...int64) {
	t.Helper()
	rows, err := s.OutgoingList(t.Context(), waiting, 10)
	var got []int64
	for _, o := range rows {
		got = append(got, o.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("waiting %v: %s%v", waiting, diff, err)
	}
}

func TestANoticeNamesItsTicketsUntilItIsForgotten(t *testing.T) {
	s := storetest.New(t)
	for _, ref := range []string{"ONE", "TWO", "THREE"} {
		open(t, s, handoff.Idempotency{}, request(ref))
	}
	added := addNotice(t, s, "ann@shop.example", "THREE", "ONE")
	added.About = []string{"ONE", "THREE"} // in the order of the tickets
	got, err := s.Outgoing(t.Context(), added.ID)
	if diff := cmp.Diff(added, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	rows := claim(t, s, 10, handoff.Mail)
	added.State, added.Attempts = handoff.Sending, 1
	if diff := cmp.Diff(added, rows[len(rows)-1]); diff != "" {
		t.Error(diff)
	}
	err = s.ChangeOutgoing(t.Context(), added.ID, func(o handoff.Outgoing, now time.Time) handoff.Outgoing { return o.Delivered(now) })
	if err != nil {
		t.Fatal(err)
	}
	if err := s.ForgetSent(t.Context(), storetest.Start.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	report, err := s.Check(t.Context())
	if len(report.Problems) > 0 || report.Rows["outbox_tickets"] != 0 || err != nil {
		t.Errorf("left behind: %+v, %v", report, err)
	}
}

func TestANoticeAboutAnUnknownTicketIsRefused(t *testing.T) {
	s := storetest.New(t)
	if _, err := s.AddOutgoing(t.Context(), notice("NOBODY")); !fault.Is(err, fault.NotFound) || !fault.HasCode(err, "ticket_unknown") {
		t.Errorf("got %v", err)
	}
	wantOutgoing(t, s, false)
}
