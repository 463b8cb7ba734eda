package handoff

import (
	"context"
	"errors"
)

// CareOnce is what Care does every minute, with its errors.
func CareOnce(ctx context.Context, d *Desk) error {
	return errors.Join(d.wakeSnoozed(ctx), d.tellLate(ctx), d.writeDigests(ctx))
}
