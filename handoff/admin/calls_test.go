package admin

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
)

// called is a request for a call between two times from now, zero for as soon as possible.
func (h *house) called(phone string, from, to time.Duration) handoff.Ticket {
	h.t.Helper()
	r := handoff.Request{Kind: handoff.CallBack, Phone: phone, Name: "Maria", Message: "About " + phone, Lang: "de", TimeZone: "Europe/Berlin"}
	if to != 0 {
		r.WindowFrom, r.WindowTo = h.clock.Now().Add(from), h.clock.Now().Add(to)
	}
	return h.request(r)
}

const (
	berlin, hamburg = "+49 30 901820", "+49 40 428260"
	london          = "+44 20 7946 0958"
)

// note notes the outcome of a call with the key of a page that shows its form.
func (b *browser) note(page answer, ref string, pairs ...string) answer {
	b.t.Helper()
	_, form, found := strings.Cut(page.body, `action="/admin/tickets/`+ref+`/call"`)
	if !found {
		b.t.Fatalf("no form for %s", ref)
	}
	key := answer{body: form}.hidden(b.t, "key")
	return b.post("/admin/tickets/"+ref+"/call", append([]string{"key", key, "from", "calls"}, pairs...)...)
}

// stands checks that texts stand on the page in this order.
func (a answer) stands(t *testing.T, texts ...string) {
	t.Helper()
	rest := a.body
	for _, text := range texts {
		_, after, found := strings.Cut(rest, text)
		if !found {
			t.Fatalf("%q is missing, or stands too early", text)
		}
		rest = after
	}
}

func TestCallsStandInTheOrderTheyAreToBeMade(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	b.get("/admin/calls").wants(t, http.StatusOK, "No calls to make.", "appear here by themselves")
	later := h.called(london, 24*time.Hour, 26*time.Hour)
	due := h.called(hamburg, -time.Minute, 3*time.Hour)
	missed := h.called(berlin, time.Minute, time.Hour)
	b.get("/admin/calls").stands(t, "Call now", due.Ref, "Later", missed.Ref, later.Ref)
	h.clock.Add(time.Hour + time.Minute)
	page := b.get("/admin/calls")
	page.stands(t, "Call now", ">Missed<", "Late: promised by today, 10:00", missed.Ref, ">Due now<", due.Ref, "Later", later.Ref)
	page.wants(t, http.StatusOK,
		`href="tel:+4930901820"`, "+49 30 901820", "tap to call", "Number not verified", "today, 09:01–10:00", "for them 10:01–11:00", "speak German", "About +49 30 901820",
		`<span data-count>2</span>`)
	h.clock.Add(26 * time.Hour)
	b.get("/admin/calls").lacks(t, ">Later<", ">Due now<")
}

func TestACallWithoutAWindowNamesTheVisitorsClock(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	h.called(berlin, 0, 0)
	b.get("/admin/calls").wants(t, http.StatusOK, "as soon as possible, by tomorrow, 09:00", "for them it is 10:00", ">Due now<")
}

func TestTwoTicketsForANumberAreOneCall(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	first, second := h.called(berlin, 0, time.Hour), h.called(berlin, time.Hour, 2*time.Hour)
	page := b.get("/admin/calls")
	page.wants(t, http.StatusOK, first.Ref, second.Ref)
	if n := strings.Count(page.body, `class="call"`); n != 1 {
		t.Errorf("%d calls", n)
	}
	b.get("/admin/tickets/"+second.Ref).wants(t, http.StatusOK, "The same call is also about", first.Ref)
	b.note(page, first.Ref, "outcome", "reached").leads(t, "/admin/calls?said=called_reached")
	for _, ref := range []string{first.Ref, second.Ref} {
		if got := h.ticket(ref); got.Status != handoff.Done || len(got.Attempts) != 1 {
			t.Errorf("%s: %s, %d attempts", ref, got.Status, len(got.Attempts))
		}
	}
	b.get("/admin/calls").wants(t, http.StatusOK, "No calls to make.")
}

func TestEachOutcomeIsNotedAndSaid(t *testing.T) {
	for _, c := range []struct {
		outcome, said string
		shows         []string // on the list, where the call stays
	}{
		{"reached", "called_reached", []string{"No calls to make."}},
		{"no_answer", "called_no_answer", []string{"Tried a moment ago", "tried just now by Anna: no answer. Again from today, 10:00.", "1 of 3 tries"}},
		{"busy", "called_busy", []string{">Resting<", "tried just now by Anna: busy. Again from today, 09:15."}},
		{"wrong_number", "called_wrong_number", []string{"No calls to make."}},
		{"again", "called_again", []string{">Later<", "tomorrow, 14:00–15:00"}},
	} {
		h := newHouse(t)
		b := h.as(h.owner())
		ref := h.called(berlin, 0, 0).Ref
		form := []string{"outcome", c.outcome, "again", "2026-03-03T14:00"}
		b.note(b.get("/admin/calls"), ref, form...).leads(t, "/admin/calls?said="+c.said)
		b.get("/admin/calls").wants(t, http.StatusOK, c.shows...)
		if got := h.ticket(ref).Attempts; len(got) != 1 || got[0].Outcome != handoff.Outcome(c.outcome) || got[0].AgentName != "Anna" {
			t.Errorf("%s: noted %+v", c.outcome, got)
		}
	}
}

func TestTheThirdCallInVainIsSaidToBeTheLast(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ref := h.called(berlin, 0, 0).Ref
	for range 2 {
		b.note(b.get("/admin/calls"), ref, "outcome", "no_answer").leads(t, "/admin/calls?said=called_no_answer")
	}
	b.get("/admin/calls").wants(t, http.StatusOK, "2 of 3 tries")
	b.note(b.get("/admin/calls"), ref, "outcome", "no_answer").leads(t, "/admin/calls?said=called_given_up")
	b.get("/admin/calls?said=called_given_up").wants(t, http.StatusOK, "No calls to make.", "That was the third try")
	page := b.get("/admin/tickets/" + ref)
	page.wants(t, http.StatusOK, "We tried to call you several times", ">Deskbell<", "Attempts")
	page.lacks(t, `action="/admin/tickets/`+ref+`/call"`)
}

func TestADoubleClickIsOneAttempt(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ref := h.called(berlin, 0, 0).Ref
	page := b.get("/admin/calls")
	b.note(page, ref, "outcome", "busy").leads(t, "/admin/calls?said=called_busy")
	b.note(page, ref, "outcome", "busy").leads(t, "/admin/calls?said=called_busy")
	b.note(page, ref, "outcome", "reached").wants(t, http.StatusUnprocessableEntity, "already sent with other content", `id="calls"`)
	if n := len(h.ticket(ref).Attempts); n != 1 {
		t.Errorf("%d attempts", n)
	}
}

func TestWhoComesSecondIsLedToWhoWasQuicker(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ref := h.called(berlin, 0, time.Hour).Ref
	page := b.get("/admin/calls")
	b.note(page, ref, "outcome", "reached")
	stale := b.get("/admin/tickets/" + ref)
	b.post("/admin/tickets/"+ref+"/call", "key", "a-page-that-is-out-of-date", "outcome", "no_answer", "from", "calls").
		leads(t, "/admin/tickets/"+ref+"?said=call_settled")
	if now := b.get("/admin/tickets/" + ref); strings.Count(now.body, "no answer") != strings.Count(stale.body, "no answer") {
		t.Error("the attempt was noted all the same")
	}
}

func TestACallThatCannotBeNotedComesBackWithWhy(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ref := h.called(berlin, 0, 0).Ref
	page, path := b.get("/admin/calls"), "/admin/tickets/"+ref
	b.note(page, ref, "outcome", "again").wants(t, http.StatusUnprocessableEntity, `id="calls"`, "Please fill this in.")
	b.note(page, ref, "outcome", "again", "again", "2026-03-01T14:00").wants(t, http.StatusUnprocessableEntity, "a time that lies ahead", `value="2026-03-01T14:00"`)
	b.note(page, ref, "outcome", "again", "again", "soon").wants(t, http.StatusUnprocessableEntity, "a day and a time")
	b.note(page, ref, "outcome", "asleep").wants(t, http.StatusUnprocessableEntity, "Please choose how the call ended.")
	b.post(path+"/call", "key", "0123456789abcdef", "outcome", "again", "from", "ticket").wants(t, http.StatusUnprocessableEntity, "Please fill this in.", `id="thread"`)
	b.post(path+"/call", "key", "0123456789abcdef", "outcome", "busy", "from", "https://evil.example").leads(t, path+"?said=called_busy")
	mail := h.opened("Hello?").Ref
	b.post("/admin/tickets/"+mail+"/call", "key", "0123456789abcdef", "outcome", "busy").wants(t, http.StatusConflict, "not about a call")
}

func TestTheTicketShowsItsCall(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ref := h.called(berlin, time.Hour, 2*time.Hour).Ref
	path := "/admin/tickets/" + ref
	page := b.get(path)
	page.wants(t, http.StatusOK, "today, 10:00–11:00", "for them 11:00–12:00", "a call today, 10:00–11:00", "Number not verified", handoff.CallWording, "/call.ics")
	b.note(page, ref, "outcome", "no_answer", "from", "ticket")
	h.clock.Add(90 * time.Minute)
	b.note(b.get(path), ref, "outcome", "again", "again", "2026-03-03T14:00")
	b.get(path).wants(t, http.StatusOK, "no answer", "another time agreed: tomorrow, 14:00", "We agreed on another time for the call.")
}

func TestALiveStreamTellsOfCallsToMake(t *testing.T) {
	h := newHouse(t)
	events := h.as(h.owner()).stream(t.Context())
	until(t, events, `"calls":0`)
	h.called(berlin, 0, 0)
	until(t, events, `"calls":1`)
}
