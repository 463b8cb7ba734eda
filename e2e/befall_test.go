package e2e

import (
	"crypto/rand"
	"fmt"
	"time"

	"deskbell/handoff"
	"deskbell/store"
	"deskbell/widget"
)

// befall does to a ticket, as another process, what would take an agent too long.
func (d *desk) befall(event widget.Event, ref string) error {
	return d.store(func(s *store.Store) error {
		desk := handoff.NewDesk(s, handoff.NewKeys(make([]byte, 32)), handoff.Config{Now: time.Now})
		switch event {
		case widget.CallsInVain:
			return d.call(desk, ref, handoff.NoAnswer, handoff.Busy, handoff.NoAnswer)
		case widget.NumberWrong:
			return d.call(desk, ref, handoff.WrongNumber)
		case widget.ThreadGrows:
			return d.chat(desk, ref, 59)
		case widget.MarkedLetter:
			return desk.MarkLetter(d.t.Context(), ref, true)
		default:
			return d.breakPromise(s, ref)
		}
	})
}

func (d *desk) call(desk *handoff.Desk, ref string, outcomes ...handoff.Outcome) error {
	for _, o := range outcomes {
		if err := desk.Called(d.t.Context(), handoff.Agent{Name: "Robin"}, ref, rand.Text(), o, time.Time{}); err != nil {
			return err
		}
	}
	return nil
}

// chat adds messages of an agent to a thread.
func (d *desk) chat(desk *handoff.Desk, ref string, messages int) error {
	for n := range messages {
		text := fmt.Sprintf("%d. It is warm again.", n+1)
		if _, err := desk.Reply(d.t.Context(), handoff.Agent{Name: "Robin"}, ref, rand.Text(), text, handoff.After{}); err != nil {
			return err
		}
	}
	return nil
}

// breakPromise lets the time be over by which the reply was promised.
func (d *desk) breakPromise(s *store.Store, ref string) error {
	_, err := s.ChangeTicket(d.t.Context(), ref, handoff.Idempotency{}, func(t handoff.Ticket, m handoff.Moment) (handoff.Change, error) {
		t.Promise.By = m.Now().Add(-time.Hour)
		t.Due = t.Promise.By
		return handoff.Change{Ticket: t}, nil
	})
	return err
}
