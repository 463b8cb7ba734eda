package widget

import (
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
)

const (
	aCall   = `{"kind":"callback","phone":"+49 30 2345678","message":"Please call.","time_zone":"Europe/Berlin","lang":"en"}`
	inABit  = "2026-03-02T11:45:00Z/2026-03-02T13:45:00Z" // 12:45 in Berlin
	nextDay = "2026-03-03T08:00:00Z/2026-03-03T10:00:00Z"
)

// called is a desk on a Monday morning with hours, and the page of a call that it owes. The request may say more.
func called(t *testing.T, more string, change ...func(*fixture)) (*fixture, *visitor) {
	t.Helper()
	f := newFixture(t, append([]func(*fixture){openWeekdays, by(t, "2026-03-02 10:10")}, change...)...)
	return f, f.page(t, aKey, strings.TrimSuffix(aCall, "}")+more+"}")
}

// page is the page of a ticket that is opened with a request.
func (f *fixture) page(t *testing.T, key, body string) *visitor {
	t.Helper()
	r := f.post("/api/v1/tickets", body, "Idempotency-Key", key)
	link := decode[receipt](t, r).URL
	return f.visitor(t).open(link[strings.Index(link, "/ticket/"):]).step(openThread)
}

// A desk moves to a machine that knows other zones, or fewer.
func TestAPageOpensWhoseZoneIsNoLongerKnown(t *testing.T) {
	f, v := called(t, "")
	_, err := f.store.ChangeTicket(t.Context(), f.ticket(t).Ref, handoff.Idempotency{}, func(t handoff.Ticket, _ handoff.Moment) (handoff.Change, error) {
		t.TimeZone = "Mars/Olympus"
		return handoff.Change{Ticket: t}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if v = v.again(); v.status != 200 || strings.Contains(v.text("#call"), "Olympus") {
		t.Errorf("status %d\n%s", v.status, v.text("#call"))
	}
}

// again opens the same page once more, as another tab does.
func (v *visitor) again() *visitor {
	v.t.Helper()
	other := *v
	return other.send(request("POST", "/ticket", "code="+v.value("[name=code]"), "Content-Type", "application/x-www-form-urlencoded"))
}

// attempt lets an agent call the visitor of the one ticket.
func (f *fixture) attempt(t *testing.T, outcomes ...handoff.Outcome) handoff.Agent {
	t.Helper()
	agent, ref := f.agent(t), f.ticket(t).Ref
	for i, o := range outcomes {
		f.clock.Add(time.Minute)
		var again time.Time
		if o == handoff.CallAgain {
			again = f.clock.Now().Add(3 * time.Hour)
		}
		if err := f.Desk.Called(t.Context(), agent, ref, keyNumber(100+i), o, again); err != nil {
			t.Fatal(err)
		}
	}
	return agent
}

// system counts what the system wrote into the thread under a key.
func (f *fixture) system(t *testing.T, key string) (n int) {
	t.Helper()
	for _, m := range f.ticket(t).Messages {
		if m.From == handoff.FromSystem && m.Text == key {
			n++
		}
	}
	return n
}

func TestACallIsToldOnBothClocks(t *testing.T) {
	window := `,"window":{"from":"2026-03-02T12:45:00Z","to":"2026-03-02T14:45:00Z"}`
	for _, c := range []struct{ zone, want string }{
		{"Europe/Berlin", "today, 13:45–15:45"},
		{"Asia/Kolkata", "today, 13:45–15:45 (your time: 18:15–20:15)"},
	} {
		f := newFixture(t, openWeekdays, by(t, "2026-03-02 10:10"))
		v := f.page(t, aKey, strings.Replace(strings.TrimSuffix(aCall, "}")+window+"}", "Europe/Berlin", c.zone, 1))
		if got := v.text("#call-facts"); !strings.HasSuffix(got, c.want) || !strings.Contains(got, "+49 30 2345678") {
			t.Errorf("%s: the call is %q, want %q", c.zone, got, c.want)
		}
		if got := v.text("#status"); !strings.Contains(got, "We call you "+c.want+".") {
			t.Errorf("%s: the status is %q", c.zone, got)
		}
	}
}

func TestAVisitorChangesTheCall(t *testing.T) {
	f, v := called(t, "")
	if got := v.text("#call-facts"); !strings.Contains(got, "As soon as possible") {
		t.Errorf("before: %q", got)
	}
	v.fill("window", nextDay).fill("phone", "+49 30 901820").press("[name=save]")
	got := f.ticket(t)
	if v.status != 200 || got.Phone != "+4930901820" || windowValue(spanOf(got)) != nextDay || !got.CallPending {
		t.Errorf("status %d, call %s %s", v.status, got.Phone, windowValue(spanOf(got)))
	}
	if !strings.Contains(v.text("#call-facts"), "tomorrow, 09:00–11:00") || !strings.Contains(v.text("#log"), v.words("event.call_changed")) {
		t.Errorf("shown: %s\n%s", v.text("#call-facts"), v.text("#log"))
	}
	if has(v.one("details.change-call"), "open") {
		t.Error("the form is still open")
	}
	if v.fill("window", "").press("[name=save]"); !f.ticket(t).WindowTo.IsZero() {
		t.Error("as soon as possible was not taken")
	}
}

func TestAChangeSentTwiceIsOneChange(t *testing.T) {
	f, v := called(t, "")
	form := v.fill("window", nextDay).page
	for range 3 {
		v.page = form
		v.press("[name=save]")
	}
	if got := f.system(t, "call_changed"); got != 1 {
		t.Errorf("%d changes", got)
	}
}

func TestAChangeThatIsRefusedLosesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		phone, window string
		wait          time.Duration
		field, says   string
	}{
		"no number":          {"", inABit, 0, "phone", "error.required"},
		"an emergency call":  {"112", inABit, 0, "phone", "error.phone_short"},
		"a costly number":    {"+49 900 1234567", inABit, 0, "phone", "error.phone_not_callable"},
		"no number at all":   {"tomorrow", inABit, 0, "phone", "error.phone_invalid"},
		"a stale window":     {"+49 30 901820", inABit, 9 * time.Hour, "window", "error.window_past"},
		"a stale, open page": {"+49 30 901820", nextDay, 48 * time.Hour, "window", "error.window_past"},
	} {
		t.Run(name, func(t *testing.T) {
			f, v := called(t, "")
			v.fill("phone", c.phone).fill("window", c.window)
			f.clock.Add(c.wait)
			v.press("[name=save]")
			if v.status != 422 || v.text("#"+c.field+"-error") != v.words(c.says) || v.value("#phone") != c.phone {
				t.Errorf("status %d, number %q\n%s", v.status, v.value("#phone"), v.text("#call"))
			}
			if !has(v.one("details.change-call"), "open") {
				t.Error("the form is closed: nobody sees what is wrong")
			}
			if c.field == "phone" && !has(v.one("option[value="+c.window+"]"), "selected") {
				t.Error("the time that was chosen is lost")
			}
			if got := f.ticket(t); got.Phone != "+49302345678" || f.system(t, "call_changed") != 0 {
				t.Errorf("the call was changed: %s", got.Phone)
			}
		})
	}
}

func TestAMessageBeingTypedSurvivesAChange(t *testing.T) {
	f, v := called(t, "")
	code := v.value("[name=code]")
	send := func(path, more string) *visitor {
		r := request("POST", path, "code="+code+"&text=Also+the+door&phone=%2B4930901820&window="+more,
			"Content-Type", "application/x-www-form-urlencoded")
		return v.send(r)
	}
	if send("/ticket/call", ""); v.value("#text") != "Also the door" || f.ticket(t).Phone != "+4930901820" {
		t.Errorf("after a change: %q", v.value("#text"))
	}
	if send("/ticket/withdraw", ""); v.value("#text") != "Also the door" {
		t.Errorf("after withdrawing: %q", v.value("#text"))
	}
	if send("/ticket/message", nextDay+"&key="+aKey); v.value("#text") != "" || !has(v.one("option[value="+nextDay+"]"), "selected") {
		t.Errorf("after a message: text %q, and what was chosen for the call is lost", v.value("#text"))
	}
}

func TestTheLaterOfTwoTabsWins(t *testing.T) {
	f, first := called(t, "")
	second := first.again()
	first.fill("window", inABit).press("[name=save]")
	second.fill("window", nextDay).press("[name=save]")
	if got := windowValue(spanOf(f.ticket(t))); got != nextDay || f.system(t, "call_changed") != 2 {
		t.Errorf("the call is %s after %d changes", got, f.system(t, "call_changed"))
	}
	if !strings.Contains(first.again().text("#call-facts"), "tomorrow, 09:00–11:00") {
		t.Error("the first tab does not show it")
	}
	first.press("[name=withdraw]")
	second.fill("window", inABit).press("[name=save]")
	if got := f.ticket(t); got.Status != handoff.Open || !got.CallPending {
		t.Errorf("a call asked for after the other tab withdrew it: %s, %t", got.Status, got.CallPending)
	}
}

func TestANumberWithTwoCallsIsRefusedBesideTheField(t *testing.T) {
	f, v := called(t, "")
	for i := range 2 {
		f.open(t, keyNumber(i), strings.Replace(aCall, "2345678", "901820", 1))
	}
	v.fill("phone", "+49 30 901820").press("[name=save]")
	if v.status != 409 || v.text("#phone-error") != v.words("error.calls_waiting") {
		t.Errorf("status %d: %s", v.status, v.text("#call"))
	}
}

func TestTooManyChangesSaySoBesideTheForm(t *testing.T) {
	f, v := called(t, "", limited(t, "messages_per_hour=1"))
	v.fill("window", inABit).press("[name=save]").fill("window", nextDay).press("[name=save]")
	if v.status != 429 || len(v.find("#call-form [data-problem]")) != 1 || len(v.find("#desk [data-problem]")) != 0 {
		t.Errorf("status %d: %s", v.status, v.text("main"))
	}
	if !has(v.one("option[value="+nextDay+"]"), "selected") || windowValue(spanOf(f.ticket(t))) != inABit {
		t.Error("what was chosen is lost, or was taken")
	}
}

func TestACallInVainAsksAgain(t *testing.T) {
	for _, c := range []struct {
		name     string
		outcomes []handoff.Outcome
		status   string
		tried    int
		open     bool
	}{
		{"once", []handoff.Outcome{handoff.NoAnswer}, "", 1, false},
		{"three times", []handoff.Outcome{handoff.NoAnswer, handoff.Busy, handoff.NoAnswer}, "widget.thread.not_reached", 3, true},
		{"a wrong number", []handoff.Outcome{handoff.WrongNumber}, "widget.thread.number_wrong", 1, true},
		{"reached", []handoff.Outcome{handoff.NoAnswer, handoff.Reached}, "widget.thread.done", 0, false},
		{"another time agreed", []handoff.Outcome{handoff.Busy, handoff.CallAgain}, "", 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, v := called(t, "")
			f.attempt(t, c.outcomes...)
			v = v.again()
			if c.status != "" && v.text("#status") != v.words(c.status) {
				t.Errorf("status %q", v.text("#status"))
			}
			if got := strings.Count(v.text("#call-facts"), "We tried on 2 March 2026, 10:1"); got != c.tried {
				t.Errorf("%d attempts are told, want %d: %s", got, c.tried, v.text("#call-facts"))
			}
			if got := has(v.one("details.change-call"), "open"); got != c.open {
				t.Errorf("the form is open: %t", got)
			}
			if v.fill("window", nextDay).fill("phone", "+49 30 901820").press("[name=save]"); !f.ticket(t).CallPending {
				t.Error("another call cannot be asked for")
			}
		})
	}
}

func TestAReplyAfterACallInVainIsAnAnswer(t *testing.T) {
	f, v := called(t, "")
	agent := f.attempt(t, handoff.WrongNumber)
	f.clock.Add(time.Minute)
	if _, err := f.Desk.Reply(t.Context(), agent, f.ticket(t).Ref, aKey, "Your key is ready.", handoff.After{}); err != nil {
		t.Fatal(err)
	}
	if got := v.again().text("#status"); got != v.words("widget.thread.waiting") {
		t.Errorf("status %q", got)
	}
}

func TestWithdrawingTakesTheCallOff(t *testing.T) {
	f, v := called(t, "")
	form := v.page
	v.press("[name=withdraw]").page = form // a second press
	v.press("[name=withdraw]")
	calls, err := f.Desk.Calls(t.Context())
	if err != nil || len(calls) != 0 || f.ticket(t).Status != handoff.Done || f.system(t, "withdrawn") != 1 {
		t.Errorf("%d calls, status %s, %d messages, %v", len(calls), f.ticket(t).Status, f.system(t, "withdrawn"), err)
	}
	if v.text("#status") != v.words("widget.thread.done") || len(v.find("[name=withdraw]")) != 0 || len(v.find("#call-facts dt")) != 0 {
		t.Errorf("shown: %s", v.text("main"))
	}
	v.fill("text", "I need it after all.").press(".send")
	if got := f.ticket(t); got.Status != handoff.Open || got.CallPending {
		t.Errorf("writing left it %s, a call owed: %t", got.Status, got.CallPending)
	}
}

func TestOnlyACallCanBeChanged(t *testing.T) {
	f := newFixture(t)
	v := f.page(t, aKey, aRequest)
	if len(v.find("#call")) != 0 {
		t.Error("a request by e-mail has a form for a call")
	}
	r := request("POST", "/ticket/call", "phone=%2B4930901820&code="+v.value("[name=code]"), "Content-Type", "application/x-www-form-urlencoded")
	if v.send(r); v.status != 409 || f.ticket(t).Phone != "" {
		t.Errorf("status %d, number %q", v.status, f.ticket(t).Phone)
	}
}

func TestANumberThatWasForgottenIsAskedFor(t *testing.T) {
	f, v := called(t, "", ruled(func(r *handoff.Rules) { r.Retention.Phone = 1 }))
	v.press("[name=withdraw]")
	f.clock.Add(48 * time.Hour)
	if _, err := f.Desk.Retain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v = v.again(); v.value("#phone") != "" {
		t.Fatalf("the number is %q", v.value("#phone"))
	}
	if v.press("[name=save]"); v.status != 422 || v.text("#phone-error") != v.words("error.required") {
		t.Errorf("status %d: %s", v.status, v.text("#call"))
	}
}
