package handoff

import (
	"cmp"
	"context"
	"time"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
)

// CallWish is how a visitor wants to be called.
type CallWish struct {
	Phone    string    // as typed; "" keeps the number
	From, To time.Time // zero: as soon as possible
	Wish     string    // when, in words; "" keeps it, a window ends it
	TimeZone string    // "" keeps it
	CallLang string    // "" keeps it
}

// ChangeCall gives the visitor's call another time, number or language. To ask for what is already so
// changes nothing, and another time zone alone is no news for agents.
func (d *Desk) ChangeCall(ctx context.Context, ref string, w CallWish) error {
	_, err := d.store.ChangeTicket(ctx, ref, Idempotency{}, func(t Ticket, m Moment) (Change, error) {
		if t.Kind != CallBack {
			return Change{}, fault.New(fault.Conflict, "not_a_call")
		}
		changed, err := d.wished(t, w, m)
		if err != nil {
			return Change{}, err
		}
		if changed.sameCall(t) && t.CallPending {
			return Change{Ticket: changed}, nil
		}
		if len(t.Messages) >= d.config.Limits.Get(limits.TicketMessages) {
			return Change{}, fault.At("window", "ticket_full")
		}
		now := m.Now()
		if changed, err = changed.on(VisitorChangedCall, now); err != nil {
			return Change{}, err
		}
		changed = d.promised(changed, now)
		outbox, err := d.tellAgents(changed, CallChanged, 0, m)
		note := Message{From: FromSystem, Text: callChanged, At: now}
		return Change{Ticket: changed, Messages: []Message{note}, Outbox: outbox}, err
	})
	return err
}

// wished is the ticket with the call as wished, checked.
func (d *Desk) wished(t Ticket, w CallWish, m Moment) (Ticket, error) {
	var wrong fault.List
	r := Request{
		Kind: CallBack, Phone: cmp.Or(w.Phone, t.Phone), WindowFrom: w.From, WindowTo: w.To, TimeZone: w.TimeZone, CallLang: w.CallLang,
		Wish: cmp.Or(w.Wish, t.Wish), Lang: t.Lang, Page: t.Page,
	}
	r.checkWish(d.config.Limits, &wrong)
	r.checkPhone(d.config.Limits, d.config.OwnersPhone(), &wrong)
	r.checkCall(d.config.Timing, m.Now(), &wrong)
	if err := wrong.Err(); err != nil {
		return t, err
	}
	if r.Phone != t.Phone || !t.CallPending {
		if err := r.checkTwice(m); err != nil {
			return t, err
		}
	}
	t.Phone, t.WindowFrom, t.WindowTo, t.Wish = r.Phone, r.WindowFrom, r.WindowTo, r.Wish
	t.TimeZone, t.CallLang = cmp.Or(r.TimeZone, t.TimeZone), cmp.Or(r.CallLang, t.CallLang) // what is kept was checked
	if !t.WindowTo.IsZero() {
		t.Wish = ""
	}
	return t, nil
}

func (t Ticket) sameCall(other Ticket) bool {
	return t.Phone == other.Phone && t.Wish == other.Wish && t.CallLang == other.CallLang &&
		t.WindowFrom.Equal(other.WindowFrom) && t.WindowTo.Equal(other.WindowTo)
}

// Withdraw closes the ticket because its visitor needs no answer any more.
func (d *Desk) Withdraw(ctx context.Context, ref string) error {
	_, err := d.store.ChangeTicket(ctx, ref, Idempotency{}, func(t Ticket, m Moment) (Change, error) {
		if t.Status == Done {
			return Change{Ticket: t}, nil
		}
		t, err := t.on(VisitorWithdrew, m.Now())
		if err != nil {
			return Change{}, err
		}
		outbox, err := d.tellAgents(t, Withdrawn, 0, m)
		note := Message{From: FromSystem, Text: withdrawn, At: m.Now()}
		return Change{Ticket: t, Messages: []Message{note}, Outbox: outbox}, err
	})
	return err
}
