package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// stage is how far a conversation with a mail server got. The same answer means
// different things at different stages.
type stage int

const (
	connecting stage = iota
	greeting
	securing
	loggingIn
	namingSender
	namingRecipient
	sending
	awaiting // the message is over there, its acceptance is not yet known
)

var (
	errNoStartTLS = errors.New("the server does not offer STARTTLS")
	errNoLogIn    = errors.New("the server offers no way to log in that is known here")
	errTalkative  = errors.New("the server said too much")
	errNotLocal   = errors.New("the server is not on this machine")
)

// session is one conversation with the mail server: one message to one recipient.
type session struct {
	account  Account
	patience Patience
	tls      *tls.Config
	conn     net.Conn
	client   *smtp.Client
}

// step is a part of the conversation with a time of its own, so that a server which
// trickles bytes cannot stretch it.
type step struct {
	at    stage
	limit time.Duration
	do    func() error
}

// deliver hands the message in. It returns nil as soon as the server has accepted
// it, whatever happens to the connection afterwards.
func (c *Carrier) deliver(ctx context.Context, to string, message *gomail.Msg) error {
	s, err := c.connect(ctx)
	if err != nil {
		return failure(connecting, err)
	}
	defer s.conn.Close()
	defer context.AfterFunc(ctx, func() { s.conn.Close() })()
	for _, step := range append(s.opening(helloName(c.config.AdminURL)), s.transaction(to, message)...) {
		if err := s.take(step); err != nil {
			return failure(step.at, errors.Join(ctx.Err(), err))
		}
	}
	s.goodbye()
	return nil
}

func (c *Carrier) connect(ctx context.Context) (*session, error) {
	a := c.config.Account
	conn, err := c.dial(ctx, "tcp", a.address())
	if err != nil {
		return nil, err
	}
	if a.plain && !isLoopbackPeer(conn) {
		conn.Close()
		return nil, errNotLocal
	}
	return &session{
		account: a, patience: c.config.Patience, conn: &meteredConn{Conn: conn, left: maxReplies},
		tls: &tls.Config{ServerName: a.Host, MinVersion: tls.VersionTLS12, RootCAs: c.config.Roots},
	}, nil
}

// opening brings the conversation to the point where a message can be handed in.
// Nothing of ours is said before the channel is safe.
func (s *session) opening(name string) []step {
	greet := step{greeting, s.patience.Reply, func() error { return s.greet(name) }}
	logIn := step{loggingIn, s.patience.Reply, s.logIn}
	switch {
	case s.account.plain:
		return []step{greet}
	case s.account.implicit:
		return []step{{securing, s.patience.Reply, s.handshake}, greet, logIn}
	default:
		return []step{greet, {securing, s.patience.Reply, s.startTLS}, logIn}
	}
}

func (s *session) transaction(to string, message *gomail.Msg) []step {
	var end func() error
	return []step{
		{namingSender, s.patience.Reply, func() error { return s.client.Mail("<" + s.account.From + ">") }},
		{namingRecipient, s.patience.Reply, func() error { return s.client.Rcpt("<" + to + ">") }},
		{sending, s.patience.Reply, func() (err error) { end, err = s.send(message); return err }},
		{awaiting, s.patience.Verdict, func() error { return end() }},
	}
}

// take says that the time was up even where half a line had come, which the
// library takes for a whole one.
func (s *session) take(step step) error {
	deadline := time.Now().Add(step.limit)
	if err := s.conn.SetDeadline(deadline); err != nil {
		return err
	}
	err := step.do()
	if err != nil && !time.Now().Before(deadline) {
		return errors.Join(os.ErrDeadlineExceeded, err)
	}
	return err
}

func (s *session) greet(name string) (err error) {
	if s.client, err = smtp.NewClient(s.conn, s.account.Host); err != nil {
		return err
	}
	s.client.SkipSMTPUTF8(true) // addresses and headers are ASCII: do not ask the next server for more
	return s.client.Hello(name)
}

func (s *session) handshake() error {
	secure := tls.Client(s.conn, s.tls)
	s.conn = secure
	return secure.Handshake()
}

func (s *session) startTLS() error {
	if offered, _ := s.client.Extension("STARTTLS"); !offered {
		return errNoStartTLS
	}
	return s.client.StartTLS(s.tls)
}

// logIn prefers PLAIN: under verified TLS it is as safe as the others and never broken.
func (s *session) logIn() error {
	a := s.account
	if a.User == "" {
		return nil
	}
	_, offer := s.client.Extension("AUTH")
	offers := func(mechanism string) bool { return slices.Contains(strings.Fields(strings.ToUpper(offer)), mechanism) }
	switch {
	case offers("PLAIN"):
		return s.client.Auth(smtp.PlainAuth("", a.User, a.Password, a.Host, false))
	case offers("LOGIN"):
		return s.client.Auth(smtp.LoginAuth(a.User, a.Password, a.Host, false))
	case offers("SCRAM-SHA-256"):
		return s.client.Auth(smtp.ScramSHA256Auth(a.User, a.Password))
	}
	return errNoLogIn
}

// send transmits the message; end transmits the dot and waits for the verdict.
func (s *session) send(message *gomail.Msg) (end func() error, err error) {
	w, err := s.client.Data()
	if err != nil {
		return nil, err
	}
	if _, err := message.WriteTo(w); err != nil {
		return nil, fmt.Errorf("message: %w", err)
	}
	return w.Close, nil
}

// goodbye is a courtesy; the message is delivered already.
func (s *session) goodbye() {
	_ = s.take(step{awaiting, time.Second, s.client.Quit})
}

// maxReplies is far more than a mail server has to say for one message.
const maxReplies = 256 << 10

// meteredConn reads a bounded number of bytes.
type meteredConn struct {
	net.Conn
	left int
}

func (m *meteredConn) Read(b []byte) (int, error) {
	if m.left <= 0 {
		return 0, errTalkative
	}
	n, err := m.Conn.Read(b[:min(len(b), m.left)])
	m.left -= n
	return n, err
}

// isLoopbackPeer makes sure that "localhost" is what it says.
func isLoopbackPeer(conn net.Conn) bool {
	peer, ok := conn.RemoteAddr().(*net.TCPAddr)
	return ok && peer.IP.IsLoopback()
}

// helloName is how we introduce ourselves: by our public name if there is one.
func helloName(base string) string {
	u, err := url.Parse(base)
	if err != nil || net.ParseIP(u.Hostname()) != nil || !strings.Contains(u.Hostname(), ".") {
		return "localhost"
	}
	return u.Hostname()
}
