package store_test

import (
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

var keptUntil = storetest.Start.AddDate(6, 0, 0)

// letter is a request that the law keeps, with a call owed.
func letter(ref string) handoff.Change {
	return kept(keptUntil, callBack(ref, time.Hour))
}

func TestABusinessLetterIsClosedToViewInsteadOfErased(t *testing.T) {
	var changes feed.Feed
	s := storetest.New(t, storetest.WithFeed(&changes))
	before := open(t, s, key("a"), letter("K7M-2QX")).Ticket
	open(t, s, key("b"), request("OTH-ER1"))
	addNotice(t, s, "ann@shop.example", "K7M-2QX")
	both := addNotice(t, s, "ann@shop.example", "K7M-2QX", "OTH-ER1")
	left := sendFirst(t, s, before.ID)
	sub := changes.Subscribe(feed.Tickets, feed.Outbox)
	defer sub.Close()

	for range 2 { // a second time nothing happens
		erased, err := s.EraseTicket(t.Context(), "K7M-2QX")
		if diff := cmp.Diff(handoff.Erasure{Ref: "K7M-2QX", KeptUntil: keptUntil}, erased); diff != "" || err != nil {
			t.Fatal(diff, err)
		}
	}
	want, _ := before.Sealing(storetest.Start)
	got, err := s.Ticket(t.Context(), "K7M-2QX")
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	rows, err := s.OutgoingList(t.Context(), false, 100)
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(rows, func(o handoff.Outgoing) bool { return o.TicketRef == "K7M-2QX" }) {
		t.Errorf("its visitor's address is shown among what was sent: %+v", rows)
	}
	own, err := s.TicketOutgoing(t.Context(), before.ID) // for the owner, on its own page
	if err != nil {
		t.Fatal(err)
	}
	rows = append(rows, own...)
	kept := 0
	for _, o := range rows {
		switch {
		case o.TicketRef == "OTH-ER1":
		case o.ID == left.ID, o.ID == both.ID && cmp.Equal(o.About, []string{"OTH-ER1"}):
			kept++
		default:
			t.Errorf("would still leave: %+v", o)
		}
	}
	if kept != 2 {
		t.Errorf("what has left and what is about others too is gone: %+v", rows)
	}
	if _, err := s.FirstResult(t.Context(), key("a")); !fault.Is(err, fault.Gone) {
		t.Errorf("a late retry: %v", err)
	}
	wantRemovals(t, s, handoff.Removal{At: storetest.Start, What: handoff.OnRequest, Sealed: 1})
	if e := <-sub.C; e.Key != "K7M-2QX" || len(sub.C) != 1 {
		t.Errorf("published %v and %d more", e, len(sub.C))
	}
}

// sendFirst marks the oldest row about a ticket as sent.
func sendFirst(t *testing.T, s *store.Store, ticketID int64) handoff.Outgoing {
	t.Helper()
	rows, err := s.TicketOutgoing(t.Context(), ticketID)
	if err != nil || len(rows) == 0 {
		t.Fatal(rows, err)
	}
	err = s.ChangeOutgoing(t.Context(), rows[0].ID, func(o handoff.Outgoing, now time.Time) handoff.Outgoing { return o.Delivered(now) })
	if err != nil {
		t.Fatal(err)
	}
	return rows[0]
}

func TestWhatIsSealedIsShownToNobodyWhoDoesNotAskForIt(t *testing.T) {
	s := storetest.New(t)
	sealed := letter("K7M-2QX")
	// As no decision would leave it, so that nothing but the folder hides it.
	sealed.Ticket.Folder, sealed.Ticket.Status, sealed.Ticket.SnoozedUntil = handoff.Sealed, handoff.Snoozed, storetest.Start
	open(t, s, handoff.Idempotency{}, sealed)
	other := open(t, s, handoff.Idempotency{}, request("OTH-ER1")).Ticket

	for _, test := range []struct {
		name   string
		filter handoff.Filter
		want   string
	}{
		{"every folder", handoff.Filter{}, "OTH-ER1"},
		{"the inbox", handoff.Filter{Folder: handoff.Inbox}, "OTH-ER1"},
		{"a search", handoff.Filter{Words: "zoe"}, "OTH-ER1"},
		{"its status", handoff.Filter{Statuses: []handoff.Status{handoff.Snoozed}}, ""},
		{"who asks for it", handoff.Filter{Folder: handoff.Sealed}, "K7M-2QX"},
	} {
		page, total, err := s.Tickets(t.Context(), test.filter, handoff.OldestUnanswered, 10, 0)
		if refs(page) != test.want || total != len(page) || err != nil {
			t.Errorf("%s: %q of %d, %v", test.name, refs(page), total, err)
		}
	}
	counts, err := s.TicketCounts(t.Context())
	if _, shown := counts[handoff.Sealed]; shown || counts[handoff.Inbox] != 1 || err != nil {
		t.Errorf("counts: %v, %v", counts, err)
	}
	waiting, err := s.Overview(t.Context())
	if waiting.Open != 1 || waiting.Calls != 0 || err != nil {
		t.Errorf("overview: %+v, %v", waiting, err)
	}
	if due, err := s.SnoozedDue(t.Context(), storetest.Start); len(due) > 0 || err != nil {
		t.Errorf("would wake: %v, %v", due, err)
	}
	if calls, err := s.Calls(t.Context(), 10); len(calls) > 0 || err != nil {
		t.Errorf("would be called: %v, %v", refs(calls), err)
	}
	if earlier, err := s.Earlier(t.Context(), other, 10); len(earlier) > 0 || err != nil {
		t.Errorf("earlier: %v, %v", refs(earlier), err)
	}
}

func TestASealedTicketGoesWhenItsTimeIsOver(t *testing.T) {
	dir, clock := t.TempDir(), storetest.NewClock()
	s := storetest.New(t, storetest.WithDir(dir), storetest.WithClock(clock))
	c := letter("K7M-2QX")
	c.Ticket.Name = canary
	open(t, s, key("a"), c)
	if _, err := s.EraseEmail(t.Context(), "zoe@shop.example"); err != nil {
		t.Fatal(err)
	}
	clock.Set(keptUntil.Add(-time.Minute))
	wantExpire(t, s, handoff.ExpireLetter, clock.Now(), handoff.Removal{At: clock.Now(), What: handoff.ExpireLetter})
	clock.Set(keptUntil)
	gone := handoff.Removal{At: keptUntil, What: handoff.ExpireLetter, Count: 1}
	wantExpire(t, s, handoff.ExpireLetter, clock.Now(), gone)
	if found := filesWith(t, dir, canary); len(found) > 0 {
		t.Errorf("it is still in %v", found)
	}
	wantRemovals(t, s, gone, handoff.Removal{At: storetest.Start, What: handoff.OnRequest, Sealed: 1})
}

func wantExpire(t *testing.T, s *store.Store, what handoff.Expiry, before time.Time, want handoff.Removal) {
	t.Helper()
	got, err := s.Expire(t.Context(), what, before, 100)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%s before %v: %s%v", what, before, diff, err)
	}
}
