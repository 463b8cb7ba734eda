package widget

import (
	"strings"
	"testing"

	"deskbell/search"
)

// asking is a desk whose entry of people asks for these.
func askingFor(tags ...string) func(*fixture) {
	return func(f *fixture) {
		talking(f)
		e := locked
		e.Tags = append([]string{search.PersonFirst}, tags...)
		d := f.answers.decisions["locked"]
		d.Entry = &e
		f.answers.decisions["locked"] = d
	}
}

const fromFlats = "/help?lang=en&page=https%3A%2F%2Fflats.example%2Fcheckout"

func (v *visitor) askFields() string {
	var names []string
	for _, n := range v.find(".asks [name]") {
		names = append(names, attr(n, "name"))
	}
	return strings.Join(names, " ")
}

func TestTheFormOfATopicOfPeopleAsksForWhatHelps(t *testing.T) {
	for _, tc := range []struct {
		tags []string
		want string
	}{
		{nil, "ask_order ask_error"},
		{[]string{search.AsksPage, search.AsksOrder}, "ask_order ask_page"},
		{[]string{search.AsksNothing}, ""},
	} {
		v := newFixture(t, askingFor(tc.tags...)).visitor(t).open("/help").ask("locked")
		if got := v.askFields(); got != tc.want {
			t.Errorf("%v: asks for %q, want %q", tc.tags, got, tc.want)
		}
		if tc.want != "" && (has(v.one(".asks"), "open") || len(v.find(".asks [aria-required]")) != 0) {
			t.Errorf("%v: not optional:\n%s", tc.tags, v.text(".asks"))
		}
	}
}

func TestNoOtherFormAsks(t *testing.T) {
	v := newFixture(t, askingFor()).visitor(t)
	for _, question := range []string{"what?", "again"} {
		if v.open("/help").ask(question); v.screen() != ScreenPerson || v.askFields() != "" {
			t.Errorf("%s: screen %q asks for %q", question, v.screen(), v.askFields())
		}
	}
}

func TestWhatIsFilledInStandsInTheMessage(t *testing.T) {
	f := newFixture(t, askingFor(search.AsksOrder, search.AsksError, search.AsksPage))
	v := f.visitor(t).open(strings.Replace(fromFlats, "lang=en", "lang=de", 1)).ask("locked")
	if got := v.value("#ask_page"); got != "https://flats.example/checkout" {
		t.Errorf("the page is filled in as %q", got)
	}
	v.fill("message", "Help!\r\n").fill("ask_order", "  A  17 ").fill("ask_error", "Error 5:\r\nno luck").fill("ask_page", "https://flats.example/login?id=1")
	v.step(sendByEmailFor("Help!"))
	got := f.ticket(t)
	want := "Help!\n\nBestell- oder Kundennummer: A 17\nFehlermeldung: Error 5:\nno luck\nSeite, um die es geht: https://flats.example/login?id=1"
	if got.Messages[0].Text != want || got.Page != "https://flats.example/login" {
		t.Errorf("message %q, page %q", got.Messages[0].Text, got.Page)
	}
}

// sendByEmailFor leaves the message as it is.
func sendByEmailFor(message string) Step {
	return Step{Fill: map[string]string{"kind": "email", "email": "visitor@example.com", "message": message}, Press: send}
}

func TestWhatIsLeftOutStandsNowhere(t *testing.T) {
	f := newFixture(t, askingFor(search.AsksOrder, search.AsksError, search.AsksPage))
	f.visitor(t).open(fromFlats).ask("locked").step(sendByEmailFor("Help!"))
	if got := f.ticket(t); got.Messages[0].Text != "Help!" || got.Page != "https://flats.example/checkout" {
		t.Errorf("message %q, page %q", got.Messages[0].Text, got.Page)
	}
}

func TestAPageThatIsRemovedIsNotSent(t *testing.T) {
	f := newFixture(t, askingFor(search.AsksPage))
	f.visitor(t).open(fromFlats).ask("locked").fill("ask_page", " ").step(sendByEmailFor("Help!"))
	if got := f.ticket(t); got.Messages[0].Text != "Help!" || got.Page != "" {
		t.Errorf("message %q, page %q", got.Messages[0].Text, got.Page)
	}
}

func TestWhatWasFilledInSurvivesAnError(t *testing.T) {
	f := newFixture(t, askingFor(search.AsksOrder, search.AsksError, search.AsksPage))
	fields := map[string]string{"ask_order": "A17", "ask_error": "Error 5", "ask_page": ""}
	for name, step := range map[string]Step{
		"wrong address": {Fill: map[string]string{"email": "nobody"}, Press: send},
		"language":      pressing("#switch-do"),
		"other zone":    {Fill: map[string]string{"kind": "callback"}, Press: "[name=zone]"},
	} {
		v := f.visitor(t).open(fromFlats).ask("locked")
		for field, value := range fields {
			v.fill(field, value)
		}
		v.step(step)
		for field, value := range fields {
			if got := v.value("#" + field); got != value {
				t.Errorf("%s: %s is %q", name, field, got)
			}
		}
		if !has(v.one(".asks"), "open") {
			t.Errorf("%s: folded away", name)
		}
	}
}

func TestWhatIsTooLongIsSaidBesideItsField(t *testing.T) {
	f := newFixture(t, askingFor(), limited(t, "order_chars=20", "error_chars=100"))
	v := f.visitor(t).open("/help").ask("locked").fill("ask_order", strings.Repeat("1", 21)).fill("ask_error", strings.Repeat("ü", 101))
	v.step(sendByEmailFor("Help!"))
	if v.status != 422 || v.text("#ask_order-error") == "" || v.text("#ask_error-error") == "" || !has(v.one(".asks"), "open") {
		t.Errorf("status %d: %s", v.status, v.text("main"))
	}
	if f.countTickets(t) != 0 || v.value("#message") != "Help!" {
		t.Errorf("%d tickets, message %q", f.countTickets(t), v.value("#message"))
	}
}

func TestMessageAndDetailsTogetherHaveTheMessagesLimit(t *testing.T) {
	f := newFixture(t, askingFor(), limited(t, "message_chars=200"))
	long := strings.Repeat("ü", 190)
	v := f.visitor(t).open("/help").ask("locked").fill("ask_order", "A17").step(sendByEmailFor(long))
	if v.status != 422 || !strings.HasPrefix(v.text("#message-error"), "Together with the details below") || v.value("#message") != long {
		t.Fatalf("status %d: %s", v.status, v.text("main"))
	}
	if v.fill("ask_order", "").press(send); v.screen() != ScreenReceipt {
		t.Errorf("without them: screen %q", v.screen())
	}
}

func TestDetailsAreNoMessage(t *testing.T) {
	f := newFixture(t, askingFor())
	v := f.visitor(t).open("/help").ask("locked").fill("ask_order", "A17").step(sendByEmailFor(" "))
	if v.status != 422 || v.text("#message-error") == "" || f.countTickets(t) != 0 {
		t.Errorf("status %d, %d tickets", v.status, f.countTickets(t))
	}
}
