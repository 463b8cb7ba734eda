package store_test

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/store"
	"deskbell/store/storetest"
)

// request is a change that opens a ticket by mail, with a receipt and a notice.
func request(ref string) handoff.Change {
	at := storetest.Start
	return handoff.Change{
		Ticket: handoff.Ticket{
			Ref: ref, Kind: handoff.ByEmail, Status: handoff.Open, Folder: handoff.Inbox,
			Name: "Zoë Müller", Email: "Zoe@Shop.example", Lang: "de", Page: "https://shop.example/cart",
			Scope: "flat-3", UnansweredSince: at, CreatedAt: at, UpdatedAt: at, Promise: handoff.Promise{Made: at, By: at.Add(time.Hour)}, Due: at.Add(time.Hour), TokenVersion: 1,
			Transcript: []handoff.Line{{From: handoff.FromVisitor, Text: "Where is my parcel?"}, {From: handoff.FromDesk, Entry: "delivery-de"}},
		},
		Messages: []handoff.Message{{From: handoff.FromVisitor, Text: "Die Straße ist 100% nass", Lang: "de", At: at}},
		Outbox: []handoff.Outgoing{
			{Channel: handoff.Mail, Letter: handoff.NewTicketNotice, Recipient: "agent@shop.example", MessageIndex: 1, State: handoff.Pending, NextAt: at, CreatedAt: at},
			{Channel: handoff.Mail, Letter: handoff.Receipt, Recipient: "Zoe@Shop.example", State: handoff.Pending, NextAt: at, CreatedAt: at},
		},
	}
}

func key(name string) handoff.Idempotency {
	return handoff.Idempotency{Key: []byte("key of " + name), Body: []byte("body of " + name)}
}

// open stores a change as a new ticket.
func open(t *testing.T, s *store.Store, once handoff.Idempotency, c handoff.Change) handoff.Result {
	t.Helper()
	r, err := s.OpenTicket(t.Context(), once, func(handoff.Moment) (handoff.Change, error) { return c, nil })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestATicketComesBackAsItWasStored(t *testing.T) {
	s := storetest.New(t)
	stored := open(t, s, handoff.Idempotency{}, request("K7M-2QX"))

	got, err := s.Ticket(t.Context(), "K7M-2QX")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(stored.Ticket, got); diff != "" {
		t.Error(diff)
	}
	want := request("K7M-2QX").Ticket
	want.ID, want.Messages = got.ID, got.Messages
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(got.Messages) != 1 || got.Messages[0].Text != "Die Straße ist 100% nass" {
		t.Errorf("messages: %+v", got.Messages)
	}
}

func TestEveryFieldOfATicketIsKept(t *testing.T) {
	s := storetest.New(t)
	ann := addAgent(t, s, "ann@shop.example")
	after := func(ms int) time.Time { return storetest.Start.Add(time.Duration(ms) * time.Millisecond) }
	want := handoff.Ticket{
		Ref: "K7M-2QX", Kind: handoff.CallBack, Status: handoff.Snoozed, Folder: handoff.Suspected, Name: "Zoë", Email: "Zoe@Shop.example",
		Phone: zoesPhone, Wish: "after lunch", WindowFrom: after(1), WindowTo: after(2), TimeZone: "Europe/Berlin", CallLang: "de",
		Wording: "2026-11", Lang: "de-AT", Page: "https://shop.example/", Scope: "flat-3", Transcript: []handoff.Line{{From: handoff.FromDesk, Entry: "dogs", Verdict: handoff.NotSolved}},
		AgentID: ann.ID, SnoozedUntil: after(3), UnansweredSince: after(4), FirstReplyAt: after(5),
		Promise: handoff.Promise{Made: after(6), By: after(7), Usual: 90 * time.Minute, Opens: after(8)}, Due: after(9), NaggedAt: after(10),
		CallPending: true, KeepUntil: after(11), TokenVersion: 12, CreatedAt: after(13), UpdatedAt: after(14), ClosedAt: after(15),
		Messages: []handoff.Message{
			{From: handoff.FromAgent, Note: true, AgentID: ann.ID, AgentName: "Ann", Text: "Hello", Lang: "en", At: after(16)},
			{From: handoff.FromVisitor, Text: "Hello again", At: after(17)},
		},
		Attempts: []handoff.Attempt{
			{AgentID: ann.ID, AgentName: "Ann", At: after(18), Outcome: handoff.CallAgain, Again: after(19)},
			{AgentName: "Bob", At: after(20), Outcome: handoff.NoAnswer},
		},
	}
	open(t, s, handoff.Idempotency{}, handoff.Change{Ticket: want, Messages: want.Messages, Attempts: want.Attempts})

	got, err := s.Ticket(t.Context(), "K7M-2QX")
	if err != nil {
		t.Fatal(err)
	}
	wantFull(t, got)
	wantFull(t, got.Messages[0])
	wantFull(t, got.Attempts[0])
	want.ID = 1
	for i := range 2 {
		want.Messages[i].ID, want.Attempts[i].ID = int64(i+1), int64(i+1)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	_, err = s.ChangeTicket(t.Context(), "K7M-2QX", handoff.Idempotency{}, func(have handoff.Ticket, _ handoff.Moment) (handoff.Change, error) {
		if diff := cmp.Diff(want, have); diff != "" {
			t.Error("decide sees:", diff)
		}
		return handoff.Change{Ticket: have}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, err = s.Ticket(t.Context(), "K7M-2QX"); err != nil || !cmp.Equal(want, got) {
		t.Errorf("a change that changes nothing: %s%v", cmp.Diff(want, got), err)
	}
}

// wantFull fails for a field without a value: a test of what is kept must notice new fields.
func wantFull(t *testing.T, full any) {
	t.Helper()
	for field, value := range reflect.ValueOf(full).Fields() {
		if value.IsZero() {
			t.Errorf("%T has no %s", full, field.Name)
		}
	}
}

func TestAnUnknownReferenceIsNotFound(t *testing.T) {
	s := storetest.New(t)
	if _, err := s.Ticket(t.Context(), "AAA-AAA"); !fault.HasCode(err, "ticket_unknown") || !fault.Is(err, fault.NotFound) {
		t.Fatal(err)
	}
}

func TestAChangeIsAppliedWhole(t *testing.T) {
	s := storetest.New(t)
	first := open(t, s, handoff.Idempotency{}, request("K7M-2QX")).Messages[0]
	agent := addAgent(t, s, "ann@shop.example")

	r, err := s.ChangeTicket(t.Context(), "K7M-2QX", handoff.Idempotency{}, func(have handoff.Ticket, m handoff.Moment) (handoff.Change, error) {
		if len(have.Messages) != 1 || have.Messages[0] != first {
			t.Errorf("decide sees %+v", have.Messages)
		}
		have.Status, have.AgentID, have.UnansweredSince, have.UpdatedAt = handoff.Waiting, agent.ID, time.Time{}, m.Now()
		return handoff.Change{
			Ticket:   have,
			Messages: []handoff.Message{{From: handoff.FromSystem, Text: "assigned", At: m.Now()}, {From: handoff.FromAgent, AgentID: agent.ID, AgentName: "Ann", Text: "It comes today", At: m.Now()}},
			Outbox:   []handoff.Outgoing{{Channel: handoff.Mail, Letter: handoff.ReplyLetter, Recipient: "Zoe@Shop.example", MessageIndex: 2, State: handoff.Pending, NextAt: m.Now(), CreatedAt: m.Now()}},
		}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Ticket(t.Context(), "K7M-2QX")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.Ticket, got); diff != "" {
		t.Error(diff)
	}
	if got.Status != handoff.Waiting || got.AgentID != agent.ID || len(got.Messages) != 3 {
		t.Errorf("got %+v", got)
	}
	rows, err := s.TicketOutgoing(t.Context(), got.ID)
	if err != nil || len(rows) != 3 || rows[2].MessageID != r.Messages[1].ID || rows[2].TicketRef != "K7M-2QX" {
		t.Errorf("outbox: %+v, %v", rows, err)
	}
}

func TestARefusedChangeLeavesNoTrace(t *testing.T) {
	s := storetest.New(t)
	before := open(t, s, handoff.Idempotency{}, request("K7M-2QX")).Ticket
	_, err := s.ChangeTicket(t.Context(), "K7M-2QX", key("reply"), func(handoff.Ticket, handoff.Moment) (handoff.Change, error) {
		return handoff.Change{}, fault.At("text", "too_long")
	})
	if !fault.HasCode(err, "too_long") {
		t.Fatal(err)
	}
	broken := request("AAA-AAA")
	broken.Messages[0].AgentID = 99 // no such agent: the database refuses it after the ticket's row
	if _, err := s.OpenTicket(t.Context(), key("open"), func(handoff.Moment) (handoff.Change, error) { return broken, nil }); err == nil {
		t.Error("a message of nobody was stored")
	}
	after, err := s.Ticket(t.Context(), "K7M-2QX")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Ticket(t.Context(), "AAA-AAA"); !fault.Is(err, fault.NotFound) {
		t.Errorf("half a ticket was stored: %v", err)
	}
}

func TestADecisionSeesTheDeskAsItIs(t *testing.T) {
	clock := storetest.NewClock()
	s := storetest.New(t, storetest.WithClock(clock))
	addAgent(t, s, "ann@shop.example")
	open(t, s, handoff.Idempotency{}, request("K7M-2QX"))
	clock.Add(time.Hour)

	_, err := s.OpenTicket(t.Context(), handoff.Idempotency{}, func(m handoff.Moment) (handoff.Change, error) {
		if got := m.Now(); !got.Equal(storetest.Start.Add(time.Hour)) {
			t.Errorf("now is %v", got)
		}
		if agents, err := m.Agents(); err != nil || len(agents) != 1 || agents[0].Email != "ann@shop.example" {
			t.Errorf("agents: %+v, %v", agents, err)
		}
		for ref, want := range map[string]bool{"K7M-2QX": true, "AAA-AAA": false} {
			if taken, err := m.RefTaken(ref); taken != want || err != nil {
				t.Errorf("%s taken: %v, %v", ref, taken, err)
			}
		}
		wantReceipts(t, m, "zoe@shop.EXAMPLE", storetest.Start, 1)
		wantReceipts(t, m, "zoe@shop.example", storetest.Start.Add(time.Minute), 0)
		wantReceipts(t, m, "other@shop.example", storetest.Start, 0)
		wantReceipts(t, m, "", storetest.Start, 1)
		return request("BBB-BBB"), nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func wantReceipts(t *testing.T, m handoff.Moment, address string, since time.Time, want int) {
	t.Helper()
	if got, err := m.Receipts(address, since); got != want || err != nil {
		t.Errorf("receipts to %q since %v: %d, %v; want %d", address, since, got, err, want)
	}
}

func TestSnoozedTicketsWakeInTime(t *testing.T) {
	s := storetest.New(t)
	for ref, snoozed := range map[string]time.Duration{"AAA-AAA": 2 * time.Hour, "BBB-BBB": time.Hour, "CCC-CCC": 9 * time.Hour} {
		c := request(ref)
		c.Ticket.Status, c.Ticket.SnoozedUntil = handoff.Snoozed, storetest.Start.Add(snoozed)
		open(t, s, handoff.Idempotency{}, c)
	}
	open(t, s, handoff.Idempotency{}, request("DDD-DDD"))
	got, err := s.SnoozedDue(t.Context(), storetest.Start.Add(2*time.Hour))
	if diff := cmp.Diff([]string{"BBB-BBB", "AAA-AAA"}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestOneRefusedRequestAmongManyLeavesTheOthersAlone(t *testing.T) {
	s := storetest.New(t)
	refused := fault.At("message", "too_long")
	errs := make([]error, 64)
	var wait sync.WaitGroup
	for i := range errs {
		wait.Go(func() {
			_, errs[i] = s.OpenTicket(t.Context(), key(fmt.Sprint(i)), func(handoff.Moment) (handoff.Change, error) {
				if i == 32 {
					return handoff.Change{}, refused
				}
				return request(fmt.Sprintf("REF-%03d", i)), nil
			})
		})
	}
	wait.Wait()
	for i, err := range errs {
		_, missing := s.Ticket(t.Context(), fmt.Sprintf("REF-%03d", i))
		if i == 32 && (!fault.HasCode(err, "too_long") || missing == nil) {
			t.Errorf("the refused one: %v, %v", err, missing)
		}
		if i != 32 && (err != nil || missing != nil) {
			t.Errorf("ticket %d: %v, %v", i, err, missing)
		}
	}
}
