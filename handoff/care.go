package handoff

import (
	"context"
	"time"

	"deskbell/internal/fault"
)

const (
	keyLife  = 7 * 24 * time.Hour  // how long a repeated request gets the same answer
	sentLife = 30 * 24 * time.Hour // how long the outbox shows what was sent
)

// settling is how long nothing is removed after a start: a machine whose clock is years ahead when it boots sets
// it in its first minutes.
const settling = 10 * time.Minute

// Care looks after what nobody touches, until ctx ends: it wakes snoozed tickets, tells agents of late ones,
// writes the daily digests and forgets what is no longer needed.
func (d *Desk) Care(ctx context.Context, outbox OutboxStore) {
	minute, hour := time.NewTicker(time.Minute), time.NewTimer(settling)
	defer minute.Stop()
	defer hour.Stop()
	for {
		d.minutely(ctx)
		select {
		case <-ctx.Done():
			return
		case <-minute.C:
		case <-hour.C:
			d.hourly(ctx, outbox)
			hour.Reset(time.Hour)
		}
	}
}

func (d *Desk) minutely(ctx context.Context) {
	d.try(ctx, "waking snoozed tickets", func() error { return d.wakeSnoozed(ctx) })
	d.try(ctx, "telling of late tickets", func() error { return d.tellLate(ctx) })
	d.try(ctx, "writing digests", func() error { return d.writeDigests(ctx) })
}

func (d *Desk) hourly(ctx context.Context, outbox OutboxStore) {
	d.try(ctx, "forgetting old rows", func() error { return d.forget(ctx, outbox) })
	d.try(ctx, "removing what retention lets go", func() error { _, err := d.Retain(ctx); return err })
}

func (d *Desk) try(ctx context.Context, what string, do func() error) {
	if err := do(); err != nil && ctx.Err() == nil {
		d.config.Log.Error("care of the desk failed", "while", what, "err", err)
	}
}

func (d *Desk) wakeSnoozed(ctx context.Context) error {
	refs, err := d.store.SnoozedDue(ctx, d.config.Now())
	if err != nil {
		return err
	}
	for _, ref := range refs {
		// A ticket that changed meanwhile needs no waking.
		if err := d.wake(ctx, ref); err != nil && !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	return nil
}

// wake puts a ticket back on the agents' side. If the visitor has not answered, a note says so.
func (d *Desk) wake(ctx context.Context, ref string) error {
	_, err := d.store.ChangeTicket(ctx, ref, Idempotency{}, func(t Ticket, m Moment) (Change, error) {
		if t.Status == Snoozed && t.SnoozedUntil.After(m.Now()) {
			return Change{Ticket: t}, nil // snoozed anew meanwhile
		}
		t, err := t.on(SnoozeEnded, m.Now())
		change := Change{Ticket: t}
		if err == nil && !t.FirstReplyAt.IsZero() && !t.NeedsAnswer() {
			change.Messages = []Message{{From: FromSystem, Note: true, Text: noAnswerYet, At: m.Now()}}
		}
		return change, err
	})
	return err
}

func (d *Desk) forget(ctx context.Context, outbox OutboxStore) error {
	if err := d.store.ForgetKeys(ctx, d.config.Now().Add(-keyLife)); err != nil {
		return err
	}
	return outbox.ForgetSent(ctx, d.config.Now().Add(-sentLife))
}
