package handoff

import (
	"context"
	"fmt"
	"slices"
	"time"

	"deskbell/internal/fault"
)

// CallWording is the version of the sentence under which visitors ask to be called, "widget.call.wording" in
// words. It changes with the sentence and is kept with each call-back.
const CallWording = "2026-11"

const mostPending = 2 // open call-backs for one number

// checkTwice takes a second call-back for a number as a ticket of its own, since nobody may gain sight of
// another's thread by typing a number, and refuses a third.
func (r Request) checkTwice(m Moment) error {
	if r.Kind != CallBack {
		return nil
	}
	n, err := m.PendingCalls(r.Phone)
	if err == nil && n >= mostPending {
		err = &fault.Error{Kind: fault.Conflict, Code: "calls_waiting", Field: "phone"}
	}
	return err
}

// Called records an attempt to call the visitor of a ticket. It counts for every call owed to the same
// number: they were one call. again is when to call, with CallAgain. A call that is no longer owed is a
// Conflict "call_settled".
func (d *Desk) Called(ctx context.Context, by Agent, ref, key string, outcome Outcome, again time.Time) error {
	once, err := d.once("called "+ref, key, fmt.Append(nil, outcome, again.UnixMilli()))
	if err != nil {
		return err
	}
	_, err = d.store.ChangeCalls(ctx, ref, once, func(calls []Ticket, m Moment) ([]Change, error) {
		now := m.Now()
		if err := d.checkAttempt(outcome, again, now); err != nil {
			return nil, err
		}
		attempt := Attempt{AgentID: by.ID, AgentName: by.Name, At: now, Outcome: outcome, Again: again}
		if outcome != CallAgain {
			attempt.Again = time.Time{}
		}
		changes := make([]Change, len(calls))
		for i, t := range calls {
			if changes[i], err = d.called(t, attempt); err != nil {
				return nil, err
			}
		}
		return changes, nil
	})
	return err
}

func (d *Desk) checkAttempt(o Outcome, again, now time.Time) error {
	switch {
	case !slices.Contains(Outcomes, o):
		return fault.At("outcome", "outcome_unknown")
	case o != CallAgain:
		return nil
	case again.IsZero():
		return fault.At("again", "required")
	case !again.After(now):
		return fault.At("again", "time_past")
	case again.Sub(now) > farthestCall:
		return fault.At("again", "window_far")
	}
	return nil
}

// called is what an attempt makes of one ticket.
func (d *Desk) called(t Ticket, a Attempt) (Change, error) {
	if t.Kind != CallBack {
		return Change{}, fault.New(fault.Conflict, "not_a_call")
	}
	if t.isSettled(a.Outcome) {
		return Change{}, fault.New(fault.Conflict, "call_settled")
	}
	event := t.eventOf(a.Outcome)
	t, err := t.on(event, a.At)
	if err != nil {
		return Change{}, err
	}
	if event == CallAgreed {
		t.WindowFrom, t.WindowTo = a.Again, a.Again.Add(callWindow/2)
		t = d.promised(t, a.At)
	}
	change := Change{Ticket: t, Attempts: []Attempt{a}}
	if text, letter := told(event, a.Outcome); text != "" {
		change.Messages = []Message{{From: FromSystem, Text: text, At: a.At}}
		if letter != "" && d.config.Mail && t.Email != "" {
			change.Outbox = []Outgoing{row(Mail, letter, t.Email, t.Lang, a.At)}
		}
	}
	return change, nil
}

// isSettled reports whether an agent notes it on a page that is out of date: a colleague was quicker, or the visitor took
// the call back. Whoever was given up can still be reached, and called again as long as the number is known.
func (t Ticket) isSettled(o Outcome) bool {
	possible := o == Reached || o == CallAgain && t.Phone != ""
	return !t.CallPending && (t.Status == Done || !possible)
}

// eventOf is what an outcome means: after three calls in vain it is the visitor's turn.
func (t Ticket) eventOf(o Outcome) Event {
	switch {
	case o == Reached:
		return CallReached
	case o == CallAgain:
		return CallAgreed
	case o == WrongNumber, t.tries()+1 >= giveUpCallAt:
		return CallGivenUp
	default:
		return CallFailed
	}
}

// told is what the visitor reads about an attempt, in the thread and by mail. A call in vain
// that is tried again is no news.
func told(e Event, o Outcome) (text string, l Letter) {
	switch {
	case e == CallReached:
		return callReached, ""
	case e == CallAgreed:
		return callAgreed, ""
	case o == WrongNumber:
		return numberWrong, NumberWrong
	case e == CallGivenUp:
		return callMissed, CallMissed
	default:
		return "", ""
	}
}
