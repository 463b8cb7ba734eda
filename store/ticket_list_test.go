package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/store"
	"deskbell/store/storetest"
)

// desk is a store with one ticket of each sort; a ticket's name says what it is.
func desk(t *testing.T) *store.Store {
	t.Helper()
	s := storetest.New(t)
	ann := addAgent(t, s, "ann@shop.example")
	add := func(ref string, age time.Duration, set func(*handoff.Ticket)) {
		c := request(ref)
		c.Ticket.UnansweredSince = storetest.Start.Add(-age)
		c.Ticket.UpdatedAt = c.Ticket.UnansweredSince
		set(&c.Ticket)
		open(t, s, handoff.Idempotency{}, c)
	}
	answered := func(t *handoff.Ticket) { t.Status, t.UnansweredSince = handoff.Waiting, time.Time{} }
	add("ANSWERED-LONG-AGO", 9*time.Hour, answered)
	add("NEW", time.Hour, func(*handoff.Ticket) {})
	add("OLD", 5*time.Hour, func(t *handoff.Ticket) { t.AgentID = ann.ID })
	add("ANSWERED", 2*time.Hour, answered)
	add("DONE", 8*time.Hour, func(t *handoff.Ticket) { t.Status = handoff.Done })
	add("SNOOZED", 3*time.Hour, func(t *handoff.Ticket) { t.Status = handoff.Snoozed })
	add("WOKEN", 4*time.Hour, func(t *handoff.Ticket) { t.UnansweredSince = time.Time{} })
	add("SUSPECTED", 7*time.Hour, func(t *handoff.Ticket) { t.Folder = handoff.Suspected })
	return s
}

func TestTheInboxIsFilteredAndOrdered(t *testing.T) {
	s := desk(t)
	for _, test := range []struct {
		name   string
		filter handoff.Filter
		order  handoff.Order
		want   string
	}{
		{"who waits longest is on top", handoff.Filter{Folder: handoff.Inbox}, handoff.OldestUnanswered, "OLD WOKEN SNOOZED NEW ANSWERED DONE ANSWERED-LONG-AGO"},
		{"newest change", handoff.Filter{Folder: handoff.Inbox}, handoff.NewestChange, "NEW ANSWERED SNOOZED WOKEN OLD DONE ANSWERED-LONG-AGO"},
		{"every folder", handoff.Filter{}, handoff.OldestUnanswered, "SUSPECTED OLD WOKEN SNOOZED NEW ANSWERED DONE ANSWERED-LONG-AGO"},
		{"one folder", handoff.Filter{Folder: handoff.Suspected}, handoff.OldestUnanswered, "SUSPECTED"},
		{"some statuses", handoff.Filter{Statuses: []handoff.Status{handoff.Done, handoff.Snoozed}}, handoff.OldestUnanswered, "SNOOZED DONE"},
		{"an agent's", handoff.Filter{AgentID: 1}, handoff.OldestUnanswered, "OLD"},
		{"all conditions hold", handoff.Filter{Folder: handoff.Inbox, Statuses: []handoff.Status{handoff.Open}, AgentID: 1, Words: "müller"}, handoff.OldestUnanswered, "OLD"},
	} {
		t.Run(test.name, func(t *testing.T) {
			page, total, err := s.Tickets(t.Context(), test.filter, test.order, 100, 0)
			if diff := cmp.Diff(test.want, refs(page)); diff != "" || err != nil {
				t.Error(diff, err)
			}
			if total != len(page) {
				t.Errorf("%d in all, %d shown", total, len(page))
			}
		})
	}
}

func refs(page []handoff.Ticket) string {
	var list []string
	for _, t := range page {
		list = append(list, t.Ref)
	}
	return strings.Join(list, " ")
}

func TestAPageIsPartOfTheList(t *testing.T) {
	s := desk(t)
	page, total, err := s.Tickets(t.Context(), handoff.Filter{Folder: handoff.Inbox}, handoff.OldestUnanswered, 2, 1)
	if got := refs(page); got != "WOKEN SNOOZED" || total != 7 || err != nil {
		t.Errorf("%q of %d, %v", got, total, err)
	}
	for _, ticket := range page {
		if ticket.Messages != nil || ticket.Attempts != nil {
			t.Error("a list carries threads")
		}
	}
}

func TestFoldersCountWhoWaitsForAnAnswer(t *testing.T) {
	s := desk(t)
	got, err := s.TicketCounts(t.Context())
	want := map[handoff.Folder]int{handoff.Inbox: 4, handoff.Suspected: 1, handoff.Spam: 0}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestTicketsAreFoundByTheirWords(t *testing.T) {
	s := storetest.New(t)
	one := request("K7M-2QX")
	one.Messages[0].Text = "Die STRASSE ist 100% naß, snake_case und C:\\temp"
	open(t, s, handoff.Idempotency{}, one)
	two := request("AAA-AAA")
	two.Ticket.Name, two.Ticket.Email, two.Ticket.Phone = "Bob", "bob@mail.example", "+12025550100"
	two.Messages[0].Text = "100 snakes"
	two.Messages = append(two.Messages, handoff.Message{From: handoff.FromSystem, Text: "assigned", At: storetest.Start})
	open(t, s, handoff.Idempotency{}, two)

	for words, want := range map[string]string{
		"k7m-2qx":     "K7M-2QX",
		"K7M2QX":      "K7M-2QX",
		"zoe muller":  "K7M-2QX",
		"ZOË Müller":  "K7M-2QX",
		"zoe@":        "K7M-2QX",
		"12025550100": "AAA-AAA",
		"Straße":      "K7M-2QX",
		"nass bob":    "",
		"müller nass": "K7M-2QX", // one word in the ticket, one in a message
		"100%":        "K7M-2QX",
		"snake_":      "K7M-2QX",
		`c:\temp`:     "K7M-2QX",
		"100":         "AAA-AAA K7M-2QX",
		"assigned":    "", // what the system wrote is no text
		"  ":          "AAA-AAA K7M-2QX",
		"' OR 1=1 --": "",
	} {
		page, _, err := s.Tickets(t.Context(), handoff.Filter{Words: words}, handoff.NewestChange, 10, 0)
		if got := refs(page); got != want || err != nil {
			t.Errorf("%q finds %q, %v; want %q", words, got, err, want)
		}
	}
}

func TestEarlierTicketsHaveTheAddressOrTheNumber(t *testing.T) {
	s := storetest.New(t)
	add := func(ref, email, phone string, folder handoff.Folder, age time.Duration) handoff.Ticket {
		return open(t, s, handoff.Idempotency{}, changed(request(ref), func(t *handoff.Ticket) {
			t.Email, t.Phone, t.Folder, t.CreatedAt = email, phone, folder, storetest.Start.Add(-age)
		})).Ticket
	}
	mail := add("MAIL", "ZOE@mail.example", "", handoff.Inbox, 3*time.Hour)
	add("BOTH", "zoe@mail.example", zoesPhone, handoff.Spam, 2*time.Hour)
	phone := add("PHONE", "", zoesPhone, handoff.Inbox, time.Hour)
	neither := add("NEITHER", "", "", handoff.Inbox, 0)
	add("NEITHER-TOO", "", "", handoff.Inbox, 0)
	add("SEALED", "zoe@mail.example", zoesPhone, handoff.Sealed, 0)
	asked := handoff.Ticket{Email: "Zoe@Mail.example", Phone: zoesPhone}

	for _, test := range []struct {
		name  string
		of    handoff.Ticket
		limit int
		want  string
	}{
		{"by address", mail, 10, "BOTH"},
		{"by number", phone, 10, "BOTH"},
		{"by both, each once, the newest first", asked, 10, "PHONE BOTH MAIL"},
		{"the newest", asked, 1, "PHONE"},
		{"with neither nobody is known", neither, 10, ""},
	} {
		got, err := s.Earlier(t.Context(), test.of, test.limit)
		if refs(got) != test.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", test.name, refs(got), err, test.want)
		}
	}
}
