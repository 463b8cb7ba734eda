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

// request is a change that opens a ticket, with a receipt and a notice.
func request(ref string) handoff.Change {
	at := storetest.Start
	return handoff.Change{
		Ticket: handoff.Ticket{
			Ref: ref, Kind: handoff.ByEmail, Status: handoff.Open, Folder: handoff.Inbox,
			Name: "Zoë Müller", Email: "Zoe@Shop.example", Phone: "+4930123456", Lang: "de", Page: "https://shop.example/cart",
			Scope: "flat-3", UnansweredSince: at, CreatedAt: at, UpdatedAt: at, Promise: at.Add(time.Hour), TokenVersion: 1,
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

func TestAnUnknownReferenceIsNotFound(t *testing.T) {
	s := storetest.New(t)
	if _, err := s.Ticket(t.Context(), "AAA-AAA"); !fault.HasCode(err, "ticket_unknown") || !fault.Is(err, fault.NotFound) {
		t.Fatal(err)
	}
}
