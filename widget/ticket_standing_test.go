package widget

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"deskbell/handoff"
	"deskbell/handoff/hours"
)

func TestWhatAVisitorCanExpectNow(t *testing.T) {
	now := time.Date(2026, time.March, 2, 9, 10, 0, 0, time.UTC) // 10:10 in Berlin
	open := handoff.Ticket{Kind: handoff.ByEmail, Status: handoff.Open, Lang: "en", UnansweredSince: now.Add(-time.Hour), TimeZone: "Europe/Berlin"}
	call := open
	call.Kind, call.CallPending = handoff.CallBack, true
	with := func(t handoff.Ticket, change func(*handoff.Ticket)) handoff.Ticket { change(&t); return t }
	early, soon := now.Add(-time.Minute), now.Add(time.Hour)
	for name, c := range map[string]struct {
		ticket handoff.Ticket
		want   string
	}{
		"nothing known": {open, "It is our turn. A person will read it and answer as soon as possible."},
		"promised": {
			with(open, func(t *handoff.Ticket) { t.Promise.By, t.Due = soon, soon }),
			"It is our turn. You can expect an answer by today, 11:10.",
		},
		"opens later": {
			with(open, func(t *handoff.Ticket) { t.Promise.Opens, t.Due = soon, soon }),
			"It is our turn. A person will answer when we are next open: today, 11:10.",
		},
		"has opened since": {
			with(open, func(t *handoff.Ticket) { t.Promise.Opens, t.Due = early, soon }),
			"It is our turn. A person will read it and answer as soon as possible.",
		},
		"late": {
			with(open, func(t *handoff.Ticket) { t.Promise.By, t.Due = early, early }),
			"We promised an answer by today, 10:09, and we are late. We are sorry. Your request is not forgotten.",
		},
		"late since yesterday": {
			with(open, func(t *handoff.Ticket) { t.Promise.By = now.Add(-24 * time.Hour); t.Due = t.Promise.By }),
			"We promised an answer by Sunday, 1 March, 10:10, and we are late. We are sorry. Your request is not forgotten.",
		},
		"late, nothing promised": {
			with(open, func(t *handoff.Ticket) { t.Due = early }),
			"You have been waiting longer than you should. We are sorry. Your request is not forgotten.",
		},
		"put off after an answer": {
			with(open, func(t *handoff.Ticket) {
				t.Status, t.UnansweredSince, t.Promise.By = handoff.Snoozed, time.Time{}, early
			}),
			"We are still on it and will come back to you.",
		},
		"put off without one": {
			with(open, func(t *handoff.Ticket) { t.Status, t.Promise.By, t.Due = handoff.Snoozed, soon, soon }),
			"It is our turn. You can expect an answer by today, 11:10.",
		},
		"call soon": {call, "It is our turn. We call you as soon as possible."},
		"call by": {
			with(call, func(t *handoff.Ticket) { t.Promise.By, t.Due = soon, soon }),
			"It is our turn. You can expect our call by today, 11:10.",
		},
		"call when open": {
			with(call, func(t *handoff.Ticket) { t.Promise.Opens, t.Due = soon, soon }),
			"It is our turn. We call you when we are next open: today, 11:10.",
		},
		"call as wished": {
			with(call, func(t *handoff.Ticket) { t.Wish = "after 4 pm" }),
			"It is our turn. We call you, if we can when you wish: “after 4 pm”.",
		},
		"call late": {
			with(call, func(t *handoff.Ticket) { t.Promise.By, t.Due = early, early }),
			"We promised to call by today, 10:09, and we are late. We are sorry. Your request is not forgotten.",
		},
		"call late in its window": {with(call, func(t *handoff.Ticket) {
			t.WindowFrom, t.WindowTo, t.Promise.By, t.Due = now.Add(-2*time.Hour), early, early, early
		}), "We promised you a call (today, 08:10–10:09), and we are late. We are sorry. Your request is not forgotten."},
		"tried, and late": {with(call, func(t *handoff.Ticket) {
			t.Promise.By, t.Due = early, early
			t.Attempts = []handoff.Attempt{{At: early, Outcome: handoff.NoAnswer}}
		}), "We have not reached you yet and will try again. You can also choose another time or number below."},
		"no call any more": {
			with(call, func(t *handoff.Ticket) { t.CallPending = false }),
			"It is our turn. A person will read it and answer as soon as possible.",
		},
	} {
		f := newFixture(t, ruled(func(r *handoff.Rules) { r.Hours = hours.Hours{Zone: "Europe/Berlin"} }))
		f.clock.Set(now)
		if got := f.standing(f.ticketWords(c.ticket), c.ticket); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, c.want)
		}
	}
}

func TestALatePageNamesTheOwnersContact(t *testing.T) {
	f := newFixture(t)
	v := f.page(t, aKey, aRequest)
	if strings.Contains(v.text("#standing"), f.settings.Email) {
		t.Error("in time: the contact stands there, too")
	}
	f.clock.Add(25 * time.Hour)
	if v = v.again(); !strings.Contains(v.text("#standing"), f.settings.Email) || !strings.Contains(v.text("#status"), "longer than you should") {
		t.Errorf("late: %s", v.text("#standing"))
	}
}

func TestAChangeOfTheCallIsLive(t *testing.T) {
	f := newFixture(t)
	r := f.open(t, aKey, aCall)
	l := f.follow(t, "Authorization", "Bearer "+r.Token)
	l.want(t, "event: state", `"callback":{"pending":true,"phone":"+49302345678","window":null,"attempts":[]}`)
	l.want(t, "event: message", "Please call.")
	if w := f.put(`{"phone":"+49 30 901820"}`, r.Token); w.Code != 200 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	l.want(t, "event: state", `"phone":"+4930901820"`)
	l.want(t, "event: message", "The call was changed by you.")
	f.attempt(t, handoff.NoAnswer)
	l.want(t, "event: state", `"outcome":"no_answer"`)
}

func TestAStreamEndsWhenTheTicketIsSealed(t *testing.T) {
	f := newFixture(t)
	r := f.open(t, aKey, aRequest)
	if err := f.Desk.MarkLetter(t.Context(), r.Ref, true); err != nil {
		t.Fatal(err)
	}
	l := f.follow(t, "Authorization", "Bearer "+r.Token)
	l.want(t, "event: state", `"status":"open"`)
	l.want(t, "event: message", "The shower drips.")
	l.want(t, "event: message", "business letter")
	if _, err := f.Desk.Erase(t.Context(), r.Ref); err != nil {
		t.Fatal(err)
	}
	if got := l.next(); got != "" {
		t.Errorf("after it was sealed: %s", got)
	}
}

func TestAStreamSaysWhenThePromiseIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		due := time.Now().Add(time.Minute)
		ticket := handoff.Ticket{
			Ref: "K7M-2QX", Status: handoff.Open, Lang: "en", UnansweredSince: time.Now(), Due: due, Promise: handoff.Promise{Made: time.Now(), By: due},
		}
		body := unchangingStream(t, ticket, 2*time.Minute)
		if got := strings.Count(body, "event: state"); got != 2 || !strings.Contains(body, "and we are late") {
			t.Errorf("in two minutes, one after the other: %s", body)
		}
	})
}
