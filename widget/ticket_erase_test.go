package widget

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
)

const formType = "application/x-www-form-urlencoded"

// letterPage is the page of a request by e-mail that an agent marked as a business letter.
func letterPage(t *testing.T, change ...func(*fixture)) (*fixture, *visitor) {
	t.Helper()
	f := newFixture(t, change...)
	v := f.page(t, aKey, aRequest)
	if err := f.Desk.MarkLetter(t.Context(), f.ticket(t).Ref, true); err != nil {
		t.Fatal(err)
	}
	return f, v.again()
}

// sealedTicket is the ticket after its visitor asked to erase it.
func (f *fixture) sealedTicket(t *testing.T, ref string) handoff.Ticket {
	t.Helper()
	one, err := f.Desk.Ticket(t.Context(), ref)
	if err != nil || !one.IsSealed() {
		t.Fatalf("sealed: %t, %v", one.IsSealed(), err)
	}
	return one
}

func TestALetterSaysBeforeThatItIsKept(t *testing.T) {
	for lang, want := range map[string]string{"en": "31 December 2032", "de": "31. Dezember 2032"} {
		f := newFixture(t, openWeekdays)
		v := f.visitor(t)
		v.lang = lang
		v.open("/help/person").step(sendByEmail).step(openThread)
		if strings.Contains(v.text("#erase"), "§") {
			t.Errorf("%s: a request that is no letter: %s", lang, v.text("#erase"))
		}
		if err := f.Desk.MarkLetter(t.Context(), f.ticket(t).Ref, true); err != nil {
			t.Fatal(err)
		}
		v.fill("text", "").press(".send")
		if got := v.text("#erase"); !strings.Contains(got, want) || !strings.Contains(got, "§ 257 HGB, § 147 AO") {
			t.Errorf("%s: near the button: %s", lang, got)
		}
		v.press("[name=erase]")
		if got := v.text("main"); v.status != 200 || v.screen() != ScreenSealed || !strings.Contains(got, want) || !strings.Contains(got, "§ 257 HGB, § 147 AO") {
			t.Errorf("%s: %d %s: %s", lang, v.status, v.screen(), got)
		}
	}
}

func TestASealedTicketShowsNothingElse(t *testing.T) {
	f, v := letterPage(t)
	code, token, ref := v.value("[name=code]"), attr(v.one("[data-token]"), "data-token"), v.text(".ref-small")
	v.press("[name=erase]")
	before := f.sealedTicket(t, ref)
	for _, path := range []string{"/ticket", "/ticket/message", "/ticket/call", "/ticket/withdraw", "/ticket/download", "/ticket/erase"} {
		form := url.Values{"code": {code}, "text": {"more"}, "key": {otherKey}, "phone": {"+49 30 901820"}, "format": {"json"}}
		w := f.post(path, form.Encode(), "Content-Type", formType)
		wantSealedOnly(t, path, w)
	}
	w := f.get("/help/thread", "Authorization", "Bearer "+token)
	wantSealedOnly(t, "/help/thread", w)
	after := f.sealedTicket(t, ref)
	if len(after.Messages) != len(before.Messages) || after.Phone != "" || after.Status != handoff.Done {
		t.Errorf("the sealed ticket changed: %+v", after)
	}
}

func wantSealedOnly(t *testing.T, what string, w *httptest.ResponseRecorder) {
	t.Helper()
	body := w.Body.String()
	if w.Code != 410 || !strings.Contains(body, `data-screen="sealed"`) || !strings.Contains(body, "31 December 2032") {
		t.Errorf("%s: %d\n%s", what, w.Code, body)
	}
	for _, secret := range []string{"shower", "ann@example.com", "data-token", `name="code"`} {
		if strings.Contains(body, secret) {
			t.Errorf("%s: %q of the sealed ticket is shown", what, secret)
		}
	}
}

func TestALetterWhoseTimeIsOverIsErased(t *testing.T) {
	f, v := letterPage(t)
	ref := v.text(".ref-small")
	f.clock.Set(time.Date(2033, time.January, 1, 0, 0, 0, 0, time.UTC))
	link := "/ticket/" + f.Desk.LinkCode(f.ticket(t)) // the first one has expired
	v.open(link).step(openThread)
	if got := v.text("#erase"); strings.Contains(got, "§") {
		t.Errorf("near the button: %s", got)
	}
	if v.press("[name=erase]"); v.screen() != ScreenErased {
		t.Errorf("screen %q", v.screen())
	}
	if _, err := f.Desk.Ticket(t.Context(), ref); err == nil {
		t.Error("the ticket is still there")
	}
}

func TestASealedTicketIsGoneForTheAPI(t *testing.T) {
	f := newFixture(t)
	headers := letter(f)
	erased := f.do(request("DELETE", "/api/v1/ticket", "", headers...))
	if erased.Code != 200 || !strings.Contains(erased.Body.String(), `"kept_until":"2033-01-01T00:00:00Z"`) || !strings.Contains(erased.Body.String(), "§ 257 HGB") {
		t.Errorf("erased: %d %s", erased.Code, erased.Body)
	}
	if again := f.do(request("DELETE", "/api/v1/ticket", "", headers...)); again.Code != 200 || again.Body.String() != erased.Body.String() {
		t.Errorf("a lost answer: %d %s", again.Code, again.Body)
	}
	for _, c := range []struct{ method, path, body string }{
		{"GET", "/api/v1/ticket", ""},
		{"GET", "/api/v1/ticket/download", ""},
		{"GET", "/api/v1/ticket/events", ""},
		{"POST", "/api/v1/ticket/messages", `{"text":"more"}`},
		{"POST", "/api/v1/ticket/withdraw", ""},
		{"PUT", "/api/v1/ticket/callback", `{"window":null}`},
	} {
		w := f.do(request(c.method, c.path, c.body, headers...))
		if w.Code != 410 || code(t, w) != "sealed" || !strings.Contains(w.Body.String(), `"kept_until":"2033-01-01T00:00:00Z"`) {
			t.Errorf("%s %s: %d %s", c.method, c.path, w.Code, w.Body)
		}
		if strings.Contains(w.Body.String(), "shower") {
			t.Errorf("%s %s: it says what the ticket said", c.method, c.path)
		}
	}
}
