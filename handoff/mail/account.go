package mail

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	"deskbell/handoff"
)

// Account is where and as whom mail is handed in.
type Account struct {
	Host     string
	Port     string
	User     string // "" for no log-in
	Password string
	From     string // the address that letters come from

	implicit bool // TLS from the first byte
	plain    bool // no TLS: only to this machine, and without a log-in
}

// ParseAccount reads an address such as
//
//	smtps://desk@shop.example@mail.shop.example    TLS from the start, port 465
//	smtp://desk@mail.shop.example?from=desk@shop.example    STARTTLS, port 587
//	smtp://127.0.0.1:25?from=desk@shop.example    a mail server on this machine
//
// TLS is never optional: a server that does not offer it gets nothing, except on
// this machine and without a log-in. The password comes separately, because a
// command line can be read by everyone on the machine. from overrides ?from=.
func ParseAccount(address, password, from string) (Account, error) {
	u, err := url.Parse(address)
	if err != nil {
		return Account{}, errors.New("smtp: cannot be read as a URL; want smtps://user@host")
	}
	if _, has := u.User.Password(); has {
		return Account{}, errors.New("smtp: take the password out of the URL and pass it by environment or file")
	}
	a := Account{Host: u.Hostname(), Port: u.Port(), User: u.User.Username(), Password: password}
	if err := a.setScheme(u.Scheme); err != nil {
		return Account{}, err
	}
	if a.Host == "" || (u.Path != "" && u.Path != "/") {
		return Account{}, errors.New("smtp: want a host and nothing behind it, as in smtps://user@host:465")
	}
	if a.User != "" && password == "" {
		return Account{}, fmt.Errorf("smtp: no password for %s; pass it by environment or file", a.User)
	}
	return a, a.setFrom(from, u.Query().Get("from"), a.User)
}

func (a *Account) setScheme(scheme string) error {
	port := "587"
	switch scheme {
	case "smtps":
		port, a.implicit = "465", true
	case "smtp":
		a.plain = a.User == "" && isLoopback(a.Host)
		if a.plain {
			port = "25"
		}
	default:
		return fmt.Errorf("smtp: unknown scheme %q; want smtps://user@host or smtp://user@host", scheme)
	}
	if a.Port == "" {
		a.Port = port
	}
	return nil
}

// setFrom takes the first candidate that was given.
func (a *Account) setFrom(candidates ...string) error {
	for _, candidate := range candidates {
		if candidate == "" {
			continue
		}
		from, err := handoff.ParseEmail(candidate)
		if err != nil {
			return fmt.Errorf("smtp: %q is not an address to send from; add ?from=desk@your.domain", candidate)
		}
		a.From = from
		return nil
	}
	return errors.New("smtp: no address to send from; add ?from=desk@your.domain")
}

func (a Account) address() string { return net.JoinHostPort(a.Host, a.Port) }

// domain is the right-hand side of Message-IDs.
func (a Account) domain() string {
	_, domain, _ := strings.Cut(a.From, "@")
	return domain
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
