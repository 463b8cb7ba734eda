package mail

import (
	"bytes"
	"io"
	"maps"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
)

// arrived hands the parcel in and gives the message as a mailbox reads it.
func arrived(t *testing.T, c *Carrier, p handoff.Parcel) (*mail.Message, string) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(composed(t, c, p)))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	return m, strings.ReplaceAll(string(body), "\r\n", "\n")
}

func composed(t *testing.T, c *Carrier, p handoff.Parcel) []byte {
	t.Helper()
	desk, err := c.config.Desk(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var raw bytes.Buffer
	if _, err := c.compose(p, written(t, c, p), desk, "kim@example.com").WriteTo(&raw); err != nil {
		t.Fatal(err)
	}
	return raw.Bytes()
}

func TestAMessageHasTheseHeadersAndNoOthers(t *testing.T) {
	always := []string{
		"Content-Language", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "Message-Id", "Mime-Version", "Subject", "To",
	}
	machine := []string{"Auto-Submitted", "X-Auto-Response-Suppress"}
	for letter, more := range map[handoff.Letter][]string{
		handoff.NewTicketNotice:  append(machine, "References"),
		handoff.NewMessageNotice: append(machine, "References"),
		handoff.Receipt:          append(machine, "References", "Reply-To"),
		handoff.ReplyLetter:      {"References", "Reply-To"}, // a person wrote it
		handoff.TestLetter:       machine,
	} {
		m, _ := arrived(t, New(testConfig(t, startTLS)), testParcel(letter, "de"))
		want := slices.Sorted(slices.Values(slices.Concat(always, more)))
		if diff := cmp.Diff(want, slices.Sorted(maps.Keys(m.Header))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", letter, diff)
		}
	}
}

func TestHeadersSayWhoWritesAndWhereAnswersGo(t *testing.T) {
	c, p := New(testConfig(t, startTLS)), testParcel(handoff.ReplyLetter, "de")
	m, _ := arrived(t, c, p)
	for header, want := range map[string]string{
		"From":             `"Änne Beispiel, Haus am See" <desk@shop.example>`,
		"To":               "<kim@example.com>",
		"Reply-To":         "<info@shop.example>",
		"Date":             "Fri, 20 Nov 2026 09:30:00 +0000",
		"Message-Id":       "<" + c.rowID(p.Outgoing) + ">",
		"References":       "<" + c.ticketID(p.Ticket) + ">",
		"Content-Type":     "text/plain; charset=UTF-8",
		"Content-Language": "de",
	} {
		got, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get(header))
		if err != nil || strings.ReplaceAll(got, `"`, "") != strings.ReplaceAll(want, `"`, "") {
			t.Errorf("%s: got %q (%v), want %q", header, got, err, want)
		}
	}
}

// A retry after a crash must be the same message, so that a mailbox shows it once.
func TestARetryIsTheSameMessageByteForByte(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(testConfig(t, startTLS))
		p := testParcel(handoff.ReplyLetter, "de")
		first := composed(t, c, p)
		time.Sleep(26 * time.Hour)
		p.Outgoing.Attempts, p.Outgoing.Uncertain = 4, true
		if diff := cmp.Diff(string(first), string(composed(t, c, p))); diff != "" {
			t.Errorf("the retry differs:\n%s", diff)
		}
	})
}

func TestNoTwoRowsShareAMessageID(t *testing.T) {
	c := New(testConfig(t, startTLS))
	row := testParcel(handoff.ReplyLetter, "de").Outgoing
	next, restored, elsewhere := row, row, New(testConfig(t, startTLS))
	next.ID++
	restored.CreatedAt = restored.CreatedAt.Add(time.Minute) // a backup gives out row numbers again
	elsewhere.config.Key = []byte("another key")
	ids := map[string]bool{c.rowID(row): true, c.rowID(next): true, c.rowID(restored): true, elsewhere.rowID(row): true}
	if len(ids) != 4 {
		t.Errorf("got %v", ids)
	}
	for id := range ids {
		if !strings.HasSuffix(id, "@shop.example") {
			t.Errorf("%s is not of our domain", id)
		}
	}
}

const smuggled = "Hello\r\n.\r\nMAIL FROM:<evil@evil.example>\r\nRCPT TO:<v@w.example>\n.\n\r.\r\x00.\nBcc: v@w.example\n..\n."

// The body of a message cannot end it, nor add a header (SMTP smuggling).
func TestABodyStaysABody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := testParcel(handoff.NewTicketNotice, "en")
		p.Message.Text = smuggled
		reply := testParcel(handoff.ReplyLetter, "en")
		reply.Message.Text = smuggled
		s := newServer(t, script{})
		c := carrierTo(t, s, startTLS)
		expect(t, c.Carry(t.Context(), p), "", false)
		expect(t, c.Carry(t.Context(), reply), "", false)
		s.heard()
		once := []string{
			"EHLO desk.shop.example\r\n", "STARTTLS\r\n", "EHLO desk.shop.example\r\n", "AUTH PLAIN AGRlc2sAcGFzcy13b3Jk\r\n",
			"MAIL FROM:<desk@shop.example> BODY=8BITMIME\r\n", "RCPT TO:<kim@example.com>\r\n", "DATA\r\n", "QUIT\r\n",
		}
		if diff := cmp.Diff(slices.Concat(once, once), s.commands); diff != "" {
			t.Errorf("commands (-want +got):\n%s", diff)
		}
		if len(s.messages) != 2 {
			t.Fatalf("%d messages", len(s.messages))
		}
		for _, m := range s.messages {
			checkLines(t, m)
		}
	})
}

// checkLines: every line ends with CRLF, is short, and no bare CR or dot is left.
func checkLines(t *testing.T, message string) {
	t.Helper()
	for line := range strings.SplitAfterSeq(message, "\n") {
		text, ended := strings.CutSuffix(line, "\r\n")
		switch {
		case line == "":
		case !ended || strings.ContainsAny(text, "\r\x00"):
			t.Errorf("bare line end in %q", line)
		case len(text) > 78+1: // a doubled dot
			t.Errorf("%d bytes: %q", len(text), line)
		case text == ".":
			t.Error("a dot alone")
		}
	}
}

func FuzzNoTextBecomesAHeader(f *testing.F) {
	for _, s := range []string{
		"Kim", "Kim\r\nBcc: v@w.example", `Kim" <v@w.example>, "x`, "=?utf-8?q?=0d=0aBcc:_v?=", "ä\u2028Bcc: v", strings.Repeat("x", 2000), "\xff\r.\r", "a,b;c<d>",
	} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		p := testParcel(handoff.ReplyLetter, "en")
		p.Message.AgentName, p.Message.Text = name, text
		raw := composed(t, New(testConfig(t, startTLS)), p)
		m, err := mail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			t.Fatalf("not a message: %v\n%q", err, raw)
		}
		if len(m.Header) != 11 || len(m.Header["From"]) != 1 {
			t.Errorf("headers %v", slices.Sorted(maps.Keys(m.Header)))
		}
		from, err := m.Header.AddressList("From")
		if err != nil || len(from) != 1 || from[0].Address != "desk@shop.example" {
			t.Errorf("from %v (%v) in %q", from, err, raw)
		}
		for line := range bytes.SplitAfterSeq(raw, []byte("\n")) {
			if len(line) > 998 || bytes.ContainsRune(bytes.TrimSuffix(line, []byte("\r\n")), '\r') {
				t.Errorf("line %q", line)
			}
		}
	})
}
