// Package mail is the way out by SMTP. It owns go-mail: how letters read, how a
// message is put together, and what a mail server's answers mean.
package mail

import (
	"context"
	"crypto/x509"
	"net"
	"time"

	"deskbell/handoff"
)

// Config is what a carrier needs to know of its surroundings.
type Config struct {
	Account Account
	// Key makes Message-IDs that nobody can guess and that stay over retries.
	Key []byte
	// AdminURL is the base of the pages of agents, without a slash at the end.
	AdminURL string
	// LinkURL is the address that opens a visitor's ticket.
	LinkURL func(handoff.Ticket) string
	// Desk tells, at the moment of sending, who writes.
	Desk func(context.Context) (Desk, error)
	// Question is how an entry asks; ok is false if it is gone.
	Question func(ctx context.Context, entry string) (text string, ok bool)
	// Overview tells what waits, at the moment a digest leaves.
	Overview func(context.Context) (handoff.Overview, error)
	// Roots are the authorities to trust; nil for those of the system.
	Roots *x509.CertPool
	// Patience with the server; the zero value is what RFC 5321 asks for, shorter where nobody is served by waiting.
	Patience Patience
}

// Desk is who writes.
type Desk struct {
	Name       string                   // "" for the word of the language
	NameIn     func(lang string) string // for visitors, in their language; nil for Name
	Informal   bool                     // German says "du" to visitors
	Email      string                   // where answers to a letter go; "" to the sending address
	Controller string                   // who is responsible for the visitor's data; "" if not given
	Zone       *time.Location           // of the desk; nil for UTC
	Hours      bool                     // opening hours are set, so durations count opening time
}

// Patience is how long each step of a delivery may take.
type Patience struct {
	Connect time.Duration
	Reply   time.Duration // silence before a command is answered
	Verdict time.Duration // silence after the whole message was handed over
}

// A verdict that comes too late is a letter sent twice, so that wait is long.
var defaultPatience = Patience{Connect: 15 * time.Second, Reply: time.Minute, Verdict: 10 * time.Minute}

// Carrier hands letters to a mail server.
type Carrier struct {
	config Config
	dial   func(ctx context.Context, network, address string) (net.Conn, error)
}

// New wires a carrier.
func New(config Config) *Carrier {
	if config.Patience == (Patience{}) {
		config.Patience = defaultPatience
	}
	return &Carrier{config: config, dial: (&net.Dialer{Timeout: config.Patience.Connect}).DialContext}
}

// Carry writes the letter and hands it in; nil means that the server took it over.
func (c *Carrier) Carry(ctx context.Context, p handoff.Parcel) error {
	to, err := handoff.ParseEmail(p.Outgoing.Recipient)
	if err != nil {
		return &handoff.Failure{Code: "mail_address", Permanent: true, Err: err}
	}
	desk, err := c.config.Desk(ctx)
	if err != nil {
		return err
	}
	letter, err := c.write(ctx, p, desk)
	if err != nil {
		return err
	}
	return c.deliver(ctx, to, c.compose(p, letter, desk, to))
}
