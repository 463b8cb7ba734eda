package handoff

import (
	"maps"
	"slices"
	"time"

	"deskbell/internal/fault"
)

// Event is something that moves a ticket from one status to another.
type Event string

const (
	VisitorWrote       Event = "visitor_wrote"
	VisitorChangedCall Event = "visitor_changed_call"
	VisitorWithdrew    Event = "visitor_withdrew" // needs no answer any more
	AgentReplied       Event = "agent_replied"
	AgentSnoozed       Event = "agent_snoozed"
	AgentDone          Event = "agent_done"
	AgentReopens       Event = "agent_reopens"
	CallReached        Event = "call_reached"
	CallFailed         Event = "call_failed"   // and will be tried again
	CallAgreed         Event = "call_agreed"   // for another time
	CallGivenUp        Event = "call_given_up" // it is the visitor's turn
	SnoozeEnded        Event = "snooze_ended"
)

// fromAny is what can happen to a ticket whatever its status; the exceptions follow. A second
// click on the same button is not refused.
var fromAny = map[Event]Status{
	VisitorWrote: Open, VisitorChangedCall: Open, VisitorWithdrew: Done,
	AgentReplied: Waiting, AgentSnoozed: Snoozed, AgentDone: Done, AgentReopens: Open,
	CallReached: Done, CallFailed: Open, CallAgreed: Open, CallGivenUp: Waiting,
}

// transitions is the whole of what can happen: from status and event to the next
// status. What is not in it is refused.
var transitions = map[Status]map[Event]Status{
	Open:    fromAny,
	Waiting: fromAny,
	Snoozed: with(fromAny, SnoozeEnded, Open),
	Done:    fromAny,
}

func with(all map[Event]Status, e Event, next Status) map[Event]Status {
	all = maps.Clone(all)
	all[e] = next
	return all
}

// on gives the ticket after the event. What the visitor does makes the ticket unanswered from
// then on; a reply answers it, unless a call is owed: then the call does.
func (t Ticket) on(e Event, now time.Time) (Ticket, error) {
	if err := t.mayChange(); err != nil {
		return t, err
	}
	next, ok := transitions[t.Status][e]
	if !ok {
		return t, fault.New(fault.Conflict, "transition_refused")
	}
	if e == AgentReplied && t.CallPending {
		next = Open
	}
	t.Status, t.UpdatedAt = next, now
	t.SnoozedUntil, t.ClosedAt = time.Time{}, time.Time{}
	switch e {
	case VisitorWrote, VisitorChangedCall, CallAgreed:
		if t.UnansweredSince.IsZero() {
			t.UnansweredSince = now
		}
	case AgentReplied, CallReached:
		if t.FirstReplyAt.IsZero() {
			t.FirstReplyAt = now
		}
	}
	t.CallPending = t.Kind == CallBack && t.pendingAfter(e)
	if answers(e) && !t.CallPending {
		t.UnansweredSince, t.Due, t.NaggedAt = time.Time{}, time.Time{}, time.Time{}
	}
	if next == Done {
		t.ClosedAt = now
	}
	return t, nil
}

// mayChange refuses what would change a sealed ticket.
func (t Ticket) mayChange() error {
	if t.IsSealed() {
		return fault.New(fault.Gone, "sealed")
	}
	return nil
}

// pendingAfter says whether a call is owed after the event. Whoever reopens a ticket that nobody was
// reached about owes the call again, as long as the number is known.
func (t Ticket) pendingAfter(e Event) bool {
	switch e {
	case VisitorChangedCall, CallAgreed:
		return true
	case VisitorWithdrew, AgentDone, CallReached, CallGivenUp:
		return false
	case AgentReopens:
		return t.CallPending || t.Phone != "" && !slices.ContainsFunc(t.Attempts, func(a Attempt) bool { return a.Outcome == Reached })
	default:
		return t.CallPending
	}
}

// answers says whether the event takes the ticket from the agents' side.
func answers(e Event) bool {
	switch e {
	case AgentReplied, AgentDone, VisitorWithdrew, CallReached, CallGivenUp:
		return true
	default:
		return false
	}
}
