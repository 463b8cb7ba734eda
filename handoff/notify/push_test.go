package notify

import (
	"mime"
	"strings"
	"testing"

	"deskbell/handoff"
)

func TestAPushIsReadableOnALockScreen(t *testing.T) {
	for _, c := range []struct {
		letter                         handoff.Letter
		lang, title, text, prio, click string
	}{
		{handoff.NewTicketNotice, "de", "Neue Anfrage K7M-2QX", "Jemand bittet um einen Rückruf.", "high", "tickets/K7M-2QX"},
		{handoff.NewTicketNotice, "en", "New request K7M-2QX", "Someone asks to be called back.", "high", "tickets/K7M-2QX"},
		{handoff.NewMessageNotice, "en", "New message about K7M-2QX", "The visitor has written again about request K7M-2QX.", "default", "tickets/K7M-2QX"},
		{handoff.LateNotice, "de", "2 Anfragen warten länger als zugesagt", "Es warten: K7M-2QX, B4R-7TX", "high", ""},
		{handoff.LateNotice, "en", "2 requests wait longer than promised", "Waiting: K7M-2QX, B4R-7TX", "high", ""},
	} {
		r := newReceiver(t, nil)
		if err := carry(t, r.ntfy(""), c.letter, c.lang); err != nil {
			t.Fatal(err)
		}
		h := r.requests[0].Header
		if title := decoded(t, h.Get("Title")); title != c.title || r.bodies[0] != c.text {
			t.Errorf("%s %s: got %q, %q", c.letter, c.lang, title, r.bodies[0])
		}
		if r.requests[0].URL.Path != "/secret-path" || h.Get("Priority") != c.prio || h.Get("Click") != "https://desk.shop.example/admin/"+c.click {
			t.Errorf("%s %s: %s %v", c.letter, c.lang, r.requests[0].URL, h)
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
