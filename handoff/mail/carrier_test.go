package mail

import (
	"context"
	"errors"
	"net"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"deskbell/handoff"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// carrierTo is a carrier that hands in at the scripted server.
func carrierTo(t *testing.T, s *server, address string) *Carrier {
	t.Helper()
	config := testConfig(t, address)
	config.Roots = s.ca.pool()
	c := New(config)
	c.dial = s.pipe
	return c
}

func testConfig(t *testing.T, address string) Config {
	t.Helper()
	password := ""
	if strings.Contains(address, "@mail") {
		password = "pass-word"
	}
	account, err := ParseAccount(address, password, "desk@shop.example")
	if err != nil {
		t.Fatal(err)
	}
	return Config{
		Account:  account,
		Key:      []byte("a key of the test"),
		AdminURL: "https://desk.shop.example",
		LinkURL:  func(t handoff.Ticket) string { return "https://desk.shop.example/ticket/CODE-OF-" + t.Ref },
		Desk: func(context.Context) (Desk, error) {
			return Desk{Name: "Haus am See", Email: "info@shop.example", Controller: "Anna Beispiel, Seestraße 1, 12345 Seestadt"}, nil
		},
		Question: func(_ context.Context, entry string) (string, bool) {
			return "Wo finde ich den Schlüssel?", entry == "key"
		},
	}
}

func testParcel(letter handoff.Letter, lang string) handoff.Parcel {
	at := time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)
	first := handoff.Message{ID: 11, From: handoff.FromVisitor, Text: "Where is the key?\n\nWe arrive at midnight & it is dark.", At: at}
	answer := handoff.Message{ID: 12, From: handoff.FromAgent, AgentID: 1, AgentName: "Änne Beispiel", Text: "Dear Kim,\n\nthe key hangs to the left of the door, in the blue box with the little lighthouse on it, see https://shop.example/a-very-long-path-that-must-not-be-broken/into-pieces.\n\nKind regards", At: at}
	ticket := handoff.Ticket{
		ID: 7, Ref: "K7M-2QX", Kind: handoff.ByEmail, Name: "Kim Canary", Email: "kim@example.com", Lang: lang,
		Page: "https://shop.example/flats/3", Scope: "flat-3", TimeZone: "Europe/Berlin", CreatedAt: at,
		Promise: at.Add(24 * time.Hour), Messages: []handoff.Message{first, answer},
		Transcript: []handoff.Line{
			{From: handoff.FromVisitor, Text: "key?"}, {From: handoff.FromDesk, Entry: "key"}, {From: handoff.FromDesk, Entry: "gone"},
		},
	}
	p := handoff.Parcel{
		Outgoing: handoff.Outgoing{
			ID: 42, Channel: handoff.Mail, Letter: letter, Recipient: "kim@example.com",
			TicketID: 7, TicketRef: "K7M-2QX", Lang: lang, CreatedAt: at,
		},
		Ticket: ticket, Message: first,
	}
	switch letter {
	case handoff.ReplyLetter:
		p.Message = answer
	case handoff.TestLetter:
		p.Outgoing.TicketID, p.Ticket, p.Message = 0, handoff.Ticket{}, handoff.Message{}
	}
	return p
}

const (
	startTLS = "smtp://desk@mail.shop.example"
	implicit = "smtps://desk@mail.shop.example"
)

func answering(at, answer string) script {
	return script{answers: map[string]string{at: answer}}
}

// faults is what can go wrong with a mail server, and what it has to mean. A case
// without a code is a delivery.
var faults = []struct {
	name      string
	script    script
	code      string
	permanent bool
}{
	{"all is well", script{}, "", false},
	{"says nothing", answering("greeting", silence), "connect_timeout", false},
	{"trickles a greeting", answering("greeting", trickle), "connect_timeout", false},
	{"hangs up at once", answering("greeting", hangUp), "connect_broken", false},
	{"is overloaded", answering("greeting", "421 too busy"), "mail_busy", false},
	{"has blocked us", answering("greeting", "554 5.7.1 your address is listed"), "mail_unwelcome", false},
	{"is not a mail server", answering("greeting", "HTTP/1.1 400 Bad Request"), "mail_garbled", false},
	{"never stops talking", answering("greeting", "220 "+strings.Repeat("x", 1<<20)), "mail_garbled", false},
	{"speaks the old protocol", answering("EHLO", "502 what"), "mail_no_starttls", false},
	{"is silent after our name", answering("EHLO", silence), "connect_timeout", false},

	{"offers no STARTTLS", script{offers: []string{"AUTH PLAIN"}}, "mail_no_starttls", false},
	{"takes STARTTLS back", answering("STARTTLS", "454 not now"), "mail_no_starttls", false},
	{"is silent at STARTTLS", answering("STARTTLS", silence), "connect_timeout", false},
	{"hangs up in the handshake", script{leaves: "STARTTLS"}, "connect_broken", false},
	{"has an expired certificate", script{certificate: expired}, "tls_expired", false},
	{"has another's certificate", script{certificate: ofAnotherName}, "tls_wrong_name", false},
	{"has a certificate of nobody", script{certificate: ofAnotherAuthority}, "tls_untrusted", false},
	{"speaks TLS 1.1 only", script{certificate: tooOld}, "tls_failed", false},

	{"offers no log-in", script{offers: []string{"STARTTLS"}}, "mail_no_login", false},
	{"knows one old log-in only", script{offers: []string{"STARTTLS", "AUTH NTLM"}}, "mail_no_login", false},
	{"wants LOGIN", script{offers: []string{"STARTTLS", "AUTH LOGIN"}}, "", false},
	{"refuses the password", answering("AUTH", "535 5.7.8 bad credentials"), "mail_login_refused", false},
	{"cannot check the password", answering("AUTH", "454 4.7.0 try later"), "mail_busy", false},

	{"defers the sender", answering("MAIL", "451 4.7.1 later"), "mail_later", false},
	{"refuses the sender", answering("MAIL", "553 5.7.1 not your address"), "mail_sender_refused", false},
	{"wants a log-in first", answering("MAIL", "530 5.7.0 authentication required"), "mail_login_refused", false},
	{"hangs up at the sender", answering("MAIL", hangUp), "connect_broken", false},
	{"greylists", answering("RCPT", "450 4.2.0 greylisted"), "mail_later", false},
	{"does not know the recipient", answering("RCPT", "550 5.1.1 no such user"), "mail_recipient_refused", true},
	{"answers in no known encoding", answering("RCPT", "550 5.1.1 unbekannt f\xfcr uns"), "mail_recipient_refused", true},
	{"does not relay", answering("RCPT", "554 5.7.1 Relay access denied"), "mail_relay_refused", false},
	{"has a full mailbox", answering("RCPT", "452 4.2.2 over quota"), "mail_box_full", false},
	{"has a full mailbox for good", answering("RCPT", "552 5.2.2 over quota"), "mail_box_full", false},
	{"shuts down at the recipient", answering("RCPT", "421 4.3.2 shutting down"), "mail_busy", false},

	{"defers the message before it", answering("DATA", "451 4.3.0 later"), "mail_later", false},
	{"refuses the message before it", answering("DATA", "554 5.7.1 no"), "mail_refused", true},
	{"defers the message", answering(".", "451 4.3.0 queue full"), "mail_later", false},
	{"refuses the message", answering(".", "554 5.7.1 looks like spam"), "mail_refused", true},
	{"finds the mailbox full after the message", answering(".", "552 5.2.2 over quota"), "mail_box_full", false},
	{"hangs up before its verdict", answering(".", hangUp), "mail_unconfirmed", false},
	{"never says its verdict", answering(".", silence), "mail_unconfirmed", false},
	{"needs eleven minutes for its verdict", script{delays: map[string]time.Duration{".": 11 * time.Minute}}, "mail_unconfirmed", false},
	{"needs nine minutes for its verdict", script{delays: map[string]time.Duration{".": 9 * time.Minute}}, "", false},
	{"hangs up after its verdict", script{leaves: "."}, "", false},
	{"does not say goodbye", answering("QUIT", silence), "", false},
}

func TestEveryFaultOfAServerHasItsMeaning(t *testing.T) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newServer(t, f.script)
				c := carrierTo(t, s, startTLS)
				expect(t, c.Carry(t.Context(), testParcel(handoff.Receipt, "en")), f.code, f.permanent)
				clear, _ := s.heard()
				for _, secret := range []string{"AUTH", "MAIL", "RCPT", "pass-word", "kim@"} {
					if strings.Contains(clear, secret) {
						t.Errorf("said without TLS: %q", clear)
					}
				}
			})
		})
	}
}

func expect(t *testing.T, err error, code string, permanent bool) {
	t.Helper()
	if code == "" {
		if err != nil {
			t.Errorf("got %v, want a delivery", err)
		}
		return
	}
	f, ok := errors.AsType[*handoff.Failure](err)
	if !ok || f.Code != code || f.Permanent != permanent {
		t.Errorf("got %#v (%v), want code %s, permanent %t", f, err, code, permanent)
	} else if f.Cause == "" {
		t.Error("the owner gets no cause")
	}
}

func TestNothingIsSaidToAServerThatCannotProveItsName(t *testing.T) {
	for address, script := range map[string]script{
		startTLS: {certificate: ofAnotherName},
		implicit: {certificate: ofAnotherName, implicit: true},
	} {
		t.Run(address, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newServer(t, script)
				expect(t, carrierTo(t, s, address).Carry(t.Context(), testParcel(handoff.Receipt, "en")), "tls_wrong_name", false)
				if _, secret := s.heard(); secret != "" {
					t.Errorf("said %q", secret)
				}
			})
		})
	}
}

func TestImplicitTLSToAServerWithoutItIsNamed(t *testing.T) {
	s := newServer(t, script{})
	c := carrierTo(t, s, implicit)
	c.dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, s.listen())
	}
	expect(t, c.Carry(t.Context(), testParcel(handoff.Receipt, "en")), "tls_missing", false)
}

func TestTextSlippedInBeforeTLSIsNotBelieved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(t, answering("STARTTLS", "220 go ahead\r\n250-forged\r\n250 AUTH PLAIN"))
		err := carrierTo(t, s, startTLS).Carry(t.Context(), testParcel(handoff.Receipt, "en"))
		if err == nil {
			t.Fatal("delivered")
		}
		if clear, _ := s.heard(); strings.Contains(clear, "AUTH") {
			t.Errorf("said %q", clear)
		}
	})
}

func TestTheLogInIsSaidUnderTLSOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(t, script{implicit: true})
		expect(t, carrierTo(t, s, implicit).Carry(t.Context(), testParcel(handoff.Receipt, "en")), "", false)
		clear, secret := s.heard()
		if clear != "" || !strings.Contains(secret, "AUTH PLAIN AGRlc2sAcGFzcy13b3Jk\r\n") {
			t.Errorf("in clear %q, under TLS %q", clear, secret)
		}
	})
}

func TestAServerOnThisMachineGetsMailWithoutTLSAndLogIn(t *testing.T) {
	s := newServer(t, script{offers: []string{"STARTTLS", "AUTH PLAIN"}})
	c := New(testConfig(t, "smtp://"+s.listen()))
	expect(t, c.Carry(t.Context(), testParcel(handoff.Receipt, "en")), "", false)
	clear, _ := s.heard()
	if !strings.Contains(clear, "RCPT TO:<kim@example.com>\r\n") || strings.Contains(clear, "AUTH") || strings.Contains(clear, "STARTTLS") {
		t.Errorf("said %q", clear)
	}
}

func TestPlainMailNeverLeavesThisMachine(t *testing.T) {
	c := New(testConfig(t, "smtp://localhost:25"))
	client, far := net.Pipe() // not a loopback address
	defer far.Close()
	c.dial = func(context.Context, string, string) (net.Conn, error) { return client, nil }
	expect(t, c.Carry(t.Context(), testParcel(handoff.Receipt, "en")), "mail_not_local", false)
}

func TestAServerThatIsNotThereIsNamed(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	c := New(testConfig(t, "smtp://"+l.Addr().String()))
	expect(t, c.Carry(t.Context(), testParcel(handoff.Receipt, "en")), "connect_refused", false)

	c.dial = func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "mial.shop.example", IsNotFound: true}}
	}
	expect(t, c.Carry(t.Context(), testParcel(handoff.Receipt, "en")), "connect_host_unknown", false)
}

func TestAnAttemptEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(t, answering("RCPT", silence))
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		began := time.Now()
		expect(t, carrierTo(t, s, startTLS).Carry(ctx, testParcel(handoff.Receipt, "en")), "connect_timeout", false)
		if took := time.Since(began); took > 6*time.Second {
			t.Errorf("took %s", took)
		}
	})
}

// hostile addresses are refused before anyone is dialled.
func TestHostileRecipientsAreNeverSaidToAServer(t *testing.T) {
	for _, to := range []string{
		`"x@evil.example> ORCPT=a"@ok.example`, "a@b.example\r\nRCPT TO:<v@w.example>", "a@b.example,c@d.example",
		"a@[127.0.0.1]", "ä@b.example", "a b@c.example", "<a@b.example>", strings.Repeat("a", 321) + "@b.example", "a\x00@b.example", "",
	} {
		c := New(testConfig(t, startTLS))
		c.dial = func(context.Context, string, string) (net.Conn, error) {
			t.Errorf("%q: dialled", to)
			return nil, os.ErrClosed
		}
		p := testParcel(handoff.Receipt, "en")
		p.Outgoing.Recipient = to
		err := c.Carry(t.Context(), p)
		if f, ok := errors.AsType[*handoff.Failure](err); !ok || f.Code != "mail_address" || !f.Permanent {
			t.Errorf("%q: got %v", to, err)
		}
	}
}
