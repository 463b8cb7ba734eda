package handoff

import (
	"slices"
	"time"
)

// giveUpCallAt is after how many calls in vain it is the visitor's turn.
const giveUpCallAt = 3

// VainAttempts are the calls that did not reach the visitor since one last did, or since they agreed on another time.
func (t Ticket) VainAttempts() []Attempt {
	var vain []Attempt
	for _, a := range t.Attempts {
		switch a.Outcome {
		case NoAnswer, Busy, WrongNumber:
			vain = append(vain, a)
		default:
			vain = nil
		}
	}
	return vain
}

// tries counts those of them that were made since the visitor last changed the call. A wrong number ends the count: it
// is given up at once.
func (t Ticket) tries() int {
	n, changed := 0, t.callChangedAt()
	for _, a := range t.VainAttempts() {
		switch {
		case a.Outcome == WrongNumber:
			n = 0
		case !a.At.Before(changed):
			n++
		}
	}
	return n
}

// callChangedAt is when the visitor last changed the call; zero if they never did.
func (t Ticket) callChangedAt() time.Time {
	for _, m := range slices.Backward(t.Messages) {
		if m.From == FromSystem && m.Text == callChanged {
			return m.At
		}
	}
	return time.Time{}
}

// Tries tells how often the call was tried in vain since it was last agreed on or changed, and after how many times it
// is the visitor's turn. Of several tickets it is the one that was tried most often.
func (c Call) Tries() (made, most int) {
	for _, t := range c.Tickets {
		made = max(made, t.tries())
	}
	return made, giveUpCallAt
}
