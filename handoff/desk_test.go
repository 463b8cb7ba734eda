package handoff_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/handoff/hours"
	"deskbell/internal/fault"
	"deskbell/internal/feed"
	"deskbell/internal/limits"
	"deskbell/store"
	"deskbell/store/storetest"
)

// fixture is a desk over a real store, with one agent who gets mails.
type fixture struct {
	*handoff.Desk
	store  *store.Store
	team   *handoff.Team
	clock  *storetest.Clock
	anna   handoff.Agent
	config handoff.Config
}

func newDesk(t *testing.T, change ...func(*handoff.Config)) fixture {
	t.Helper()
	clock := storetest.NewClock()
	s := storetest.New(t, storetest.WithClock(clock))
	config := handoff.Config{Mail: true, Now: clock.Now, Log: slog.New(slog.DiscardHandler)}
	for _, c := range change {
		c(&config)
	}
	team := handoff.NewTeam(s, clock.Now)
	return fixture{
		Desk:  handoff.NewDesk(s, testKeys, config),
		store: s, team: team, clock: clock, anna: firstAgent(t, team), config: config,
	}
}

var testKeys = handoff.NewKeys(bytes.Repeat([]byte{7}, 32))

// under is the desk with these hours, Monday to Friday and in UTC, and what else the owner decides.
func (f fixture) under(t *testing.T, windows string, more ...func(*handoff.Rules)) fixture {
	t.Helper()
	_, err := f.store.ChangeRules(t.Context(), func(r handoff.Rules, _ time.Time) (handoff.Rules, error) {
		r, err := weekdays(r, windows)
		for _, change := range more {
			change(&r)
		}
		return r, err
	})
	if err == nil {
		f.config.Timing, err = handoff.LoadTiming(t.Context(), f.store, new(feed.Feed), f.clock.Now, f.config.Log)
	}
	if err != nil {
		t.Fatal(err)
	}
	f.Desk = handoff.NewDesk(f.store, testKeys, f.config)
	return f
}

func weekdays(r handoff.Rules, windows string) (handoff.Rules, error) {
	parsed, err := hours.ParseWindows(windows)
	r.Hours.Zone = "UTC"
	for day := time.Monday; day <= time.Friday; day++ {
		r.Hours.Week[day] = parsed
	}
	return r, err
}

// read gives the ticket as agents see it.
func (f fixture) read(t *testing.T, ref string) handoff.Ticket {
	t.Helper()
	ticket, err := f.Ticket(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	return ticket
}

// told are the system's messages in a thread.
func told(ticket handoff.Ticket) (all []string) {
	for _, m := range ticket.Messages {
		if m.From == handoff.FromSystem {
			all = append(all, m.Text)
		}
	}
	return all
}

func firstAgent(t *testing.T, team *handoff.Team) handoff.Agent {
	t.Helper()
	secret, err := team.SetUpLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	a, err := team.Accept(t.Context(), secret, handoff.Profile{Name: "Anna", Email: "anna@shop.example", Lang: "en"}, goodPassword)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

const goodPassword = "correct horse battery"

func request() handoff.Request {
	return handoff.Request{Kind: handoff.ByEmail, Email: "guest@mail.example", Message: "Is the cot free?", Lang: "en"}
}

func key(n int) string { return fmt.Sprintf("test-key-%020d", n) }

func (f fixture) open(t *testing.T, n int, r handoff.Request) handoff.Accepted {
	t.Helper()
	a, err := f.Open(t.Context(), key(n), []byte(r.Message), r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// letters are the rows about a ticket: letter, channel and recipient.
func (f fixture) letters(t *testing.T, ticket handoff.Ticket) []string {
	t.Helper()
	rows, err := f.store.TicketOutgoing(t.Context(), ticket.ID)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range rows {
		all = append(all, fmt.Sprintf("%s %s %s", r.Letter, r.Channel, r.Recipient))
	}
	return all
}

func TestARequestIsStoredAndEveryoneIsTold(t *testing.T) {
	f := newDesk(t, func(c *handoff.Config) {
		c.Notify = []handoff.Target{{Channel: handoff.Ntfy, Name: "ntfy-1"}}
	})
	got := f.open(t, 1, request())
	ticket, err := f.ByToken(t.Context(), got.Token)
	if err != nil {
		t.Fatal(err)
	}
	if ticket.Ref != got.Ticket.Ref || ticket.Status != handoff.Open || len(ticket.Messages) != 1 || ticket.Messages[0].Text != "Is the cot free?" {
		t.Errorf("stored: %+v", ticket)
	}
	want := []string{"new_ticket mail anna@shop.example", "new_ticket ntfy ntfy-1", "receipt mail guest@mail.example"}
	if diff := cmp.Diff(want, f.letters(t, ticket)); diff != "" {
		t.Error(diff)
	}
}

// Promise 4: an accepted request is never doubled.
func TestARepeatedRequestGetsTheSameReference(t *testing.T) {
	f := newDesk(t)
	const rounds = 40
	var (
		wg  sync.WaitGroup
		mu  sync.Mutex
		got = map[string]int{}
	)
	for range rounds {
		wg.Go(func() {
			a, err := f.Open(context.Background(), key(1), []byte("body"), request())
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			got[a.Ticket.Ref+" "+a.Token]++
		})
	}
	wg.Wait()
	if len(got) != 1 {
		t.Errorf("%d answers to one request: %v", len(got), got)
	}
	_, n, err := f.Tickets(t.Context(), handoff.Filter{Folder: handoff.Inbox}, handoff.NewestChange, 10, 0)
	if err != nil || n != 1 {
		t.Errorf("%d tickets, %v", n, err)
	}
}

func TestTheSameKeyWithAnotherBodyIsRefused(t *testing.T) {
	f := newDesk(t)
	f.open(t, 1, request())
	_, err := f.Open(t.Context(), key(1), []byte("another body"), request())
	if !fault.HasCode(err, "key_reused") || !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v", err)
	}
}

func TestAKeyOfTheWrongShapeIsRefused(t *testing.T) {
	f := newDesk(t)
	for _, k := range []string{"", "short", "with space in the key", string(bytes.Repeat([]byte("a"), 65)), "ключ-ключ-ключ-ключ"} {
		if _, err := f.Open(t.Context(), k, nil, request()); !fault.HasCode(err, "key_invalid") {
			t.Errorf("%q: %v", k, err)
		}
	}
}

func TestAnErasedTicketIsGoneForItsTokenAndItsKey(t *testing.T) {
	f := newDesk(t)
	a := f.open(t, 1, request())
	if _, err := f.Erase(t.Context(), a.Ticket.Ref); err != nil {
		t.Fatal(err)
	}
	if _, err := f.ByToken(t.Context(), a.Token); !fault.Is(err, fault.NotFound) {
		t.Errorf("the token: %v", err)
	}
	if _, err := f.Open(t.Context(), key(1), []byte("Is the cot free?"), request()); !fault.Is(err, fault.Gone) {
		t.Errorf("the key: %v", err)
	}
}

func TestASuspectedRequestIsKeptButSendsNothing(t *testing.T) {
	f := newDesk(t, func(c *handoff.Config) {
		c.Notify = []handoff.Target{{Channel: handoff.Ntfy, Name: "ntfy-1"}}
	})
	r := request()
	r.Suspected = true
	a := f.open(t, 1, r)
	if a.Ticket.Folder != handoff.Suspected || a.Mailed {
		t.Errorf("folder %s, mailed %t", a.Ticket.Folder, a.Mailed)
	}
	if got := f.letters(t, a.Ticket); got != nil {
		t.Errorf("it sent %q", got)
	}
	if _, err := f.Reply(t.Context(), f.anna, a.Ticket.Ref, key(2), "Yes.", handoff.After{}); err != nil {
		t.Fatal(err)
	}
	if ticket, _ := f.Ticket(t.Context(), a.Ticket.Ref); ticket.Folder != handoff.Inbox {
		t.Errorf("after a reply it is still in %s", ticket.Folder)
	}
}

func TestOneAddressGetsOneReceiptADay(t *testing.T) {
	f := newDesk(t)
	receipts := func(n int) bool {
		a := f.open(t, n, request())
		sent := slices.Contains(f.letters(t, a.Ticket), "receipt mail guest@mail.example")
		if a.Mailed != sent {
			t.Errorf("the visitor is told %t, a receipt leaves: %t", a.Mailed, sent)
		}
		return sent
	}
	if !receipts(1) || receipts(2) {
		t.Error("the second ticket of a day must not send a receipt, the first must")
	}
	f.clock.Add(25 * time.Hour)
	if !receipts(3) {
		t.Error("a day later there is no receipt")
	}
}

func TestReceiptsKeepToTheirLimits(t *testing.T) {
	lim, err := limits.Parse([]string{limits.ReceiptsPerHour + "=2", limits.ReceiptsPerAddress + "=2"})
	if err != nil {
		t.Fatal(err)
	}
	f := newDesk(t, func(c *handoff.Config) { c.Limits = lim })
	mailed := func(n int, address string) bool {
		r := request()
		r.Email = address
		return f.open(t, n, r).Mailed
	}
	if !mailed(1, "a@mail.example") || !mailed(2, "a@mail.example") || mailed(3, "b@mail.example") {
		t.Error("two an hour may leave, a third may not")
	}
	f.clock.Add(time.Hour + time.Minute)
	if mailed(4, "a@mail.example") || !mailed(5, "b@mail.example") {
		t.Error("an hour later others get theirs; an address that had two in a day does not")
	}
}

func TestWithoutAMailServerNothingIsPutAside(t *testing.T) {
	f := newDesk(t, func(c *handoff.Config) { c.Mail = false })
	a := f.open(t, 1, request())
	if got := f.letters(t, a.Ticket); got != nil {
		t.Errorf("rows that nobody can send: %q", got)
	}
}

func TestAReplyReachesThreadAndMailbox(t *testing.T) {
	f := newDesk(t)
	a := f.open(t, 1, request())
	if _, err := f.Reply(t.Context(), f.anna, a.Ticket.Ref, key(2), "Yes, it is.", handoff.After{}); err != nil {
		t.Fatal(err)
	}
	ticket, err := f.ByToken(t.Context(), a.Token)
	if err != nil {
		t.Fatal(err)
	}
	last := ticket.Messages[len(ticket.Messages)-1]
	if last.From != handoff.FromAgent || last.AgentName != "Anna" || last.Text != "Yes, it is." || ticket.Status != handoff.Waiting || ticket.NeedsAnswer() {
		t.Errorf("thread ends with %+v, status %s", last, ticket.Status)
	}
	if got := f.letters(t, ticket); got[len(got)-1] != "reply mail guest@mail.example" {
		t.Errorf("letters: %q", got)
	}
}

func TestADoubleClickOnReplySendsOnce(t *testing.T) {
	f := newDesk(t)
	a := f.open(t, 1, request())
	for range 2 {
		if _, err := f.Reply(t.Context(), f.anna, a.Ticket.Ref, key(2), "Yes.", handoff.After{Done: true}); err != nil {
			t.Fatal(err)
		}
	}
	ticket, _ := f.Ticket(t.Context(), a.Ticket.Ref)
	if len(ticket.Messages) != 2 || ticket.Status != handoff.Done {
		t.Errorf("%d messages, status %s", len(ticket.Messages), ticket.Status)
	}
}

func TestANoteIsForAgentsOnlyAndSendsNothing(t *testing.T) {
	f := newDesk(t)
	a := f.open(t, 1, request())
	before := f.letters(t, a.Ticket)
	if _, err := f.Note(t.Context(), f.anna, a.Ticket.Ref, key(2), "Rude last year."); err != nil {
		t.Fatal(err)
	}
	ticket, _ := f.ByToken(t.Context(), a.Token)
	for _, m := range ticket.ForVisitor() {
		if m.Text == "Rude last year." {
			t.Error("the visitor sees the note")
		}
	}
	if len(ticket.Messages) != 2 || ticket.Status != handoff.Open {
		t.Errorf("%d messages, status %s", len(ticket.Messages), ticket.Status)
	}
	if diff := cmp.Diff(before, f.letters(t, ticket)); diff != "" {
		t.Error(diff)
	}
}

func TestAVisitorsMessageReopensATicketAndTellsItsAssignee(t *testing.T) {
	f := newDesk(t)
	ben := f.addAgent(t, "Ben", "ben@shop.example")
	a := f.open(t, 1, request())
	if err := f.Assign(t.Context(), a.Ticket.Ref, ben.ID); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(t.Context(), a.Ticket.Ref); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(t.Context(), a.Ticket.Ref, key(2), "One more thing", "en"); err != nil {
		t.Fatal(err)
	}
	ticket, _ := f.Ticket(t.Context(), a.Ticket.Ref)
	if ticket.Status != handoff.Open || !ticket.NeedsAnswer() {
		t.Errorf("status %s", ticket.Status)
	}
	got := f.letters(t, ticket)
	if last := got[len(got)-1]; last != "new_message mail ben@shop.example" {
		t.Errorf("letters: %q", got)
	}
}

func (f fixture) addAgent(t *testing.T, name, email string) handoff.Agent {
	t.Helper()
	_, secret, err := f.team.Add(t.Context(), handoff.Profile{Name: name, Email: email, Lang: "de", NotifyMail: true})
	if err != nil {
		t.Fatal(err)
	}
	a, err := f.team.Accept(t.Context(), secret, handoff.Profile{}, goodPassword)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestASnoozedTicketComesBack(t *testing.T) {
	f := newDesk(t)
	a := f.open(t, 1, request())
	if err := f.Snooze(t.Context(), a.Ticket.Ref, f.clock.Now()); !fault.HasCode(err, "time_past") {
		t.Errorf("snoozing until now: %v", err)
	}
	if err := f.Snooze(t.Context(), a.Ticket.Ref, f.clock.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	care(t, f)
	if ticket, _ := f.Ticket(t.Context(), a.Ticket.Ref); ticket.Status != handoff.Snoozed {
		t.Fatalf("too early: %s", ticket.Status)
	}
	f.clock.Add(2 * time.Hour)
	care(t, f)
	if ticket, _ := f.Ticket(t.Context(), a.Ticket.Ref); ticket.Status != handoff.Open || !ticket.NeedsAnswer() {
		t.Errorf("it did not come back: %s", ticket.Status)
	}
}

// care runs one round: with its context ended, Care does its work once and returns.
func care(t *testing.T, f fixture) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	f.Care(ctx, f.store)
}

func TestALinkCodeOpensTheTicketForAMonth(t *testing.T) {
	f := newDesk(t)
	a := f.open(t, 1, request())
	if _, err := f.ByLink(t.Context(), a.LinkCode); err != nil {
		t.Fatal(err)
	}
	f.clock.Add(32 * 24 * time.Hour)
	if _, err := f.ByLink(t.Context(), a.LinkCode); !fault.HasCode(err, "link_expired") {
		t.Errorf("after 32 days: %v", err)
	}
	if _, err := f.ByToken(t.Context(), a.LinkCode); !fault.Is(err, fault.NotFound) {
		t.Errorf("as a token: %v", err)
	}
}
