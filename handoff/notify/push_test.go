package notify

import (
	"mime"
	"strings"
	"testing"

	"deskbell/handoff"
)

func TestAPushIsReadableOnALockScreen(t *testing.T) {
	for lang, want := range map[string][2]string{
		"de": {"Neue Anfrage K7M-2QX", "Jemand bittet um einen Rückruf."},
		"en": {"New request K7M-2QX", "Someone asks to be called back."},
	} {
		r := newReceiver(t, nil)
		if err := carry(t, r.ntfy(""), handoff.NewTicketNotice, lang); err != nil {
			t.Fatal(err)
		}
		h := r.requests[0].Header
		got := [2]string{decoded(t, h.Get("Title")), r.bodies[0]}
		if got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
		if r.requests[0].URL.Path != "/secret-path" || h.Get("Priority") != "high" || h.Get("Click") != "https://desk.shop.example/admin/tickets/K7M-2QX" {
			t.Errorf("%s: %s %v", lang, r.requests[0].URL, h)
		}
	}
}

func decoded(t *testing.T, header string) string {
	t.Helper()
	text, err := new(mime.WordDecoder).DecodeHeader(header)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// What a reference may not hold, a header may not become.
func TestATitleStaysOneASCIIHeader(t *testing.T) {
	r := newReceiver(t, nil)
	c, p := wired(t, r.ntfy(""), handoff.NewTicketNotice, "de")
	p.Ticket.Ref = "Rück\r\nActions: view, ruf"
	if err := c.Carry(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	title := r.requests[0].Header.Get("Title")
	if strings.ContainsFunc(title, func(c rune) bool { return c < ' ' || c > '~' }) || r.requests[0].Header.Get("Actions") != "" {
		t.Errorf("got %q in %v", title, r.requests[0].Header)
	}
	if got := decoded(t, title); got != "Neue Anfrage "+p.Ticket.Ref {
		t.Errorf("got %q", got)
	}
}

func TestAccessDataGoesWhereItBelongs(t *testing.T) {
	for userinfo, want := range map[string]string{
		"":              "",
		"tk_abc@":       "Bearer tk_abc",
		":tk_abc@":      "Bearer tk_abc",
		"anna:pass%21@": "Basic YW5uYTpwYXNzIQ==",
	} {
		r := newReceiver(t, nil)
		if err := carry(t, r.ntfy(userinfo), handoff.NewTicketNotice, "de"); err != nil {
			t.Fatal(err)
		}
		if got := r.requests[0].Header.Get("Authorization"); got != want {
			t.Errorf("%q: got %q, want %q", userinfo, got, want)
		}
	}
}
