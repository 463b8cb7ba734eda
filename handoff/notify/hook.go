package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"deskbell/handoff"
)

// Event is the body of a webhook. It holds no word, name or address of a visitor:
// who may read those logs in at AdminURL.
type Event struct {
	Event    string    `json:"event"`           // "ticket.created", "ticket.message", "tickets.late" or "test"
	Ref      string    `json:"ref,omitempty"`   // such as K7M-2QX; "" for a test and for late tickets
	Kind     string    `json:"kind,omitempty"`  // "email", "callback" or "here"
	Lang     string    `json:"lang,omitempty"`  // of the visitor
	Count    int       `json:"count,omitempty"` // of late tickets
	Refs     []string  `json:"refs,omitempty"`  // theirs
	AdminURL string    `json:"admin_url"`       // where to answer
	At       time.Time `json:"at"`              // when it happened, UTC
}

var events = map[handoff.Letter]string{
	handoff.NewTicketNotice:  "ticket.created",
	handoff.NewMessageNotice: "ticket.message",
	handoff.LateNotice:       "tickets.late",
	handoff.TestLetter:       "test",
}

// hook is a POST of an Event, signed in the header
//
//	Deskbell-Signature: t=UNIX SECONDS,v1=HEX
//
// where HEX is the HMAC-SHA-256 of "t.body" under the target's secret. A receiver
// that checks both cannot be fooled by forged or by old events.
func (c *Carrier) hook(ctx context.Context, t Target, p handoff.Parcel) (*http.Request, error) {
	body, err := json.Marshal(Event{
		Event: events[p.Outgoing.Letter], Ref: p.Ticket.Ref, Kind: string(p.Ticket.Kind), Lang: p.Ticket.Lang,
		Count: len(p.Tickets), Refs: refs(p), AdminURL: c.link(p), At: p.Outgoing.CreatedAt.UTC(),
	})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, t.url.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Deskbell-Signature", sign(t.Secret(c.config.Key), c.config.Now(), body))
	if t.user != nil {
		password, _ := t.user.Password()
		request.SetBasicAuth(t.user.Username(), password)
	}
	return request, nil
}

// refs are the references of the tickets that a parcel is about, besides its own.
func refs(p handoff.Parcel) []string {
	all := make([]string, len(p.Tickets))
	for i, t := range p.Tickets {
		all[i] = t.Ref
	}
	return all
}

// Secret is what a receiver checks signatures with: one for each target, shown to the owner.
func (t Target) Secret(key []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(t.Name))
	return hex.EncodeToString(mac.Sum(nil))
}

func sign(secret string, at time.Time, body []byte) string {
	seconds := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(seconds + "."))
	mac.Write(body)
	return "t=" + seconds + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}
