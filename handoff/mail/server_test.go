package mail

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// Behaviours that a script can put in place of an answer.
const (
	silence = "silence" // nothing more, but the connection stays
	hangUp  = "hang up"
	trickle = "trickle" // a byte a second, for ever
)

// script is how a scripted mail server behaves. Points of the conversation are
// named by the verb, "greeting", and "." for the end of a message.
type script struct {
	implicit bool // TLS from the first byte
	offers   []string
	answers  map[string]string        // instead of the usual one
	delays   map[string]time.Duration // before the answer
	leaves   string                   // hangs up after answering this
	// certificate is what it shows under TLS; nil for a good one.
	certificate func(*testing.T, *authority) *tls.Config
}

var usual = map[string]string{
	"greeting": "220 mail.shop.example ready",
	"STARTTLS": "220 go ahead",
	"AUTH":     "235 welcome",
	"MAIL":     "250 ok",
	"RCPT":     "250 ok",
	"DATA":     "354 go ahead",
	".":        "250 2.0.0 queued",
	"QUIT":     "221 bye",
	"*":        "501 given up",
}

// server plays a script and keeps every byte that clients said.
type server struct {
	t      *testing.T
	script script
	ca     *authority // that clients trust
	tls    *tls.Config

	mu       sync.Mutex
	clear    bytes.Buffer // said without TLS
	secret   bytes.Buffer // said under TLS
	commands []string
	messages []string // as sent, dots still doubled
	wg       sync.WaitGroup
	hangUp   func() // stop listening
}

func newServer(t *testing.T, s script) *server {
	if s.certificate == nil {
		s.certificate = good
	}
	if s.offers == nil {
		s.offers = []string{"STARTTLS", "AUTH PLAIN LOGIN", "8BITMIME", "SMTPUTF8"}
	}
	ca := newCA(t)
	played := &server{t: t, script: s, ca: ca, tls: s.certificate(t, ca), hangUp: func() {}}
	t.Cleanup(func() { played.heard() })
	return played
}

// pipe is a way to dial the server without a network.
func (s *server) pipe(context.Context, string, string) (net.Conn, error) {
	client, conn := net.Pipe()
	s.wg.Go(func() { s.serve(conn) })
	return client, nil
}

// listen serves on a port of this machine until the test ends.
func (s *server) listen() string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	s.wg.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			s.wg.Go(func() { s.serve(conn) })
		}
	})
	s.hangUp = func() { l.Close() }
	return l.Addr().String()
}

// dialogue is one conversation.
type dialogue struct {
	*server
	conn   net.Conn
	read   *bufio.Reader
	secure bool
}

func (s *server) serve(conn net.Conn) {
	defer conn.Close()
	d := &dialogue{server: s, conn: conn}
	d.over(conn)
	if s.script.implicit && !d.startTLS() {
		return
	}
	if !d.answer("greeting") {
		return
	}
	for d.command() {
	}
}

func (d *dialogue) over(conn net.Conn) {
	d.conn = conn
	d.read = bufio.NewReader(io.TeeReader(conn, d))
}

// Write records what the client said.
func (d *dialogue) Write(b []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.secure {
		return d.secret.Write(b)
	}
	return d.clear.Write(b)
}

func (d *dialogue) startTLS() bool {
	secure := tls.Server(d.conn, d.tls)
	if secure.Handshake() != nil {
		return false
	}
	d.secure = true
	d.over(secure)
	return true
}

func (d *dialogue) command() bool {
	line, err := d.read.ReadString('\n')
	if err != nil {
		return false
	}
	d.mu.Lock()
	d.commands = append(d.commands, line)
	d.mu.Unlock()
	verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	if verb == "AUTH" && rest == "LOGIN" {
		return d.ask("334 VXNlcm5hbWU6") && d.ask("334 UGFzc3dvcmQ6") && d.answer(verb)
	}
	if !d.answer(verb) {
		return false
	}
	switch {
	case verb == "STARTTLS" && !d.refuses(verb):
		return d.startTLS()
	case verb == "DATA" && !d.refuses(verb):
		return d.message()
	}
	return verb != "QUIT"
}

func (d *dialogue) refuses(verb string) bool { return d.script.answers[verb] != "" }

func (d *dialogue) message() bool {
	var text strings.Builder
	for {
		line, err := d.read.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		text.WriteString(line)
	}
	d.mu.Lock()
	d.messages = append(d.messages, text.String())
	d.mu.Unlock()
	return d.answer(".")
}

// answer does what the script says at a point; false ends the conversation.
func (d *dialogue) answer(at string) bool {
	time.Sleep(d.script.delays[at])
	said := d.script.answers[at]
	switch said {
	case silence:
		io.Copy(io.Discard, d.read)
		return false
	case hangUp:
		return false
	case trickle:
		for d.write("2") {
			time.Sleep(time.Second)
		}
		return false
	case "":
		said = d.usual(at)
	}
	return d.say(said) && d.script.leaves != at
}

func (d *dialogue) usual(at string) string {
	switch at {
	case "EHLO":
		return strings.Join(append([]string{"250-mail.shop.example"}, d.offers()...), "\r\n250-") + "\r\n250 HELP"
	case "HELO", "NOOP", "RSET":
		return "250 ok"
	}
	return usual[at]
}

// offers leaves STARTTLS out under TLS, as servers do.
func (d *dialogue) offers() []string {
	var offers []string
	for _, offer := range d.script.offers {
		if offer != "STARTTLS" || !d.secure {
			offers = append(offers, offer)
		}
	}
	return offers
}

func (d *dialogue) ask(question string) bool {
	if !d.say(question) {
		return false
	}
	_, err := d.read.ReadString('\n')
	return err == nil
}

func (d *dialogue) say(line string) bool { return d.write(line + "\r\n") }

func (d *dialogue) write(s string) bool {
	_, err := io.WriteString(d.conn, s)
	return err == nil
}

// heard is all that was said without and with TLS, once every conversation is over.
func (s *server) heard() (clear, secret string) {
	s.hangUp()
	s.wg.Wait()
	return s.clear.String(), s.secret.String()
}
