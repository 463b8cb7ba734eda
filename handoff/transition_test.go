package handoff

import (
	"testing"
	"time"

	"deskbell/internal/fault"
)

func TestEveryTransition(t *testing.T) {
	refused := Status("")
	table := map[Status]map[Event]Status{
		Open:    {VisitorWrote: Open, AgentReplied: Waiting, AgentSnoozed: Snoozed, AgentDone: Done, AgentReopens: Open, SnoozeEnded: refused},
		Waiting: {VisitorWrote: Open, AgentReplied: Waiting, AgentSnoozed: Snoozed, AgentDone: Done, AgentReopens: Open, SnoozeEnded: refused},
		Snoozed: {VisitorWrote: Open, AgentReplied: Waiting, AgentSnoozed: Snoozed, AgentDone: Done, AgentReopens: Open, SnoozeEnded: Open},
		Done:    {VisitorWrote: Open, AgentReplied: Waiting, AgentSnoozed: Snoozed, AgentDone: Done, AgentReopens: Open, SnoozeEnded: refused},
	}
	for from, events := range table {
		for event, want := range events {
			got, err := Ticket{Status: from}.on(event, noon)
			if want == refused {
				if !fault.Is(err, fault.Conflict) || got.Status != from {
					t.Errorf("%s on %s: got %s, %v; want it refused", from, event, got.Status, err)
				}
				continue
			}
			if err != nil || got.Status != want || !got.UpdatedAt.Equal(noon) {
				t.Errorf("%s on %s: got %s, %v; want %s", from, event, got.Status, err, want)
			}
		}
	}
}

func TestAQuestionStaysUnansweredUntilAReply(t *testing.T) {
	ticket := Ticket{Status: Open, UnansweredSince: noon}
	step := func(e Event, after time.Duration) {
		t.Helper()
		var err error
		if ticket, err = ticket.on(e, noon.Add(after)); err != nil {
			t.Fatal(err)
		}
	}
	step(VisitorWrote, time.Hour)
	if !ticket.UnansweredSince.Equal(noon) {
		t.Errorf("a second message moved the wait to %v", ticket.UnansweredSince)
	}
	step(AgentSnoozed, 2*time.Hour)
	if !ticket.NeedsAnswer() {
		t.Error("snoozing answered the visitor")
	}
	step(AgentReplied, 3*time.Hour)
	if ticket.NeedsAnswer() {
		t.Error("a reply left the visitor unanswered")
	}
	step(AgentDone, 4*time.Hour)
	if !ticket.ClosedAt.Equal(noon.Add(4 * time.Hour)) {
		t.Errorf("closed at %v", ticket.ClosedAt)
	}
	step(VisitorWrote, 5*time.Hour)
	if !ticket.NeedsAnswer() || !ticket.ClosedAt.IsZero() {
		t.Error("a message after closing did not reopen the ticket")
	}
}
