package agenda

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/words"
)

var update = flag.Bool("update", false, "write the golden files anew")

var (
	asked  = time.Date(2026, 11, 20, 9, 30, 12, 0, time.UTC) // a Friday
	berlin = mustZone("Europe/Berlin")
)

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

func testOptions() Options {
	return Options{
		AdminURL: "https://desk.shop.example:8443", Desk: "Haus am See", Lang: "en", Zone: berlin, Now: asked.Add(time.Hour),
	}
}

// testTicket is a call-back with a window; the visitor is in London.
func testTicket() handoff.Ticket {
	return handoff.Ticket{
		ID: 7, Ref: "K7M-2QX", Kind: handoff.CallBack, Status: handoff.Open, Folder: handoff.Inbox,
		Name: "Kim Müller; née O'Hara, \\Dr.", Phone: "+493012345678", TimeZone: "Europe/London", CallLang: "fr", Scope: "flat-3",
		WindowFrom: asked.Add(72 * time.Hour), WindowTo: asked.Add(74 * time.Hour), CallPending: true, CreatedAt: asked,
		Promise:  handoff.Promise{Made: asked, By: asked.Add(74 * time.Hour)},
		Messages: []handoff.Message{{ID: 1, From: handoff.FromVisitor, Text: "Where is the key? 🔑\n\nWe arrive at midnight; it is dark, and the road is long and there are no lights at all, I was told by those who were there before us."}},
	}
}

func testCall() handoff.Call {
	t := testTicket()
	return handoff.Call{Phone: t.Phone, Tickets: []handoff.Ticket{t}, From: t.WindowFrom, To: t.WindowTo, State: handoff.StateLater}
}

// soon is a call as soon as possible, by someone who told nothing that was not asked.
func soon() handoff.Call {
	t := testTicket()
	t.Ref, t.Name, t.Phone, t.TimeZone, t.CallLang, t.Scope, t.Wish = "B4R-7TX", "", "+493087654321", "", "", "", "after 5, please"
	t.WindowFrom, t.WindowTo = time.Time{}, time.Time{}
	t.Messages = t.Messages[:0]
	return handoff.Call{Phone: t.Phone, Tickets: []handoff.Ticket{t}, From: asked, To: asked.Add(8 * time.Hour), ASAP: true, State: handoff.StateDue}
}

func private(o Options) Options {
	o.Private = true
	return o
}

func must(t *testing.T) func([]byte, error) []byte {
	return func(file []byte, err error) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		validate(t, file)
		return file
	}
}

func TestCalendarsReadAsBefore(t *testing.T) {
	for _, lang := range words.AgentLanguages {
		o := testOptions()
		o.Lang = lang
		for name, file := range map[string][]byte{
			"call":  must(t)(Call(testCall(), o)),
			"soon":  must(t)(Call(soon(), o)),
			"feed":  must(t)(Feed([]handoff.Call{testCall(), soon()}, private(o))),
			"empty": must(t)(Feed(nil, private(o))),
		} {
			golden(t, name+"."+lang+".ics", file)
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestAFeedNamesNobody(t *testing.T) {
	const canary = "CANARY"
	c := testCall()
	for i := range 2 {
		c.Tickets = append(c.Tickets, testTicket())
		ticket := &c.Tickets[i]
		ticket.Name, ticket.Email, ticket.Phone, ticket.Wish, ticket.Page, ticket.Scope = canary, canary, canary, canary, canary, canary
		ticket.TimeZone, ticket.CallLang, ticket.Lang = canary, canary, canary
		ticket.Messages[0].Text = canary
		ticket.Transcript = []handoff.Line{{From: handoff.FromVisitor, Text: canary}}
	}
	c.Phone = canary
	if file := must(t)(Feed([]handoff.Call{c}, private(testOptions()))); bytes.Contains(unfolded(file), []byte(canary)) {
		t.Errorf("it names the visitor:\n%s", file)
	}
	if file := must(t)(Call(c, testOptions())); !bytes.Contains(unfolded(file), []byte(canary)) {
		t.Error("this test would see nothing")
	}
}

func TestACallKnowsItsTicketsOnly(t *testing.T) {
	c := testCall()
	other := testTicket()
	other.Ref, other.WindowFrom, other.WindowTo = "M2C-9KD", other.WindowFrom.Add(time.Hour), other.WindowTo.Add(time.Hour)
	c.Tickets = append(c.Tickets, other)
	both := must(t)(Feed([]handoff.Call{c}, private(testOptions())))
	if n := bytes.Count(both, []byte("BEGIN:VEVENT")); n != 1 {
		t.Errorf("%d events for one call", n)
	}
	for _, link := range []string{"/admin/tickets/K7M-2QX", "/admin/tickets/M2C-9KD"} {
		if !bytes.Contains(unfolded(both), []byte(link)) {
			t.Errorf("no %s in:\n%s", link, both)
		}
	}
}

func TestAChangedWindowReplacesTheOldOne(t *testing.T) {
	before := readEvent(t, must(t)(Call(testCall(), testOptions())))
	c := testCall()
	c.From, c.To = c.From.Add(24*time.Hour), c.To.Add(24*time.Hour)
	c.Tickets[0].Promise.Made = asked.Add(20 * time.Minute)
	after := readEvent(t, must(t)(Call(c, testOptions())))
	if before.uid != after.uid {
		t.Errorf("it is another event: %s, %s", before.uid, after.uid)
	}
	if after.sequence <= before.sequence || !after.changed.After(before.changed) || !after.from.Equal(c.From) || !after.to.Equal(c.To) {
		t.Errorf("before %+v\nafter  %+v", before, after)
	}
	c.Tickets[0].UpdatedAt = asked.Add(30 * time.Minute) // an attempt, a note
	if again := readEvent(t, must(t)(Call(c, testOptions()))); again != after {
		t.Errorf("it changed with the ticket: %+v, %+v", again, after)
	}
}

// A request that came before promises were kept has none.
func TestACallWithoutAPromiseIsAsItWasAskedFor(t *testing.T) {
	c := testCall()
	c.Tickets[0].Promise = handoff.Promise{}
	if e := readEvent(t, must(t)(Call(c, testOptions()))); e.sequence != 0 || !e.changed.Equal(asked.Truncate(time.Second)) {
		t.Errorf("got %+v", e)
	}
}

func TestTheNameOfADeskStaysText(t *testing.T) {
	o := private(testOptions())
	o.Desk = "Haus\r\nMETHOD:CANCEL\u2028am, See"
	if file := must(t)(Feed(nil, o)); !bytes.Contains(unfolded(file), []byte("\r\nX-WR-CALNAME:Haus METHOD:CANCEL am\\, See: calls\r\n")) {
		t.Errorf("got:\n%s", file)
	}
}

func TestAnAlarmRingsBeforeAWindowOnly(t *testing.T) {
	if e := readEvent(t, must(t)(Call(testCall(), testOptions()))); e.alarm != -10*time.Minute || e.to.Sub(e.from) != 2*time.Hour {
		t.Errorf("got %+v", e)
	}
	if e := readEvent(t, must(t)(Call(soon(), testOptions()))); e.alarm != 0 || e.to.Sub(e.from) != 30*time.Minute || !e.from.Equal(asked.Truncate(time.Second)) {
		t.Errorf("got %+v", e)
	}
}

func TestTheHostNamesEvents(t *testing.T) {
	for address, want := range map[string]string{
		"https://desk.shop.example:8443": "K7M-2QX@desk.shop.example", "http://127.0.0.1:8080/": "K7M-2QX@127.0.0.1",
	} {
		o := testOptions()
		o.AdminURL = address
		file := must(t)(Call(testCall(), o))
		if e := readEvent(t, file); e.uid != want || e.url != strings.TrimRight(address, "/")+"/admin/tickets/K7M-2QX" {
			t.Errorf("got %+v", e)
		}
	}
	for _, address := range []string{"", "desk", "https://", ":"} {
		if _, err := Feed(nil, Options{AdminURL: address}); err == nil {
			t.Errorf("%q was taken", address)
		}
	}
}
