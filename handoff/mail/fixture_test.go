package mail

import (
	"context"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
)

var (
	berlin = mustZone("Europe/Berlin")
	sentAt = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC) // a Friday
)

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

func testConfig(t *testing.T, address string) Config {
	t.Helper()
	password := ""
	if strings.Contains(address, "@mail") {
		password = "pass-word"
	}
	account, err := ParseAccount(address, password, "desk@shop.example")
	if err != nil {
		t.Fatal(err)
	}
	return Config{
		Account:  account,
		Key:      []byte("a key of the test"),
		AdminURL: "https://desk.shop.example",
		LinkURL:  func(t handoff.Ticket) string { return "https://desk.shop.example/ticket/CODE-OF-" + t.Ref },
		Desk: func(context.Context) (Desk, error) {
			return Desk{Name: "Haus am See", Email: "info@shop.example", Controller: "Anna Beispiel, Seestraße 1, 12345 Seestadt", Zone: berlin, Hours: true}, nil
		},
		Overview: func(context.Context) (handoff.Overview, error) {
			return handoff.Overview{Open: 5, Late: 1, Calls: 2, Oldest: sentAt.Add(-48 * time.Hour)}, nil
		},
		Question: func(_ context.Context, entry string) (string, bool) {
			return "Wo finde ich den Schlüssel?", entry == "key"
		},
	}
}

func testParcel(letter handoff.Letter, lang string) handoff.Parcel {
	at := sentAt
	first := handoff.Message{ID: 11, From: handoff.FromVisitor, Text: "Where is the key?\n\nWe arrive at midnight & it is dark.", At: at}
	answer := handoff.Message{ID: 12, From: handoff.FromAgent, AgentID: 1, AgentName: "Änne Beispiel", Text: "Dear Kim,\n\nthe key hangs to the left of the door, in the blue box with the little lighthouse on it, see https://shop.example/a-very-long-path-that-must-not-be-broken/into-pieces.\n\nKind regards", At: at}
	ticket := handoff.Ticket{
		ID: 7, Ref: "K7M-2QX", Kind: handoff.ByEmail, Name: "Kim Canary", Email: "kim@example.com", Lang: lang,
		Page: "https://shop.example/flats/3", Scope: "flat-3", TimeZone: "Europe/London", CreatedAt: at,
		UnansweredSince: at, Promise: handoff.Promise{Made: at, By: at.Add(72 * time.Hour), Usual: 4 * time.Hour},
		Messages: []handoff.Message{first, answer},
		Transcript: []handoff.Line{
			{From: handoff.FromVisitor, Text: "key?"}, {From: handoff.FromDesk, Entry: "key"}, {From: handoff.FromDesk, Entry: "gone"},
		},
	}
	p := handoff.Parcel{
		Outgoing: handoff.Outgoing{
			ID: 42, Channel: handoff.Mail, Letter: letter, Recipient: "kim@example.com",
			TicketID: 7, TicketRef: "K7M-2QX", Lang: lang, CreatedAt: at,
		},
		Ticket: ticket, Message: first,
	}
	switch letter {
	case handoff.ReplyLetter:
		p.Message = answer
	case handoff.CallChanged, handoff.CallMissed, handoff.NumberWrong:
		p = asCall(p)
	case handoff.TestLetter, handoff.Digest:
		p.Outgoing.TicketID, p.Outgoing.TicketRef, p.Ticket, p.Message = 0, "", handoff.Ticket{}, handoff.Message{}
	case handoff.LateNotice:
		p.Tickets = []handoff.Ticket{ticket, asCall(p).Ticket, unpromised(ticket)}
		p.Tickets[1].Ref = "M2C-9KD"
		p.Outgoing.TicketID, p.Outgoing.TicketRef, p.Ticket, p.Message = 0, "", handoff.Ticket{}, handoff.Message{}
	}
	return p
}

// asCall is the parcel about a call-back with a window.
func asCall(p handoff.Parcel) handoff.Parcel {
	t := &p.Ticket
	t.Kind, t.Phone, t.CallLang, t.Wording, t.CallPending = handoff.CallBack, "+493012345678", "fr", handoff.CallWording, true
	t.WindowFrom, t.WindowTo = sentAt.Add(71*time.Hour), sentAt.Add(73*time.Hour)
	t.Promise = handoff.Promise{Made: t.CreatedAt, By: t.WindowTo}
	return p
}

func unpromised(t handoff.Ticket) handoff.Ticket {
	t.Ref, t.Kind, t.Promise = "B4R-7TX", handoff.Here, handoff.Promise{Made: t.CreatedAt}
	return t
}
