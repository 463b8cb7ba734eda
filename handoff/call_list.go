package handoff

import (
	"cmp"
	"context"
	"slices"
	"time"

	"deskbell/handoff/hours"
)

// Call is one call to make: the tickets that are owed a call to one number.
type Call struct {
	Phone    string
	Tickets  []Ticket // whole, the earliest first; never empty
	From, To time.Time
	ASAP     bool // no window was chosen: From is when the desk was first open since, To when it is late
	State    CallState
	RestedAt time.Time // with StateResting: when to try again
}

// CallState says what to do about a call now.
type CallState string

const (
	StateMissed  CallState = "missed"  // the window is over
	StateDue     CallState = "due"     // now
	StateResting CallState = "resting" // tried a moment ago
	StateLater   CallState = "later"
)

// Last is the latest attempt, if there is one.
func (c Call) Last() (a Attempt, ok bool) {
	for _, t := range c.Tickets {
		if n := len(t.Attempts); n > 0 && t.Attempts[n-1].At.After(a.At) {
			a, ok = t.Attempts[n-1], true
		}
	}
	return a, ok
}

// How long a call rests after an attempt in vain.
const (
	restNoAnswer = time.Hour
	restBusy     = 15 * time.Minute
)

// mostCalls is more than a desk can make in a day.
const mostCalls = 500

// Calls gives the calls to make: those due now first, missed ones on top of them, then the rest by
// their windows.
func (d *Desk) Calls(ctx context.Context) ([]Call, error) {
	tickets, err := d.store.Calls(ctx, mostCalls)
	if err != nil {
		return nil, err
	}
	return callList(tickets, d.config.Timing.Calendar(), d.config.Now()), nil
}

func callList(tickets []Ticket, calendar *hours.Calendar, now time.Time) []Call {
	var calls []Call
	for _, t := range tickets {
		i := slices.IndexFunc(calls, func(c Call) bool { return c.Phone == t.Phone })
		if i < 0 {
			i = len(calls)
			calls = append(calls, Call{Phone: t.Phone})
		}
		calls[i].Tickets = append(calls[i].Tickets, t)
	}
	for i := range calls {
		calls[i].place(calendar, now)
	}
	slices.SortStableFunc(calls, func(a, b Call) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), a.when().Compare(b.when()))
	})
	return calls
}

// place says when the call is due: in the window that ends first.
func (c *Call) place(calendar *hours.Calendar, now time.Time) {
	slices.SortStableFunc(c.Tickets, func(a, b Ticket) int { return a.callEnd().Compare(b.callEnd()) })
	first := c.Tickets[0]
	c.From, c.To, c.ASAP = first.WindowFrom, first.callEnd(), first.WindowTo.IsZero()
	if c.ASAP {
		c.From = firstOpen(calendar, first.CreatedAt)
	}
	last, tried := c.Last()
	rest := map[Outcome]time.Duration{NoAnswer: restNoAnswer, Busy: restBusy}[last.Outcome]
	switch {
	case tried && now.Before(last.At.Add(rest)):
		c.State, c.RestedAt = StateResting, last.At.Add(rest)
	case now.After(c.To):
		c.State = StateMissed
	case !now.Before(c.From):
		c.State = StateDue
	default:
		c.State = StateLater
	}
}

// firstOpen is the first moment from then on at which somebody is there to call.
func firstOpen(calendar *hours.Calendar, at time.Time) time.Time {
	if next, ok := calendar.Next(at); ok && next.From.After(at) {
		return next.From
	}
	return at
}

// callEnd is the end of the window; without one it is when the call is late.
func (t Ticket) callEnd() time.Time {
	if !t.WindowTo.IsZero() {
		return t.WindowTo
	}
	return t.Due
}

func (c Call) rank() int {
	return slices.Index([]CallState{StateMissed, StateDue, StateResting, StateLater}, c.State)
}

// when sorts calls of one state: those later by their begin, the others by their end.
func (c Call) when() time.Time {
	if c.State == StateLater {
		return c.From
	}
	return c.To
}
