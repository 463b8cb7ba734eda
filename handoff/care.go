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

// Care wakes snoozed tickets and forgets what is no longer needed, until ctx ends.
func (d *Desk) Care(ctx context.Context, outbox OutboxStore) {
	wake, forget := time.NewTicker(time.Minute), time.NewTicker(time.Hour)
	defer wake.Stop()
	defer forget.Stop()
	d.try(ctx, "forgetting old rows", func() error { return d.forget(ctx, outbox) })
	for {
		d.try(ctx, "waking snoozed tickets", func() error { return d.wakeSnoozed(ctx) })
		select {
		case <-ctx.Done():
			return
		case <-wake.C:
		case <-forget.C:
			d.try(ctx, "forgetting old rows", func() error { return d.forget(ctx, outbox) })
		}
	}
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
		if err := d.move(ctx, ref, SnoozeEnded); err != nil && !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	return nil
}

func (d *Desk) forget(ctx context.Context, outbox OutboxStore) error {
	if err := d.store.ForgetKeys(ctx, d.config.Now().Add(-keyLife)); err != nil {
		return err
	}
	return outbox.ForgetSent(ctx, d.config.Now().Add(-sentLife))
}
