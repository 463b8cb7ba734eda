package handoff

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strconv"
	"strings"
	"time"

	"deskbell/internal/fault"
)

// linkLife is how long a link code in a mail opens its ticket.
const linkLife = 30 * 24 * time.Hour

// Keys derives every secret from one key that stands in a file beside the
// database. Nothing secret is stored: a token is a MAC over the ticket and its token
// version, so a repeated request gets the same one, and a new version ends them all.
// Each purpose has a MAC of its own, so no secret is good for two things.
type Keys struct{ key []byte }

// NewKeys takes the content of the key file, at least 32 bytes.
func NewKeys(key []byte) Keys {
	if len(key) < sha256.Size {
		panic("handoff: the key is too short")
	}
	return Keys{key}
}

// Derive is a 32-byte secret for one purpose.
func (k Keys) Derive(purpose string, parts ...string) []byte {
	mac := hmac.New(sha256.New, k.key)
	for _, part := range append([]string{purpose}, parts...) {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		mac.Write(size[:]) // lengths first: ("ab","c") and ("a","bc") must differ
		mac.Write([]byte(part))
	}
	return mac.Sum(nil)
}

// Token is the visitor's secret for the API, 256 bits behind the reference.
func (k Keys) Token(t Ticket) string {
	return compact(t.Ref) + "." + encode(k.Derive("token", ticketParts(t)...))
}

// TokenRef gives the reference that a token claims to be for; CheckToken proves it.
func TokenRef(token string) (string, error) { return claimedRef(token, 2) }

// CheckToken reports whether the token is this ticket's.
func (k Keys) CheckToken(t Ticket, token string) error {
	if !hmac.Equal([]byte(token), []byte(k.Token(t))) {
		return errUnknown
	}
	return nil
}

// LinkCode is the secret that a mail carries in its link to the ticket's page. It
// ends after 30 days and is never accepted by the API.
func (k Keys) LinkCode(t Ticket, now time.Time) string {
	return k.linkCode(t, now.Add(linkLife).Unix()/daySeconds)
}

const daySeconds = 24 * 60 * 60

func (k Keys) linkCode(t Ticket, lastDay int64) string {
	var day [4]byte
	binary.BigEndian.PutUint32(day[:], uint32(lastDay))
	mac := k.Derive("link", append(ticketParts(t), string(day[:]))...)
	return compact(t.Ref) + "." + encode(day[:]) + "." + encode(mac)
}

// LinkRef gives the reference that a link code claims to be for.
func LinkRef(code string) (string, error) { return claimedRef(code, 3) }

// CheckLink reports whether the code opens this ticket now.
func (k Keys) CheckLink(t Ticket, code string, now time.Time) error {
	parts := strings.Split(code, ".")
	if len(parts) != 3 {
		return errUnknown
	}
	day, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil || len(day) != 4 {
		return errUnknown
	}
	lastDay := int64(binary.BigEndian.Uint32(day))
	if !hmac.Equal([]byte(code), []byte(k.linkCode(t, lastDay))) {
		return errUnknown
	}
	if now.Unix()/daySeconds > lastDay {
		return fault.New(fault.NotFound, "link_expired")
	}
	return nil
}

// CalendarCode is the secret in the address of an agent's calendar. Calendar programs cannot log
// in, so it is good for that alone and ends when the agent renews it.
func (k Keys) CalendarCode(a Agent) string {
	id := strconv.FormatInt(a.ID, 10)
	return id + "." + encode(k.Derive("calendar", id, strconv.Itoa(a.CalendarVersion)))
}

func (k Keys) checkCalendar(a Agent, code string) error {
	if !hmac.Equal([]byte(code), []byte(k.CalendarCode(a))) {
		return errUnknown
	}
	return nil
}

// calendarAgent gives the agent that a code claims to be for.
func calendarAgent(code string) (int64, error) {
	head, _, _ := strings.Cut(code, ".")
	id, err := strconv.ParseInt(head, 10, 64)
	if err != nil || len(code) > maxSecret {
		return 0, errUnknown
	}
	return id, nil
}

// errUnknown is one answer for "does not exist" and "not yours".
var errUnknown = fault.New(fault.NotFound, "ticket_unknown")

const maxSecret = 120 // longer than any token or code

func claimedRef(secret string, parts int) (string, error) {
	if len(secret) > maxSecret || strings.Count(secret, ".") != parts-1 {
		return "", errUnknown
	}
	head, _, _ := strings.Cut(secret, ".")
	ref, ok := ParseRef(head)
	if !ok || compact(ref) != head {
		return "", errUnknown
	}
	return ref, nil
}

func ticketParts(t Ticket) []string {
	var ids [16]byte
	binary.BigEndian.PutUint64(ids[:8], uint64(t.ID))
	binary.BigEndian.PutUint64(ids[8:], uint64(t.TokenVersion))
	return []string{t.Ref, string(ids[:])}
}

func compact(ref string) string { return strings.ReplaceAll(ref, "-", "") }

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
