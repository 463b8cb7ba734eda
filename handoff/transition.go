package handoff

import (
	"time"

	"deskbell/internal/fault"
)

// Event is something that moves a ticket from one status to another.
type Event string

const (
	VisitorWrote Event = "visitor_wrote"
	AgentReplied Event = "agent_replied"
	AgentSnoozed Event = "agent_snoozed"
	AgentDone    Event = "agent_done"
	AgentReopens Event = "agent_reopens"
	SnoozeEnded  Event = "snooze_ended"
)

// transitions is the whole of what can happen: from status and event to the next
// status. What is not in it is refused; a second click on the same button is not.
var transitions = map[Status]map[Event]Status{
	Open:    {VisitorWrote: Open, AgentReplied: Waiting, AgentSnoozed: Snoozed, AgentDone: Done, AgentReopens: Open},
	Waiting: {VisitorWrote: Open, AgentReplied: Waiting, AgentSnoozed: Snoozed, AgentDone: Done, AgentReopens: Open},
	Snoozed: {VisitorWrote: Open, AgentReplied: Waiting, AgentSnoozed: Snoozed, AgentDone: Done, AgentReopens: Open, SnoozeEnded: Open},
	Done:    {VisitorWrote: Open, AgentReplied: Waiting, AgentSnoozed: Snoozed, AgentDone: Done, AgentReopens: Open},
}

// on gives the ticket after the event. A message by the visitor makes the ticket
// unanswered from then on; a reply answers it.
func (t Ticket) on(e Event, now time.Time) (Ticket, error) {
	next, ok := transitions[t.Status][e]
	if !ok {
		return t, fault.New(fault.Conflict, "transition_refused")
	}
	t.Status, t.UpdatedAt = next, now
	t.SnoozedUntil, t.ClosedAt = time.Time{}, time.Time{}
	switch e {
	case VisitorWrote:
		if t.UnansweredSince.IsZero() {
			t.UnansweredSince = now
		}
	case AgentReplied:
		t.UnansweredSince = time.Time{}
	case AgentDone:
		t.ClosedAt, t.UnansweredSince = now, time.Time{}
	}
	return t, nil
}
