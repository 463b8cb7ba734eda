package handoff

import (
	"context"
	"time"

	"deskbell/internal/fault"
)

// Ticket gives a ticket with its thread to an agent.
func (d *Desk) Ticket(ctx context.Context, ref string) (Ticket, error) {
	return d.store.Ticket(ctx, ref)
}

// Tickets gives a page of tickets and how many there are in all.
func (d *Desk) Tickets(ctx context.Context, f Filter, o Order, limit, offset int) ([]Ticket, int, error) {
	return d.store.Tickets(ctx, f, o, limit, offset)
}

// Counts counts what needs an answer in each folder.
func (d *Desk) Counts(ctx context.Context) (map[Folder]int, error) { return d.store.TicketCounts(ctx) }

// Earlier gives other tickets with the ticket's address or number, newest first and without messages.
// Nobody has verified that they are of the same person.
func (d *Desk) Earlier(ctx context.Context, t Ticket, limit int) ([]Ticket, error) {
	return d.store.Earlier(ctx, t, limit)
}

// After is what becomes of a ticket with a reply; by the zero value it waits for the visitor.
type After struct {
	Done   bool
	WakeBy time.Time // come back then, unless the visitor answers before
}

// Reply sends an agent's words to the visitor: at once into the thread, and by
// mail if there is a mail server and an address.
func (d *Desk) Reply(ctx context.Context, by Agent, ref, key, text string, after After) (Message, error) {
	return d.say(ctx, "say "+ref, ref, key, text, func(t Ticket, text string, m Moment) (Change, error) {
		now := m.Now()
		t, err := t.on(AgentReplied, now)
		if err == nil {
			t, err = t.then(after, now)
		}
		if err != nil {
			return Change{}, err
		}
		if t.Folder == Suspected {
			t.Folder = Inbox // whoever answers it does not think it is abuse
		}
		reply := Message{From: FromAgent, AgentID: by.ID, AgentName: by.Name, Text: text, Lang: t.Lang, At: now}
		change := Change{Ticket: t, Messages: []Message{reply}}
		if d.config.Mail && t.Email != "" {
			letter := row(Mail, ReplyLetter, t.Email, t.Lang, now)
			letter.MessageIndex = 1
			change.Outbox = []Outgoing{letter}
		}
		return change, nil
	})
}

func (t Ticket) then(after After, now time.Time) (Ticket, error) {
	switch {
	case after.Done:
		return t.on(AgentDone, now)
	case after.WakeBy.IsZero():
		return t, nil
	default:
		return t.snoozed(after.WakeBy, now)
	}
}

// Note adds what only agents see.
func (d *Desk) Note(ctx context.Context, by Agent, ref, key, text string) (Message, error) {
	return d.say(ctx, "say "+ref, ref, key, text, func(t Ticket, text string, m Moment) (Change, error) {
		t.UpdatedAt = m.Now()
		note := Message{From: FromAgent, Note: true, AgentID: by.ID, AgentName: by.Name, Text: text, At: m.Now()}
		return Change{Ticket: t, Messages: []Message{note}}, nil
	})
}

// Assign gives the ticket to an agent, 0 to nobody.
func (d *Desk) Assign(ctx context.Context, ref string, agentID int64) error {
	return d.change(ctx, ref, func(t Ticket, m Moment) (Ticket, error) {
		agents, err := m.Agents()
		if err != nil {
			return t, err
		}
		if a, ok := agentByID(agents, agentID); agentID != 0 && (!ok || a.Disabled) {
			return t, fault.At("agent", "agent_unknown")
		}
		t.AgentID, t.UpdatedAt = agentID, m.Now()
		return t, nil
	})
}

// Snooze puts the ticket away until then.
func (d *Desk) Snooze(ctx context.Context, ref string, until time.Time) error {
	return d.change(ctx, ref, func(t Ticket, m Moment) (Ticket, error) {
		return t.snoozed(until, m.Now())
	})
}

func (t Ticket) snoozed(until, now time.Time) (Ticket, error) {
	if !until.After(now) {
		return t, fault.At("until", "time_past")
	}
	t, err := t.on(AgentSnoozed, now)
	t.SnoozedUntil = until
	return t, err
}

// Close marks the ticket as done.
func (d *Desk) Close(ctx context.Context, ref string) error { return d.move(ctx, ref, AgentDone) }

// Reopen puts a ticket back on the agents' side.
func (d *Desk) Reopen(ctx context.Context, ref string) error { return d.move(ctx, ref, AgentReopens) }

// File moves a ticket between the folders, such as to Spam and back.
func (d *Desk) File(ctx context.Context, ref string, to Folder) error {
	return d.change(ctx, ref, func(t Ticket, m Moment) (Ticket, error) {
		t.Folder, t.UpdatedAt = to, m.Now()
		return t, nil
	})
}

func (d *Desk) move(ctx context.Context, ref string, e Event) error {
	return d.change(ctx, ref, func(t Ticket, m Moment) (Ticket, error) { return t.on(e, m.Now()) })
}

func (d *Desk) change(ctx context.Context, ref string, decide func(Ticket, Moment) (Ticket, error)) error {
	_, err := d.store.ChangeTicket(ctx, ref, Idempotency{}, func(t Ticket, m Moment) (Change, error) {
		if err := t.mayChange(); err != nil {
			return Change{}, err
		}
		t, err := decide(t, m)
		return Change{Ticket: t}, err
	})
	return err
}
