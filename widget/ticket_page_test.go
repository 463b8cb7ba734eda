package widget

import (
	"strings"
	"testing"
	"time"
)

func (f *fixture) thread(t *testing.T) *visitor {
	t.Helper()
	return f.visitor(t).open("/help/person").step(sendByEmail).step(openThread)
}

func TestTheGateShowsNothingOfTheTicket(t *testing.T) {
	f := newFixture(t)
	v := f.visitor(t).open("/help/person").step(sendByEmail)
	link := v.value("#link")
	v.open(link[strings.Index(link, "/ticket/"):])
	if v.screen() != ScreenGate || strings.Contains(v.source, "heating") || strings.Contains(v.source, "visitor@") || len(v.find("[data-token]")) != 0 {
		t.Fatalf("screen %q:\n%s", v.screen(), v.source)
	}
	if v.step(openThread); v.screen() != ScreenThread || !strings.Contains(v.text("#log"), "The heating is cold.") {
		t.Errorf("screen %q", v.screen())
	}
}

func TestAWrongOrOldLinkOpensNothing(t *testing.T) {
	f := newFixture(t)
	v := f.visitor(t).open("/help/person").step(sendByEmail)
	path := strings.TrimPrefix(v.value("#link"), "http://localhost:8080")
	for name, c := range map[string]struct {
		path string
		wait time.Duration
		says string
	}{
		"junk":    {"/ticket/junk", 0, "error.ticket_unknown"},
		"changed": {path[:len(path)-1] + "!", 0, "error.ticket_unknown"},
		"expired": {path, 40 * 24 * time.Hour, "error.link_expired"},
	} {
		t.Run(name, func(t *testing.T) {
			f.clock.Add(c.wait)
			v := f.visitor(t).open(c.path).step(openThread)
			if v.status != 404 || !strings.Contains(v.text("main"), v.words(c.says)) || !strings.Contains(v.text("main"), f.settings.Email) {
				t.Errorf("status %d: %s", v.status, v.text("main"))
			}
		})
	}
}

func TestACodeCountsInTheBodyOnly(t *testing.T) {
	f := newFixture(t)
	v := f.visitor(t).open("/help/person").step(sendByEmail)
	code := strings.TrimPrefix(v.value("#link"), "http://localhost:8080/ticket/")
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	if w := f.post("/ticket?code="+code, "", form...); w.Code == 200 || strings.Contains(w.Body.String(), "heating") {
		t.Errorf("in the address: %d", w.Code)
	}
	if w := f.post("/ticket", "code="+code, form...); w.Code != 200 || !strings.Contains(w.Body.String(), "heating") {
		t.Errorf("in the body: %d", w.Code)
	}
}

func TestAVisitorWritesOnceIntoTheThread(t *testing.T) {
	f := newFixture(t)
	v := f.thread(t).fill("text", "And the shower drips.\n<b>!</b>")
	form := v.page
	v.press(".send").page = form // a reload
	v.press(".send")
	if got := len(f.ticket(t).Messages); got != 2 || len(v.find(".from-visitor")) != 2 {
		t.Errorf("%d messages, %d shown", got, len(v.find(".from-visitor")))
	}
	if v.value("#text") != "" || len(v.find("#log b")) != 0 {
		t.Error("the field is not empty, or the text became HTML")
	}
	if v.fill("text", "One more.").press(".send"); len(f.ticket(t).Messages) != 3 {
		t.Errorf("%d messages", len(f.ticket(t).Messages))
	}
}

func TestAMessageThatCannotBeSentComesBack(t *testing.T) {
	f := newFixture(t, limited(t, "messages_per_hour=1"))
	v := f.thread(t).fill("text", "One.").press(".send").fill("text", "Two.").press(".send")
	if v.status != 429 || v.value("#text") != "Two." || v.screen() != ScreenThread {
		t.Errorf("status %d, text %q", v.status, v.value("#text"))
	}
}

func TestNotesAreForAgents(t *testing.T) {
	f := newFixture(t)
	v := f.thread(t)
	if _, err := f.Desk.Note(t.Context(), f.agent(t), f.ticket(t).Ref, aKey, "a tricky one"); err != nil {
		t.Fatal(err)
	}
	if v.press("#switch-do"); strings.Contains(v.source, "tricky") {
		t.Error("the note is shown")
	}
}

func TestErasingTakesTwoSteps(t *testing.T) {
	f := newFixture(t)
	v := f.thread(t)
	if got := v.one("details [name=erase]"); attr(got, "formaction") != "/ticket/erase" {
		t.Errorf("the button leads to %q", attr(got, "formaction"))
	}
	v.press("[name=erase]")
	if v.screen() != ScreenErased || f.countTickets(t) != 0 {
		t.Errorf("screen %q, %d tickets", v.screen(), f.countTickets(t))
	}
}

func TestTheTokenOpensTheThreadInTheHeaderOnly(t *testing.T) {
	f := newFixture(t)
	token := attr(f.thread(t).one("[data-token]"), "data-token")
	if w := f.get("/help/thread", "Authorization", "Bearer "+token); w.Code != 200 || !strings.Contains(w.Body.String(), "heating") {
		t.Errorf("with the token: %d", w.Code)
	}
	if w := f.get("/help/thread?token=" + token); w.Code != 401 {
		t.Errorf("in the address: %d", w.Code)
	}
	if w := f.get("/help/thread", "Authorization", "Bearer "+token+"x"); w.Code != 404 {
		t.Errorf("with another token: %d", w.Code)
	}
}

func TestGoingBackAndWritingSomethingElseLosesNeither(t *testing.T) {
	f := newFixture(t)
	v := f.thread(t).fill("text", "One.")
	form := v.page
	v.press(".send").page = form
	v.fill("text", "Two.").press(".send")
	if v.status != 422 || v.value("#text") != "Two." {
		t.Fatalf("status %d, text %q", v.status, v.value("#text"))
	}
	if v.press(".send"); len(f.ticket(t).Messages) != 3 {
		t.Errorf("%d messages", len(f.ticket(t).Messages))
	}
}

func TestAMessageThatWaitsKeepsItsKeyThroughAnotherStep(t *testing.T) {
	f := newFixture(t)
	v := f.thread(t)
	key := v.value("[name=key]")
	v.step(Step{Fill: map[string]string{"text": "Also the hall."}, Press: "[name=withdraw]"})
	if got := v.value("[name=key]"); got != key || v.value("[name=text]") != "Also the hall." {
		t.Errorf("key %q was %q, the field holds %q", got, key, v.value("[name=text]"))
	}
	v.step(Step{Press: ".writer [type=submit]"})
	if v.value("[name=key]") == key {
		t.Error("the next message has the key of the last one")
	}
}
