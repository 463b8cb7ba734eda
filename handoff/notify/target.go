package notify

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	"deskbell/handoff"
)

// Target is an address that new tickets are announced to. Only its name, which
// has no secrets, leaves this package.
type Target struct {
	handoff.Target
	url  url.URL // without user and password
	user *url.Userinfo
}

// Parse reads an address such as
//
//	ntfy://ntfy.sh/my-topic                 a push message by ntfy, over https
//	ntfy://tk_token@ntfy.example/my-topic   with an access token, or user:password
//	ntfy+http://127.0.0.1:8090/my-topic     a server on this machine
//	https://shop.example/hooks/desk         a webhook
//	http://127.0.0.1:9000/desk              a webhook on this machine
//
// Errors never repeat the address: topic, path and password are secrets.
func Parse(address string) (Target, error) {
	u, err := url.Parse(address)
	if err != nil {
		return Target{}, errors.New("notify: an address cannot be read as a URL; want ntfy://host/topic or https://host/path")
	}
	t := Target{url: *u, user: u.User}
	t.url.User, t.url.Fragment = nil, ""
	switch u.Scheme {
	case "ntfy", "ntfy+http":
		t.Channel, t.url.Scheme = handoff.Ntfy, "https"
		if u.Scheme == "ntfy+http" {
			t.url.Scheme = "http"
		}
	case "https", "http":
		t.Channel = handoff.Webhook
	default:
		return Target{}, fmt.Errorf("notify: unknown scheme %q; want ntfy://host/topic or https://host/path", u.Scheme)
	}
	t.Name = t.name()
	return t, t.check()
}

func (t Target) check() error {
	topic := strings.Trim(t.url.Path, "/")
	switch {
	case t.url.Hostname() == "":
		return errors.New("notify: an address has no host; want ntfy://host/topic or https://host/path")
	case t.url.Scheme == "http" && !isLoopback(t.url.Hostname()):
		return fmt.Errorf("notify: %s is not this machine, so it needs https", t.url.Hostname())
	case t.Channel == handoff.Ntfy && topic == "":
		return fmt.Errorf("notify: no topic for %s; want ntfy://host/topic", t.url.Hostname())
	}
	return nil
}

// name tells targets apart and stays the same over restarts and new passwords.
// The path is in it as a hash alone.
func (t Target) name() string {
	sum := sha256.Sum256([]byte(string(t.Channel) + " " + t.url.String()))
	return t.url.Hostname() + "-" + hex.EncodeToString(sum[:3])
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
