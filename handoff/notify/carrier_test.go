package notify

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"deskbell/handoff"
	"deskbell/words"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var at = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

// receiver keeps what came and answers as told.
type receiver struct {
	*httptest.Server
	requests []*http.Request
	bodies   []string
}

func newReceiver(t *testing.T, answer http.HandlerFunc) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		if err != nil {
			t.Error(err)
		}
		r.requests, r.bodies = append(r.requests, request), append(r.bodies, string(body))
		if answer != nil {
			answer(w, request)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) hook(userinfo string) string {
	return strings.Replace(r.URL, "http://", "http://"+userinfo, 1) + "/secret-path"
}

func (r *receiver) ntfy(userinfo string) string { return "ntfy+" + r.hook(userinfo) }

// carry sends the letter to the address and gives the outcome.
func carry(t *testing.T, address string, letter handoff.Letter, lang string) error {
	t.Helper()
	c, p := wired(t, address, letter, lang)
	return c.Carry(t.Context(), p)
}

func wired(t *testing.T, address string, letter handoff.Letter, lang string) (*Carrier, handoff.Parcel) {
	t.Helper()
	target, err := Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	c := New(Config{
		Targets: []Target{target}, AdminURL: "https://desk.shop.example", Key: []byte("a key of the test"),
		Now: func() time.Time { return at.Add(time.Hour) },
	})
	p := handoff.Parcel{
		Outgoing: handoff.Outgoing{
			ID: 42, Channel: target.Channel, Letter: letter, Recipient: target.Name, Lang: lang, CreatedAt: at,
		},
	}
	switch letter {
	case handoff.TestLetter:
	case handoff.LateNotice:
		p.Tickets = []handoff.Ticket{canaryTicket("K7M-2QX"), canaryTicket("B4R-7TX")}
	default:
		p.Ticket = canaryTicket("K7M-2QX")
		p.Message = p.Ticket.Messages[0]
	}
	return c, p
}

// canaryTicket has a mark in every field that a visitor may fill.
func canaryTicket(ref string) handoff.Ticket {
	return handoff.Ticket{
		ID: 7, Ref: ref, Kind: handoff.CallBack, Lang: "en", Name: "CANARY", Email: "CANARY@example.com",
		Phone: "+49301CANARY", Page: "https://shop.example/CANARY", Scope: "CANARY", Wish: "CANARY",
		TimeZone: "CANARY", CallLang: "CANARY", Transcript: []handoff.Line{{From: handoff.FromVisitor, Text: "CANARY"}},
		Messages: []handoff.Message{{ID: 1, From: handoff.FromVisitor, Text: "CANARY"}},
	}
}

func TestNoWordOfAVisitorLeavesTheHouse(t *testing.T) {
	for _, letter := range []handoff.Letter{handoff.NewTicketNotice, handoff.NewMessageNotice, handoff.LateNotice, handoff.TestLetter} {
		r := newReceiver(t, nil)
		for _, address := range []string{r.hook(""), r.ntfy("")} {
			if err := carry(t, address, letter, "de"); err != nil {
				t.Fatal(err)
			}
		}
		for i, request := range r.requests {
			var wire bytes.Buffer
			if err := request.Header.Write(&wire); err != nil {
				t.Fatal(err)
			}
			if text := wire.String() + request.URL.String() + r.bodies[i]; strings.Contains(text, "CANARY") {
				t.Errorf("%s: %s", letter, text)
			}
		}
	}
}

func TestEveryAnswerHasItsMeaning(t *testing.T) {
	for status, want := range map[int]struct {
		code      string
		permanent bool
	}{
		302: {"notify_redirect", false}, 308: {"notify_redirect", false},
		400: {"notify_refused", true}, 413: {"notify_refused", true},
		401: {"notify_login_refused", false}, 403: {"notify_login_refused", false},
		404: {"notify_not_found", false}, 410: {"notify_not_found", false},
		408: {"notify_busy", false}, 429: {"notify_busy", false}, 500: {"notify_busy", false}, 503: {"notify_busy", false}, 507: {"notify_busy", false},
	} {
		r := newReceiver(t, func(w http.ResponseWriter, request *http.Request) {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(status)
			io.WriteString(w, "cannot POST "+request.URL.Path+strings.Repeat("x", 1<<20))
		})
		f := failureOf(t, carry(t, r.hook(""), handoff.NewTicketNotice, "de"))
		if f.Code != want.code || f.Permanent != want.permanent {
			t.Errorf("%d: got %s, permanent %t", status, f.Code, f.Permanent)
		}
		if len(r.requests) != 1 {
			t.Errorf("%d: %d requests", status, len(r.requests))
		}
		if len(f.Cause) > 2*maxAnswer || strings.Contains(f.Cause, "secret-path") || !strings.Contains(f.Cause, "cannot POST") {
			t.Errorf("%d: cause %.100q", status, f.Cause)
		}
	}
}

func failureOf(t *testing.T, err error) *handoff.Failure {
	t.Helper()
	f, ok := errors.AsType[*handoff.Failure](err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	for _, lang := range words.Languages {
		if !words.In(lang).Has("error." + f.Code) {
			t.Errorf("%s: no sentence for %s", lang, f.Code)
		}
	}
	return f
}

func TestTroubleOnTheWayHasItsMeaning(t *testing.T) {
	closed := newReceiver(t, nil)
	closed.Close()
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	plain := newReceiver(t, nil)
	for address, want := range map[string]string{
		closed.hook(""):             "connect_refused",
		secure.URL + "/secret-path": "tls_untrusted",
		strings.Replace(plain.hook(""), "http:", "https:", 1): "tls_missing",
	} {
		f := failureOf(t, carry(t, address, handoff.NewTicketNotice, "de"))
		if f.Code != want || f.Permanent || strings.Contains(f.Cause, "secret-path") {
			t.Errorf("%s: got %s, permanent %t, cause %q, want %s", address, f.Code, f.Permanent, f.Cause, want)
		}
	}
}

// silent is a way out on which nobody ever answers.
type silent struct{}

func (silent) RoundTrip(request *http.Request) (*http.Response, error) {
	<-request.Context().Done()
	return nil, request.Context().Err()
}

func TestAReceiverThatNeverAnswersIsGivenUp(t *testing.T) {
	target, err := Parse("https://shop.example/secret-path")
	if err != nil {
		t.Fatal(err)
	}
	c := New(Config{Targets: []Target{target}, Now: time.Now, Transport: silent{}, Timeout: time.Millisecond})
	p := handoff.Parcel{Outgoing: handoff.Outgoing{Channel: target.Channel, Recipient: target.Name, Letter: handoff.TestLetter}}
	if f := failureOf(t, c.Carry(context.Background(), p)); f.Code != "connect_timeout" || strings.Contains(f.Cause, "secret-path") {
		t.Errorf("got %v", f)
	}
}

func TestARowForATargetThatIsGoneIsGivenUp(t *testing.T) {
	r := newReceiver(t, nil)
	c, p := wired(t, r.hook(""), handoff.NewTicketNotice, "de")
	p.Outgoing.Recipient = "elsewhere-abc123"
	if f := failureOf(t, c.Carry(t.Context(), p)); f.Code != "notify_unknown" || !f.Permanent {
		t.Errorf("got %v", f)
	}
}
