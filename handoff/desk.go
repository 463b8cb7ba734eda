package handoff

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"log/slog"
	"regexp"
	"slices"
	"time"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
)

// Desk takes requests of visitors and what agents do about them. Every method is
// one unit of work.
type Desk struct {
	store  DeskStore
	keys   Keys
	config Config
}

// DeskStore is what a desk needs of a store.
type DeskStore interface {
	TicketStore
	CallStore
	CareStore
	AgentStore
	TicketOutgoing(ctx context.Context, ticketID int64) ([]Outgoing, error)
}

// Config is what a desk needs to know of its surroundings.
type Config struct {
	Limits limits.Limits
	Mail   bool     // a mail server is configured
	Notify []Target // where new tickets are announced besides
	Timing *Timing  // nil for NoTiming
	Now    func() time.Time
	// OwnersPhone is the owner's number, which tells the country of numbers
	// typed without one; may be nil.
	OwnersPhone func() string
	Log         *slog.Logger
}

// Target is a notify address of the owner, known by a name without secrets.
type Target struct {
	Channel Channel
	Name    string
}

// NewDesk wires a desk.
func NewDesk(store DeskStore, keys Keys, config Config) *Desk {
	if config.OwnersPhone == nil {
		config.OwnersPhone = func() string { return "" }
	}
	if config.Timing == nil {
		config.Timing = NoTiming(config.Now)
	}
	return &Desk{store: store, keys: keys, config: config}
}

// HasMail reports whether the desk can send mail.
func (d *Desk) HasMail() bool { return d.config.Mail }

// Accepted is the answer to a request: it is given after the commit.
type Accepted struct {
	Ticket   Ticket
	Token    string
	LinkCode string
	Repeated bool // this key was answered before; the answer is the same
	Mailed   bool // a receipt leaves by mail
}

// Open stores a visitor's request and answers it. key is the client's
// Idempotency-Key, body what it sent under it.
func (d *Desk) Open(ctx context.Context, key string, body []byte, r Request) (Accepted, error) {
	once, err := d.once("open", key, body)
	if err != nil {
		return Accepted{}, err
	}
	// A repeated request is answered before it is checked again: a call window that
	// was ahead then may be past now.
	result, err := d.store.OpenTicket(ctx, once, func(m Moment) (Change, error) { return d.open(r, m) })
	return d.accepted(ctx, result, err)
}

// Again answers a request that was answered before, and no other: NotFound for a key that
// is new. Whoever lost an answer gets it even where nothing new is taken.
func (d *Desk) Again(ctx context.Context, key string, body []byte) (Accepted, error) {
	once, err := d.once("open", key, body)
	if err != nil {
		return Accepted{}, err
	}
	result, err := d.store.FirstResult(ctx, once)
	return d.accepted(ctx, result, err)
}

func (d *Desk) accepted(ctx context.Context, r Result, err error) (Accepted, error) {
	if err != nil {
		return Accepted{}, err
	}
	t := r.Ticket
	return Accepted{
		Ticket: t, Token: d.keys.Token(t), LinkCode: d.keys.LinkCode(t, t.CreatedAt),
		Repeated: r.Repeated, Mailed: d.hasReceipt(ctx, t),
	}, nil
}

// hasReceipt looks for the receipt in the outbox: there is none beyond the limits. The
// request is accepted whatever the answer, so an error only means not to speak of one.
func (d *Desk) hasReceipt(ctx context.Context, t Ticket) bool {
	if !d.config.Mail || t.Email == "" {
		return false
	}
	rows, err := d.store.TicketOutgoing(ctx, t.ID)
	return err == nil && slices.ContainsFunc(rows, func(o Outgoing) bool { return o.Letter == Receipt })
}

func (d *Desk) open(r Request, m Moment) (Change, error) {
	now := m.Now()
	r, err := r.check(d.config, now)
	if err != nil {
		return Change{}, err
	}
	if err := r.checkTwice(m); err != nil {
		return Change{}, err
	}
	ref, err := freeRef(m)
	if err != nil {
		return Change{}, err
	}
	t := d.promised(r.ticket(ref, now), now)
	outbox, err := d.announce(t, m)
	if err != nil {
		return Change{}, err
	}
	first := Message{From: FromVisitor, Text: r.Message, Lang: r.Lang, At: now}
	return Change{Ticket: t, Messages: []Message{first}, Outbox: outbox}, nil
}

func (r Request) ticket(ref string, now time.Time) Ticket {
	folder := Inbox
	if r.Suspected {
		folder = Suspected
	}
	t := Ticket{
		Ref: ref, Kind: r.Kind, Status: Open, Folder: folder,
		Name: r.Name, Email: r.Email, Phone: r.Phone, Wish: r.Wish,
		WindowFrom: r.WindowFrom, WindowTo: r.WindowTo, TimeZone: r.TimeZone,
		Lang: r.Lang, Page: r.Page, Scope: r.Scope, Transcript: r.Transcript,
		UnansweredSince: now, CreatedAt: now, UpdatedAt: now,
	}
	if r.Kind == CallBack {
		t.CallPending, t.CallLang, t.Wording = true, r.CallLang, CallWording
	}
	return t
}

// promised is the ticket with what its visitor is told at now. A call in a window is
// promised by its end.
func (d *Desk) promised(t Ticket, now time.Time) Ticket {
	if t.CallPending && !t.WindowTo.IsZero() {
		t.Promise = Promise{Made: now, By: t.WindowTo}
	} else {
		t.Promise = d.config.Timing.Promise(now)
	}
	t.Due, t.NaggedAt = d.config.Timing.due(t.Promise), time.Time{}
	return t
}

func freeRef(m Moment) (string, error) {
	for range 20 {
		ref := NewRef()
		taken, err := m.RefTaken(ref)
		if err != nil || !taken {
			return ref, err
		}
	}
	return "", fault.New(fault.Internal, "no_free_reference")
}

// Write adds a visitor's message to the ticket.
func (d *Desk) Write(ctx context.Context, ref, key, text, lang string) (Message, error) {
	return d.say(ctx, "write "+ref, ref, key, text, func(t Ticket, text string, m Moment) (Change, error) {
		answered := t.UnansweredSince.IsZero()
		t, err := t.on(VisitorWrote, m.Now())
		if err != nil {
			return Change{}, err
		}
		if answered {
			t = d.promised(t, m.Now())
		}
		outbox, err := d.tellAgents(t, NewMessageNotice, 1, m)
		written := Message{From: FromVisitor, Text: text, Lang: lang, At: m.Now()}
		return Change{Ticket: t, Messages: []Message{written}, Outbox: outbox}, err
	})
}

// say adds a checked text to a thread, once for a route and key.
func (d *Desk) say(ctx context.Context, route, ref, key, text string, decide func(Ticket, string, Moment) (Change, error)) (Message, error) {
	once, err := d.once(route, key, []byte(text))
	if err != nil {
		return Message{}, err
	}
	result, err := d.store.ChangeTicket(ctx, ref, once, func(t Ticket, m Moment) (Change, error) {
		if err := t.mayChange(); err != nil {
			return Change{}, err
		}
		text, err := d.message(t, text)
		if err != nil {
			return Change{}, err
		}
		return decide(t, text, m)
	})
	return lastOf(result, err)
}

// message checks a text for a thread.
func (d *Desk) message(t Ticket, text string) (string, error) {
	if len(t.Messages) >= d.config.Limits.Get(limits.TicketMessages) {
		return "", fault.At("text", "ticket_full")
	}
	text, err := CleanText(text, d.config.Limits.Get(limits.MessageChars))
	if err != nil {
		return "", fault.At("text", fault.Of(err).Code)
	}
	if text == "" {
		return "", fault.At("text", "required")
	}
	return text, nil
}

func lastOf(r Result, err error) (Message, error) {
	if err != nil || len(r.Messages) == 0 {
		return Message{}, err
	}
	return r.Messages[len(r.Messages)-1], nil
}

// ByToken gives the ticket of a visitor's token. Of a sealed one only reference, zone, language and KeepUntil are given.
func (d *Desk) ByToken(ctx context.Context, token string) (Ticket, error) {
	ref, err := TokenRef(token)
	if err != nil {
		return Ticket{}, err
	}
	t, err := d.store.Ticket(ctx, ref)
	if err != nil {
		return Ticket{}, err
	}
	if err := d.keys.CheckToken(t, token); err != nil {
		return Ticket{}, err
	}
	return t.toView(), nil
}

// ByLink gives the ticket that a link code opens, as ByToken does.
func (d *Desk) ByLink(ctx context.Context, code string) (Ticket, error) {
	ref, err := LinkRef(code)
	if err != nil {
		return Ticket{}, err
	}
	t, err := d.store.Ticket(ctx, ref)
	if err != nil {
		return Ticket{}, err
	}
	if err := d.keys.CheckLink(t, code, d.config.Now()); err != nil {
		return Ticket{}, err
	}
	return t.toView(), nil
}

// Token and LinkCode give the secrets of a ticket to whoever proved to own it.
func (d *Desk) Token(t Ticket) string    { return d.keys.Token(t) }
func (d *Desk) LinkCode(t Ticket) string { return d.keys.LinkCode(t, d.config.Now()) }

// Erase removes the ticket and all that hangs on it, or seals it if the law keeps it.
func (d *Desk) Erase(ctx context.Context, ref string) (Erasure, error) {
	return d.store.EraseTicket(ctx, ref)
}

// keyShape is what an Idempotency-Key looks like.
var keyShape = regexp.MustCompile(`^[A-Za-z0-9_-]{16,64}$`)

// once turns a client's key into keyed hashes, so that neither keys nor texts can
// be read from the idempotency table.
func (d *Desk) once(route, key string, body []byte) (Idempotency, error) {
	if !keyShape.MatchString(key) {
		return Idempotency{}, fault.At("Idempotency-Key", "key_invalid")
	}
	digest := sha256.Sum256(body)
	mac := hmac.New(sha256.New, d.keys.Derive("idempotency body"))
	mac.Write(digest[:])
	return Idempotency{Key: d.keys.Derive("idempotency key", route, key), Body: mac.Sum(nil)}, nil
}
