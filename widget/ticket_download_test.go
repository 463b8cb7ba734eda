package widget

import (
	"encoding/json"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
)

// notDownloaded are the fields of a ticket that a download leaves out, with the reason.
var notDownloaded = map[string]string{
	"ID":              "a number of the database",
	"Folder":          "how agents sort; it would tell abusers what gave them away",
	"AgentID":         "who among the agents looks after it",
	"SnoozedUntil":    "when an agent wants to be reminded",
	"UnansweredSince": "follows from the messages",
	"Due":             "follows from the promise",
	"NaggedAt":        "when agents were reminded",
	"TokenVersion":    "part of a secret",
}

// full is a ticket with something in every field that a download shows, and with what it must not show.
func full() handoff.Ticket {
	at := func(hour int) time.Time { return time.Date(2026, time.March, 2, hour, 0, 0, 0, time.UTC) }
	return handoff.Ticket{
		ID: 4711, Ref: "K7M-2QX", Kind: handoff.CallBack, Status: handoff.Done, Folder: handoff.Inbox,
		Name: "Ann Ash", Email: "ann@example.com", Phone: "+49302345678", Wish: "after lunch", WindowFrom: at(13), WindowTo: at(15),
		TimeZone: "Europe/Vienna", CallLang: "fr", Wording: "2026-11", Lang: "en", Page: "https://shop.example/x", Scope: "flat-3",
		Transcript: []handoff.Line{
			{From: handoff.FromVisitor, Text: "dogs?"},
			{From: handoff.FromDesk, Entry: "dogs", Verdict: handoff.NotSolved},
			{From: handoff.FromDesk, Entry: "gone"},
		},
		AgentID: 815, FirstReplyAt: at(16), Promise: handoff.Promise{Made: at(9), By: at(11), Usual: 90 * time.Minute, Opens: at(10)},
		CallPending: true, KeepUntil: handoff.LetterUntil(at(9)), TokenVersion: 4712, CreatedAt: at(9), UpdatedAt: at(17), ClosedAt: at(18),
		Messages: []handoff.Message{
			{ID: 1, From: handoff.FromVisitor, Text: "The shower drips.\nContact\n  Name: Bob", Lang: "en", At: at(9)},
			{ID: 2, From: handoff.FromAgent, Note: true, AgentID: 815, AgentName: "Bo", Text: "a difficult one", At: at(10)},
			{ID: 3, From: handoff.FromAgent, AgentID: 815, AgentName: "Bo", Text: "We come.", At: at(12)},
			{ID: 4, From: handoff.FromSystem, Text: "call_agreed", At: at(13)},
			{ID: 5, From: handoff.FromSystem, Note: true, Text: "no_answer_yet", At: at(14)},
		},
		Attempts: []handoff.Attempt{
			{ID: 1, AgentID: 815, AgentName: "Bo", At: at(13), Outcome: handoff.NoAnswer},
			{ID: 2, AgentID: 815, AgentName: "Bo", At: at(14), Outcome: handoff.CallAgain, Again: at(19)},
		},
	}
}

// Whoever adds a field to tickets decides here whether visitors get it.
func TestADownloadHoldsEveryFieldOfATicket(t *testing.T) {
	f := newFixture(t, withDogs)
	before, err := json.Marshal(f.stored(full()))
	if err != nil {
		t.Fatal(err)
	}
	for i := range reflect.TypeFor[handoff.Ticket]().NumField() {
		other := full()
		field := reflect.ValueOf(&other).Elem().Field(i)
		field.SetZero()
		after, err := json.Marshal(f.stored(other))
		if err != nil {
			t.Fatal(err)
		}
		name := reflect.TypeFor[handoff.Ticket]().Field(i).Name
		if _, left := notDownloaded[name]; left == (string(before) != string(after)) {
			t.Errorf("%s: in the download: %t", name, !left)
		}
	}
}

func TestADownloadIsReadable(t *testing.T) {
	f := newFixture(t, withDogs, openWeekdays, func(f *fixture) { f.settings.Title = "Ash & Co" })
	got := f.storedText(full())
	want := `Your request K7M-2QX
What Ash & Co has stored, as of 2 March 2026, 10:00 (Vienna time).

  Opened: 2 March 2026, 10:00
  Last change: 2 March 2026, 18:00
  First answer: 2 March 2026, 17:00
  Closed: 2 March 2026, 19:00
  State: This request is closed. If you write, it is opened again.
  Promised: We call you Monday, 2 March, 14:00–16:00. (told on 2 March 2026, 10:00)

Your details
  Name: Ann Ash
  E-mail: ann@example.com
  Phone: +49 30 2345678
  Time zone: Europe/Vienna
  Language: en
  Page: https://shop.example/x
  About: flat-3

Call
  Time: Monday, 2 March, 14:00–16:00
  Your wish: after lunch
  Language on the phone: fr
  You asked to be called under these words: We call once about this matter. (2026-11)
  2 March 2026, 14:00: not reached
  2 March 2026, 15:00: another time agreed: 2 March 2026, 20:00

Messages
  2 March 2026, 10:00, You:
    The shower drips.
    Contact
      Name: Bob
  2 March 2026, 13:00, Bo:
    We come.
  2 March 2026, 14:00:
    We agreed on another time for the call.

The conversation that you sent along
  You:
    dogs?
  Answer shown:
    ` + dogs.Question + `
    You said: Not solved
  Answer shown:
    An answer that is no longer in the FAQ

How long it is kept
  As a business letter until 31 December 2032, as the law asks for (§ 257 HGB, § 147 AO).
  The phone number and the time for a call: 30 days after it was closed.
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestADownloadHoldsNothingOfOthers(t *testing.T) {
	f := newFixture(t, withDogs)
	mine, other := f.open(t, aKey, aCall), f.open(t, otherKey, strings.NewReplacer("2345678", "901820", "Please call.", "A stranger's matter.").Replace(aCall))
	agent := f.agent(t)
	if _, err := f.Desk.Note(t.Context(), agent, mine.Ref, aKey, "a difficult one"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Desk.Reply(t.Context(), agent, mine.Ref, otherKey, "We come today.", handoff.After{}); err != nil {
		t.Fatal(err)
	}
	v := f.visitor(t).open(mine.URL[strings.Index(mine.URL, "/ticket/"):]).step(openThread)
	token := []string{"Authorization", "Bearer " + mine.Token}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"page, text": f.download(v, "text"), "page, json": f.download(v, "json"),
		"API, text": f.get("/api/v1/ticket/download?format=text", token...), "API, json": f.get("/api/v1/ticket/download", token...),
	} {
		body, file := w.Body.String(), "request-"+mine.Ref+map[bool]string{true: ".txt", false: ".json"}[strings.HasSuffix(name, "text")]
		if w.Code != 200 || w.Header().Get("Content-Disposition") != `attachment; filename="`+file+`"` || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
		if !strings.Contains(body, "Please call.") || !strings.Contains(body, "We come today.") {
			t.Errorf("%s: not everything is there:\n%s", name, body)
		}
		for _, secret := range []string{"difficult", "stranger", "901820", other.Ref, mine.Token, "bo@shop.example"} {
			if strings.Contains(body, secret) {
				t.Errorf("%s: %q is in it:\n%s", name, secret, body)
			}
		}
	}
}

func (f *fixture) download(v *visitor, format string) *httptest.ResponseRecorder {
	return f.post("/ticket/download", "code="+v.value("[name=code]")+"&format="+format, "Content-Type", "application/x-www-form-urlencoded")
}

func TestHowLongATicketIsKeptIsToldByItsRule(t *testing.T) {
	f := newFixture(t, ruled(func(r *handoff.Rules) {
		r.Retention = handoff.Retention{Email: 10, CallBack: 20, Here: 0, Spam: 1, Phone: 5}
	}))
	const phone = "|The phone number and the time for a call: 5 days after it was closed."
	for _, c := range []struct {
		ticket handoff.Ticket
		want   string
	}{
		{handoff.Ticket{Kind: handoff.ByEmail, Phone: "+493012345"}, "10 days after it was closed, or after its last change while it waits for you." + phone},
		{handoff.Ticket{Kind: handoff.ByEmail}, "10 days after it was closed, or after its last change while it waits for you."},
		{handoff.Ticket{Kind: handoff.CallBack}, "20 days after it was closed, or after its last change while it waits for you." + phone},
		{handoff.Ticket{Kind: handoff.Here}, "Until you or we erase it."},
		{handoff.Ticket{Kind: handoff.Here, Folder: handoff.Suspected}, "One day after its last change."},
	} {
		if got := strings.Join(f.keptFor(f.ticketWords(c.ticket), c.ticket).Text, "|"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.ticket.Kind, got, c.want)
		}
	}
}
