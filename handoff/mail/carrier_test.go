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
	"deskbell/words"
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

func TestEveryFaultHasASentenceThatSaysWhatToDo(t *testing.T) {
	for _, f := range faults {
		for _, lang := range words.Languages {
			if f.code != "" && !words.In(lang).Has("error."+f.code) {
				t.Errorf("%s: no sentence for %s", lang, f.code)
			}
		}
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
