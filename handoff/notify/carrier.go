// Package notify is the way out by push message and webhook. It owns the wire
// formats of both, and decides how little of a ticket they carry: these messages leave
// the house, so they say that something waits and where, never what was written
// or by whom.
package notify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"deskbell/handoff"
)

// Config is what a carrier needs to know of its surroundings.
type Config struct {
	Targets []Target
	// AdminURL is the base of the pages of agents, without a slash at the end.
	AdminURL string
	// Key signs webhooks, see Target.Secret.
	Key []byte
	Now func() time.Time
	// Transport is how requests go out; nil for the usual way.
	Transport http.RoundTripper
	// Timeout of one request; 0 for 10 seconds.
	Timeout time.Duration
}

// Carrier announces tickets to the targets of both channels.
type Carrier struct {
	config  Config
	targets map[string]Target
	client  *http.Client
}

// New wires a carrier.
func New(config Config) *Carrier {
	c := &Carrier{config: config, targets: map[string]Target{}, client: newClient(config)}
	for _, t := range config.Targets {
		c.targets[t.Name] = t
	}
	return c
}

// newClient follows no redirect: it would carry the ticket to an address that the
// owner did not name.
func newClient(config Config) *http.Client {
	if config.Timeout == 0 {
		config.Timeout = 10 * time.Second
	}
	if config.Transport == nil {
		usual := http.DefaultTransport.(*http.Transport).Clone()
		usual.DisableKeepAlives = true // too rare to hold a connection for
		config.Transport = usual
	}
	return &http.Client{
		Transport:     config.Transport,
		Timeout:       config.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Carry announces the parcel; nil means that the other side answered with success.
func (c *Carrier) Carry(ctx context.Context, p handoff.Parcel) error {
	target, ok := c.targets[p.Outgoing.Recipient]
	if !ok || target.Channel != p.Outgoing.Channel {
		return &handoff.Failure{Code: "notify_unknown", Permanent: true}
	}
	request, err := c.request(ctx, target, p)
	if err != nil {
		return err
	}
	request.Header.Set("User-Agent", "Deskbell")
	// The same for every attempt, so that a receiver can drop what it has seen.
	request.Header.Set("Idempotency-Key", fmt.Sprintf("%d-%d", p.Outgoing.CreatedAt.UnixMilli(), p.Outgoing.ID))
	return c.send(request)
}

func (c *Carrier) request(ctx context.Context, t Target, p handoff.Parcel) (*http.Request, error) {
	if t.Channel == handoff.Ntfy {
		return c.push(ctx, t, p)
	}
	return c.hook(ctx, t, p)
}

// maxAnswer is how much of an answer is looked at.
const maxAnswer = 4 << 10

func (c *Carrier) send(request *http.Request) error {
	response, err := c.client.Do(request)
	if err != nil {
		return connectionFailure(err)
	}
	defer response.Body.Close()
	if response.StatusCode/100 == 2 {
		return nil
	}
	code, permanent := verdict(response.StatusCode)
	return &handoff.Failure{Code: code, Cause: response.Status + " " + explanation(response), Permanent: permanent}
}

// explanation is what the other side says about its status, without the path, which
// many error pages repeat and which is a secret.
func explanation(response *http.Response) string {
	said, _ := io.ReadAll(io.LimitReader(response.Body, maxAnswer)) // whatever came is enough
	path := strings.Trim(response.Request.URL.Path, "/")
	if path == "" {
		return string(said)
	}
	return strings.ReplaceAll(string(said), path, "…")
}

// connectionFailure leaves out the URL that the client puts before every error,
// because it is a secret.
func connectionFailure(err error) *handoff.Failure {
	if in, ok := errors.AsType[*url.Error](err); ok {
		err = in.Err
	}
	if errors.Is(err, http.ErrSchemeMismatch) {
		return &handoff.Failure{Code: "tls_missing", Cause: err.Error(), Err: err}
	}
	return handoff.ConnectionFailure(err)
}

// verdict is the meaning of a status. What the owner can mend is retried.
func verdict(status int) (code string, permanent bool) {
	switch {
	case status/100 == 3:
		return "notify_redirect", false
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return "notify_login_refused", false
	case status == http.StatusNotFound || status == http.StatusGone:
		return "notify_not_found", false
	case status == http.StatusRequestTimeout || status == http.StatusTooEarly || status == http.StatusTooManyRequests || status >= 500:
		return "notify_busy", false
	default:
		return "notify_refused", true
	}
}

// link is where an agent answers.
func (c *Carrier) link(p handoff.Parcel) string {
	if p.Ticket.Ref == "" {
		return c.config.AdminURL + "/admin/"
	}
	return c.config.AdminURL + "/admin/tickets/" + url.PathEscape(p.Ticket.Ref)
}
