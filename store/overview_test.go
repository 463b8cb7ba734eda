package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/store/storetest"
)

func TestRepliesSayHowLongVisitorsWaited(t *testing.T) {
	s := storetest.New(t)
	start := storetest.Start
	opened := func(c handoff.Change, after time.Duration) handoff.Change {
		return changed(c, func(t *handoff.Ticket) { t.CreatedAt, t.UpdatedAt = start.Add(after), start.Add(after) })
	}
	answered := opened(request("ANSWERED"), 2*time.Hour)
	answered.Ticket.FirstReplyAt, answered.Ticket.Status, answered.Ticket.ClosedAt = start.Add(3*time.Hour), handoff.Done, start.Add(9*time.Hour)
	ended := opened(request("ENDED"), 3*time.Hour)
	ended.Ticket.Status, ended.Ticket.ClosedAt = handoff.Done, start.Add(5*time.Hour)
	forgotten := opened(callBack("NUMBER-FORGOTTEN", 0), 3*time.Hour)
	forgotten.Ticket.Phone = ""
	before := opened(request("BEFORE"), time.Hour-time.Millisecond)
	before.Ticket.UpdatedAt = start.Add(9 * time.Hour)
	suspected := opened(request("SUSPECTED"), 3*time.Hour)
	suspected.Ticket.Folder = handoff.Suspected
	for _, c := range []handoff.Change{
		before, answered, ended, opened(request("WAITS"), time.Hour),
		opened(callBack("WINDOW", time.Hour), 3*time.Hour), opened(callBack("AT-ONCE", 0), 4*time.Hour), forgotten, suspected,
	} {
		open(t, s, handoff.Idempotency{}, c)
	}
	want := []handoff.Reply{
		{OpenedAt: start.Add(4 * time.Hour)},
		{OpenedAt: start.Add(3 * time.Hour), EndedAt: start.Add(5 * time.Hour)},
		{OpenedAt: start.Add(2 * time.Hour), AnsweredAt: start.Add(3 * time.Hour)},
		{OpenedAt: start.Add(time.Hour)},
	}
	got, err := s.Replies(t.Context(), start.Add(time.Hour), 10)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	got, err = s.Replies(t.Context(), start.Add(time.Hour), 2)
	if diff := cmp.Diff(want[:2], got); diff != "" || err != nil {
		t.Error("the newest two:", diff, err)
	}
}

func TestTheOverviewCountsWhatWaitsInTheInbox(t *testing.T) {
	clock := storetest.NewClock()
	s := storetest.New(t, storetest.WithClock(clock))
	if got, err := s.Overview(t.Context()); got != (handoff.Overview{}) || err != nil {
		t.Errorf("an empty desk: %+v, %v", got, err)
	}
	since := func(c handoff.Change, ago time.Duration) handoff.Change {
		return changed(c, func(t *handoff.Ticket) { t.UnansweredSince = storetest.Start.Add(-ago) })
	}
	for _, c := range []handoff.Change{
		since(overdue("LATE", time.Minute), 2*time.Hour),
		since(changed(overdue("SNOOZED", time.Minute), func(t *handoff.Ticket) { t.Status = handoff.Snoozed }), time.Hour),
		since(callBack("CALL", 0), time.Hour),
		changed(overdue("WOKEN", time.Minute), func(t *handoff.Ticket) {
			t.UnansweredSince, t.UpdatedAt = time.Time{}, storetest.Start.Add(-3*time.Hour)
		}),
		changed(callBack("WAITING", 0), func(t *handoff.Ticket) { t.Status, t.UnansweredSince = handoff.Waiting, time.Time{} }),
		changed(overdue("DONE", time.Hour), func(t *handoff.Ticket) { t.Status = handoff.Done }),
		changed(callBack("SPAM", 0), func(t *handoff.Ticket) { t.Folder, t.Due = handoff.Spam, storetest.Start.Add(-time.Hour) }),
	} {
		open(t, s, handoff.Idempotency{}, c)
	}
	want := handoff.Overview{Open: 4, Late: 2, Calls: 2, Oldest: storetest.Start.Add(-3 * time.Hour)}
	if got, err := s.Overview(t.Context()); got != want || err != nil {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	clock.Add(2 * time.Hour) // now the call is late too
	want.Late = 3
	if got, err := s.Overview(t.Context()); got != want || err != nil {
		t.Errorf("later: %+v, %v; want %+v", got, err, want)
	}
}
