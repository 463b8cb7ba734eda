package handoff

import "time"

// Attempt is one try to call a visitor back.
type Attempt struct {
	ID        int64 // the store gives it
	AgentID   int64
	AgentName string // as it was then
	At        time.Time
	Outcome   Outcome
	Again     time.Time // with CallAgain: when to call
}

// Outcome is how an attempt ended.
type Outcome string

const (
	Reached     Outcome = "reached"
	NoAnswer    Outcome = "no_answer"
	Busy        Outcome = "busy"
	WrongNumber Outcome = "wrong_number"
	CallAgain   Outcome = "again" // the visitor asked to be called at another time
)

// Outcomes are all of them, the best first.
var Outcomes = []Outcome{Reached, NoAnswer, Busy, WrongNumber, CallAgain}
