package mail

import (
	"context"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
)

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
			return Desk{Name: "Haus am See", Email: "info@shop.example", Controller: "Anna Beispiel, Seestraße 1, 12345 Seestadt"}, nil
		},
		Question: func(_ context.Context, entry string) (string, bool) {
			return "Wo finde ich den Schlüssel?", entry == "key"
		},
	}
}

func testParcel(letter handoff.Letter, lang string) handoff.Parcel {
	at := time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)
	first := handoff.Message{ID: 11, From: handoff.FromVisitor, Text: "Where is the key?\n\nWe arrive at midnight & it is dark.", At: at}
	answer := handoff.Message{ID: 12, From: handoff.FromAgent, AgentID: 1, AgentName: "Änne Beispiel", Text: "Dear Kim,\n\nthe key hangs to the left of the door, in the blue box with the little lighthouse on it, see https://shop.example/a-very-long-path-that-must-not-be-broken/into-pieces.\n\nKind regards", At: at}
	ticket := handoff.Ticket{
		ID: 7, Ref: "K7M-2QX", Kind: handoff.ByEmail, Name: "Kim Canary", Email: "kim@example.com", Lang: lang,
		Page: "https://shop.example/flats/3", Scope: "flat-3", TimeZone: "Europe/Berlin", CreatedAt: at,
		Promise: at.Add(24 * time.Hour), Messages: []handoff.Message{first, answer},
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
	case handoff.TestLetter:
		p.Outgoing.TicketID, p.Ticket, p.Message = 0, handoff.Ticket{}, handoff.Message{}
	}
	return p
}
