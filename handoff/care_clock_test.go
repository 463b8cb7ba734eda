package handoff_test

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
)

// A machine may boot with a clock that is years ahead. What would go by it stays until the clock was set.
func TestNothingIsRemovedInTheFirstMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMonth(t)
		defer m.store.Close()
		m.start()
		ref := m.open(1).ref
		if err := m.desk.Close(t.Context(), ref); err != nil {
			t.Fatal(err)
		}
		m.stop()
		ahead := time.Now().AddDate(3, 0, 0)
		desk := handoff.NewDesk(m.store, testKeys, handoff.Config{Now: func() time.Time { return ahead }, Log: slog.New(slog.DiscardHandler)})
		gone := func(run time.Duration) bool {
			ctx, stop := context.WithTimeout(t.Context(), run)
			defer stop()
			desk.Care(ctx, m.store)
			_, err := desk.Ticket(t.Context(), ref)
			return fault.Is(err, fault.NotFound)
		}
		if gone(9 * time.Minute) {
			t.Error("the ticket went at once")
		}
		if !gone(11 * time.Minute) {
			t.Error("the ticket stays for ever")
		}
	})
}
