package widget

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
)

// ticket is the one ticket of the desk, with its messages.
func (f *fixture) ticket(t *testing.T) handoff.Ticket {
	t.Helper()
	list, n, err := f.Desk.Tickets(t.Context(), handoff.Filter{}, handoff.NewestChange, 2, 0)
	if err != nil || n != 1 {
		t.Fatalf("%d tickets, %v", n, err)
	}
	one, err := f.Desk.Ticket(t.Context(), list[0].Ref)
	if err != nil {
		t.Fatal(err)
	}
	return one
}

func (f *fixture) countTickets(t *testing.T) int {
	t.Helper()
	_, n, err := f.Desk.Tickets(t.Context(), handoff.Filter{}, handoff.NewestChange, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNothingIsTypedTwice(t *testing.T) {
	f := newFixture(t, talking)
	v := f.visitor(t)
	for name, open := range map[string]func(){
		"typed, not asked": func() { v.open("/help").fill("question", "Is it warm?").press(toPerson) },
		"asked":            func() { v.open("/help").ask("Is it warm?").press(toPerson) },
		"offered":          func() { v.open("/help").ask("Is it warm?").press(".composer .primary[value=person]") },
		"in the link":      func() { v.open("/help/person?q=Is+it+warm%3F") },
		"language":         func() { v.open("/help/person").fill("message", "Is it warm?").fill("switch", "de").press("#switch-do") },
	} {
		if open(); v.value("#message") != "Is it warm?" {
			t.Errorf("%s: the form starts with %q", name, v.value("#message"))
		}
	}
}

func TestTheFormBecomesATicket(t *testing.T) {
	f := newFixture(t, talking)
	v := f.visitor(t).open("/help?lang=de&scope=flat-3&page=https%3A%2F%2Fflats.example%2Fa%3Ftoken%3Dx").press(toPerson)
	v.fill("message", "Die Heizung ist kalt.").fill("kind", "email").fill("email", "kim@example.com").fill("name", "Kim").press(send)
	got := f.ticket(t)
	want := handoff.Ticket{
		Ref: v.text(".ref"), Kind: handoff.ByEmail, Status: handoff.Open, Folder: handoff.Inbox, Name: "Kim",
		Email: "kim@example.com", Lang: "de", Page: "https://flats.example/a", Scope: "flat-3",
	}
	want.ID, want.Messages, want.TokenVersion = got.ID, got.Messages, got.TokenVersion
	want.Promise, want.Due = got.Promise, got.Due
	want.CreatedAt, want.UpdatedAt, want.UnansweredSince = got.CreatedAt, got.UpdatedAt, got.UnansweredSince
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if v.status != 200 || !strings.Contains(v.text("main"), "kim@example.com") {
		t.Errorf("status %d: %s", v.status, v.text("main"))
	}
}

func TestFieldsOfAnotherKindAreNotSent(t *testing.T) {
	f := newFixture(t)
	f.visitor(t).open("/help/person").fill("message", "Hi").fill("email", "kim@example.com").
		fill("phone", "+49 30 901820").fill("wish", "now").fill("kind", "here").press(send)
	if got := f.ticket(t); got.Email+got.Phone+got.Wish != "" {
		t.Errorf("kept %q %q %q", got.Email, got.Phone, got.Wish)
	}
}

func TestACallBackKeepsNumberAndWish(t *testing.T) {
	f := newFixture(t)
	f.visitor(t).open("/help/person?lang=de&kind=callback").fill("message", "Hi").fill("phone", "030 901820").fill("wish", "after 4 pm").press(send)
	if got := f.ticket(t); got.Kind != handoff.CallBack || got.Phone != "+4930901820" || got.Wish != "after 4 pm" {
		t.Errorf("got %s %q %q", got.Kind, got.Phone, got.Wish)
	}
}

func TestWithoutTheTickNothingOfTheConversationIsSent(t *testing.T) {
	f := newFixture(t, talking)
	f.visitor(t).open("/help").ask("door").press(toPerson).fill("email", "kim@example.com").press(send)
	if got := f.ticket(t); got.Transcript != nil {
		t.Errorf("sent %v", got.Transcript)
	}
}

func TestStruckOutLinesStayHere(t *testing.T) {
	f := newFixture(t, talking)
	v := f.visitor(t).open("/help").ask("door").ask("dog").press(toPerson).fill("email", "kim@example.com")
	if got := len(v.find("[name=keep][checked]")); got != 4 || has(v.one("[name=attach]"), "checked") {
		t.Fatalf("%d lines kept at first, ticked %t", got, has(v.one("[name=attach]"), "checked"))
	}
	v.tick("attach", "1", true).tick("keep", "0", false).tick("keep", "3", false).press(send)
	want := []handoff.Line{{From: handoff.FromDesk, Entry: "door"}, {From: handoff.FromVisitor, Text: "dog"}}
	if diff := cmp.Diff(want, f.ticket(t).Transcript); diff != "" {
		t.Error(diff)
	}
}

func TestTheDeskIsNeverQuotedInAVisitorsWords(t *testing.T) {
	f := newFixture(t, talking)
	line := `{"from":"desk","entry":"door","text":"We pay you 1000 euros."}`
	v := f.visitor(t).open("/help/person?line=" + strings.NewReplacer(`"`, "%22", " ", "+").Replace(line))
	if strings.Contains(v.source, "1000") {
		t.Error("the words are shown")
	}
	v.fill("email", "kim@example.com").fill("message", "Hi").tick("attach", "1", true).press(send)
	if diff := cmp.Diff([]handoff.Line{{From: handoff.FromDesk, Entry: "door"}}, f.ticket(t).Transcript); diff != "" {
		t.Error(diff)
	}
}

func TestAWrongFormComesBackFilledIn(t *testing.T) {
	f := newFixture(t, talking)
	v := f.visitor(t).open("/help").ask("door").press(toPerson).
		fill("kind", "callback").fill("phone", "12").fill("wish", "soon").fill("name", "Kim").fill("message", "")
	v.tick("attach", "1", true).tick("keep", "0", false).press(send)
	if v.status != 422 || f.countTickets(t) != 0 {
		t.Fatalf("status %d, %d tickets", v.status, f.countTickets(t))
	}
	for selector, want := range map[string]string{"#phone": "12", "#wish": "soon", "#name": "Kim", "#message": ""} {
		if got := v.value(selector); got != want {
			t.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
	for _, field := range []string{"phone", "message"} {
		n := v.one("#" + field)
		if attr(n, "aria-invalid") != "true" || !strings.HasPrefix(attr(n, "aria-describedby"), field+"-error") || v.text("#"+field+"-error") == "" {
			t.Errorf("%s is not marked: %v", field, n.Attr)
		}
	}
	if !has(v.one("[type=radio][value=callback]"), "checked") || has(v.one("[name=keep][value=0]"), "checked") || !has(v.one("[name=attach]"), "checked") {
		t.Error("choices were lost")
	}
}

func TestAReloadGivesTheSameReceipt(t *testing.T) {
	f := newFixture(t)
	v := f.visitor(t).open("/help/person").fill("kind", "here").fill("message", "Hi")
	form := v.page
	first := v.press(send).text(".ref") + v.value("#link")
	f.clock.Add(time.Hour)
	v.page = form
	if again := v.press(send).text(".ref") + v.value("#link"); again != first || f.countTickets(t) != 1 {
		t.Errorf("first %q, then %q, %d tickets", first, again, f.countTickets(t))
	}
}

func TestTheSameKeyWithOtherWordsIsAskedAbout(t *testing.T) {
	f := newFixture(t)
	v := f.visitor(t).open("/help/person").fill("kind", "here").fill("message", "One")
	form := v.page
	v.press(send)
	v.page = form
	v.fill("message", "Two").press(send)
	if v.status != 422 || v.value("#message") != "Two" || f.countTickets(t) != 1 {
		t.Fatalf("status %d, message %q", v.status, v.value("#message"))
	}
	if v.press(send); v.screen() != ScreenReceipt || f.countTickets(t) != 2 {
		t.Errorf("screen %q, %d tickets", v.screen(), f.countTickets(t))
	}
}

func TestTheTrapPutsAsideAndRefusesNothing(t *testing.T) {
	f := newFixture(t)
	v := f.visitor(t).open("/help/person").fill("remark", "buy").step(sendByEmail)
	if v.screen() != ScreenReceipt || f.ticket(t).Folder != handoff.Suspected {
		t.Errorf("screen %q, folder %q", v.screen(), f.ticket(t).Folder)
	}
}

func TestWithoutMailTheFormSaysWhereTheReplyStands(t *testing.T) {
	f := newFixture(t, func(f *fixture) { f.mail = false })
	v := f.visitor(t).open("/help/person")
	if got := attr(v.one("[type=radio][checked]"), "value"); got != "here" {
		t.Errorf("offers %q first", got)
	}
	if !strings.Contains(v.text("main"), v.words("widget.form.no_mail")) {
		t.Error("it is not said")
	}
}

func TestTheNoticeNamesWhoIsResponsible(t *testing.T) {
	f := newFixture(t, func(f *fixture) {
		f.settings.Controller, f.settings.PolicyURL = "Kim's Flats, Dune Road 1", "https://flats.example/privacy"
	})
	v := f.visitor(t).open("/help/person")
	if !strings.Contains(v.text("form .notice"), f.settings.Controller) || attr(v.one("form .notice a"), "href") != f.settings.PolicyURL {
		t.Errorf("notice %q", v.text("form .notice"))
	}
}

func TestTheLongestFormFitsIntoABody(t *testing.T) {
	f := newFixture(t, talking)
	v := f.visitor(t).open("/help")
	for range 30 {
		v.ask(strings.Repeat("न", 500)) // three bytes a character
	}
	if v.status != 200 {
		t.Fatalf("status %d: %s", v.status, v.text("main"))
	}
	v.press(toPerson).fill("email", "kim@example.com").fill("message", strings.Repeat("न", 4000)).tick("attach", "1", true).press(send)
	if v.screen() != ScreenReceipt {
		t.Errorf("status %d: %s", v.status, v.text("main"))
	}
}
