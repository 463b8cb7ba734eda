package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/store/storetest"
)

const zoesPhone = "+4930123456"

// callBack is a request to be called at zoesPhone, after a while or as soon as possible.
func callBack(ref string, window time.Duration) handoff.Change {
	c := request(ref)
	c.Ticket.Kind, c.Ticket.CallPending, c.Ticket.Phone = handoff.CallBack, true, zoesPhone
	if window != 0 {
		c.Ticket.WindowFrom = storetest.Start.Add(window)
		c.Ticket.WindowTo = c.Ticket.WindowFrom.Add(time.Hour)
	}
	return c
}

// changed is the change with another ticket.
func changed(c handoff.Change, set func(*handoff.Ticket)) handoff.Change {
	set(&c.Ticket)
	return c
}

func TestCallsAreThoseOfTheInboxTheEarliestFirst(t *testing.T) {
	s := storetest.New(t)
	tried := callBack("EARLY", time.Hour)
	tried.Attempts = []handoff.Attempt{{AgentName: "Ann", At: storetest.Start, Outcome: handoff.Busy}}
	for _, c := range []handoff.Change{
		callBack("LATER", 5*time.Hour),
		tried,
		callBack("AT-ONCE", 0),
		request("MAIL"),
		changed(callBack("CALLED", 0), func(t *handoff.Ticket) { t.CallPending = false }),
		changed(callBack("SUSPECTED", 0), func(t *handoff.Ticket) { t.Folder = handoff.Suspected }),
		changed(callBack("SPAM", 0), func(t *handoff.Ticket) { t.Folder = handoff.Spam }),
	} {
		open(t, s, handoff.Idempotency{}, c)
	}
	calls, err := s.Calls(t.Context(), 10)
	if got := refs(calls); got != "AT-ONCE EARLY LATER" || err != nil {
		t.Fatalf("%q, %v", got, err)
	}
	whole, err := s.Ticket(t.Context(), "EARLY")
	if diff := cmp.Diff(whole, calls[1]); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if len(whole.Attempts) != 1 || whole.Attempts[0].ID == 0 || whole.Attempts[0].Outcome != handoff.Busy {
		t.Errorf("its attempts: %+v", whole.Attempts)
	}
	if calls, err := s.Calls(t.Context(), 2); refs(calls) != "AT-ONCE EARLY" || err != nil {
		t.Errorf("the first two: %q, %v", refs(calls), err)
	}
}

func TestPendingCallsCountForANumberOutsideSpam(t *testing.T) {
	s := storetest.New(t)
	for _, c := range []handoff.Change{
		callBack("ONE", 0),
		changed(callBack("SUSPECTED", 0), func(t *handoff.Ticket) { t.Folder = handoff.Suspected }),
		changed(callBack("SPAM", 0), func(t *handoff.Ticket) { t.Folder = handoff.Spam }),
		changed(callBack("CALLED", 0), func(t *handoff.Ticket) { t.CallPending = false }),
		changed(callBack("OTHER", 0), func(t *handoff.Ticket) { t.Phone = "+12025550100" }),
		changed(callBack("NONE", 0), func(t *handoff.Ticket) { t.Phone = "" }),
	} {
		open(t, s, handoff.Idempotency{}, c)
	}
	_, err := s.ChangeTicket(t.Context(), "ONE", handoff.Idempotency{}, func(have handoff.Ticket, m handoff.Moment) (handoff.Change, error) {
		for phone, want := range map[string]int{zoesPhone: 2, "+12025550100": 1, "+4912": 0, "": 0} {
			if n, err := m.PendingCalls(phone); n != want || err != nil {
				t.Errorf("%q: %d, %v; want %d", phone, n, err, want)
			}
		}
		return handoff.Change{Ticket: have}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// reached closes every given call with an attempt and a message.
func reached(given []handoff.Ticket, m handoff.Moment) ([]handoff.Change, error) {
	changes := make([]handoff.Change, len(given))
	for i, t := range given {
		t.Status, t.CallPending, t.ClosedAt, t.UpdatedAt = handoff.Done, false, m.Now(), m.Now()
		changes[i] = handoff.Change{
			Ticket:   t,
			Attempts: []handoff.Attempt{{AgentName: "Ann", At: m.Now(), Outcome: handoff.Reached}},
			Messages: []handoff.Message{{From: handoff.FromSystem, Text: "call_reached", At: m.Now()}},
			Outbox:   []handoff.Outgoing{{Channel: handoff.Mail, Letter: handoff.ReplyLetter, Recipient: t.Email, MessageIndex: 1, State: handoff.Pending}},
		}
	}
	return changes, nil
}

func TestOneCallSettlesAllThatAreOwedToTheNumber(t *testing.T) {
	s := storetest.New(t)
	tried := callBack("CALLED", 2*time.Hour)
	tried.Attempts = []handoff.Attempt{{AgentName: "Bob", At: storetest.Start, Outcome: handoff.Busy}}
	for _, c := range []handoff.Change{
		callBack("FIRST", time.Hour),
		tried,
		changed(callBack("OTHER", 0), func(t *handoff.Ticket) { t.Phone = "+12025550100" }),
		changed(callBack("SPAM", 0), func(t *handoff.Ticket) { t.Folder = handoff.Spam }),
		changed(callBack("SETTLED", 0), func(t *handoff.Ticket) { t.CallPending = false }),
	} {
		open(t, s, handoff.Idempotency{}, c)
	}
	given := ""
	call := func() handoff.Result {
		r, err := s.ChangeCalls(t.Context(), "CALLED", key("call"), func(list []handoff.Ticket, m handoff.Moment) ([]handoff.Change, error) {
			given += refs(list)
			return reached(list, m)
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first, again := call(), call()
	if given != "CALLED FIRST" {
		t.Errorf("decided on %q", given)
	}
	for ref, attempts := range map[string]int{"CALLED": 2, "FIRST": 1} {
		got, err := s.Ticket(t.Context(), ref)
		if err != nil || got.CallPending || len(got.Messages) != 2 || len(got.Attempts) != attempts {
			t.Errorf("%s: %+v, %v", ref, got, err)
		}
		rows, err := s.TicketOutgoing(t.Context(), got.ID)
		if err != nil || rows[len(rows)-1].MessageID != got.Messages[1].ID {
			t.Errorf("%s: outbox %+v, %v", ref, rows, err)
		}
	}
	stored, err := s.Ticket(t.Context(), "CALLED")
	if diff := cmp.Diff(handoff.Result{Ticket: stored, Messages: stored.Messages[1:]}, first); diff != "" || err != nil {
		t.Error("the result:", diff, err)
	}
	first.Repeated = true
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error("the same key:", diff)
	}
	if calls, err := s.Calls(t.Context(), 10); refs(calls) != "OTHER" || err != nil {
		t.Errorf("still owed: %q, %v", refs(calls), err)
	}
}

func TestATicketWithoutANumberIsChangedAlone(t *testing.T) {
	s := storetest.New(t)
	for _, ref := range []string{"ONE", "TWO"} {
		open(t, s, handoff.Idempotency{}, changed(callBack(ref, 0), func(t *handoff.Ticket) { t.Phone = "" }))
	}
	r, err := s.ChangeCalls(t.Context(), "ONE", handoff.Idempotency{}, func(list []handoff.Ticket, m handoff.Moment) ([]handoff.Change, error) {
		if refs(list) != "ONE" {
			t.Errorf("given %q", refs(list))
		}
		return reached(list, m)
	})
	if err != nil || r.Ticket.CallPending {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestChangesOfCallsAreStoredTogetherOrNotAtAll(t *testing.T) {
	s := storetest.New(t)
	open(t, s, handoff.Idempotency{}, callBack("ONE", 0))
	open(t, s, handoff.Idempotency{}, callBack("TWO", 0))
	foreign := open(t, s, handoff.Idempotency{}, request("FOREIGN")).Ticket
	before, err := s.Calls(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		ref    string
		decide func([]handoff.Ticket, handoff.Moment) ([]handoff.Change, error)
		want   fault.Kind
	}{
		"a ticket that was not given": {"ONE", func(list []handoff.Ticket, m handoff.Moment) ([]handoff.Change, error) {
			return reached(append(slices.Clone(list), foreign), m)
		}, fault.Internal},
		"no ticket at all": {"ONE", func([]handoff.Ticket, handoff.Moment) ([]handoff.Change, error) {
			return []handoff.Change{{}}, nil
		}, fault.Internal},
		"a refusal": {"ONE", func([]handoff.Ticket, handoff.Moment) ([]handoff.Change, error) {
			return nil, fault.At("outcome", "outcome_unknown")
		}, fault.Invalid},
		"an unknown reference": {"NOBODY", reached, fault.NotFound},
		"the second is refused by the database": {"ONE", func(list []handoff.Ticket, m handoff.Moment) ([]handoff.Change, error) {
			changes, err := reached(list, m)
			changes[1].Attempts[0].AgentID = 99
			return changes, err
		}, fault.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := s.ChangeCalls(t.Context(), test.ref, key(name), test.decide); !fault.Is(err, test.want) {
				t.Errorf("got %v", err)
			}
			after, err := s.Calls(t.Context(), 10)
			if diff := cmp.Diff(before, after); diff != "" || err != nil {
				t.Error(diff, err)
			}
		})
	}
}

func TestADecisionMayLeaveCallsAsTheyAre(t *testing.T) {
	s := storetest.New(t)
	want := open(t, s, handoff.Idempotency{}, callBack("ONE", 0)).Ticket
	for _, repeated := range []bool{false, true} {
		r, err := s.ChangeCalls(t.Context(), "ONE", key("a"), func([]handoff.Ticket, handoff.Moment) ([]handoff.Change, error) { return nil, nil })
		if diff := cmp.Diff(handoff.Result{Ticket: want, Repeated: repeated}, r); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
}

func TestOnlyACallBackHasAttempts(t *testing.T) {
	s := storetest.New(t)
	c := request("MAIL")
	c.Attempts = []handoff.Attempt{{AgentName: "Ann", At: storetest.Start, Outcome: handoff.Busy}}
	_, err := s.OpenTicket(t.Context(), handoff.Idempotency{}, func(handoff.Moment) (handoff.Change, error) { return c, nil })
	if !fault.Is(err, fault.Internal) {
		t.Errorf("got %v", err)
	}
	if _, err := s.Ticket(t.Context(), "MAIL"); !fault.Is(err, fault.NotFound) {
		t.Errorf("half a ticket was stored: %v", err)
	}
}
