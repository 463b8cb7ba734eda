package handoff

import (
	"context"
	"time"
)

// Moment is the desk at the moment of a write, read inside its transaction.
type Moment interface {
	Now() time.Time
	Agents() ([]Agent, error) // all, disabled ones too, by id
	RefTaken(ref string) (bool, error)
	// Receipts counts the receipts to an address since then; "" counts all.
	Receipts(address string, since time.Time) (int, error)
}

// Change is what a decision makes of a ticket. The store applies it whole or not at all.
type Change struct {
	Ticket   Ticket    // the new state; its Messages are not looked at
	Messages []Message // to append; the store gives ids
	Outbox   []Outgoing
}

// Idempotency makes a write happen once. The zero value is a write without a key.
type Idempotency struct {
	Key  []byte // keyed hash of route and key as sent
	Body []byte // keyed hash of the body
}

// Result is what an idempotent write led to, now or the first time.
type Result struct {
	Ticket   Ticket // with messages
	Messages []Message
	Repeated bool
}

// Filter selects tickets of the inbox.
type Filter struct {
	Folder   Folder
	Statuses []Status // none: all
	AgentID  int64    // assignee; 0: all
	Words    string   // in reference, name, address, phone or message; "" for all
}

// Order of a list of tickets.
type Order int

const (
	OldestUnanswered Order = iota // unanswered first, oldest on top, then the newest change
	NewestChange
)

// TicketStore keeps tickets and threads. Every write publishes feed.Tickets after its
// commit, and feed.Outbox if it added rows there.
type TicketStore interface {
	// OpenTicket stores the ticket that decide makes. A known key with the same body gives the first
	// result again without calling decide; with another body an Invalid "key_reused"; if the ticket was erased
	// since, a Gone "erased".
	OpenTicket(ctx context.Context, once Idempotency, decide func(Moment) (Change, error)) (Result, error)
	// FirstResult is what a known key led to, without a write; NotFound "ticket_unknown" for a key that was not
	// used, else as OpenTicket.
	FirstResult(ctx context.Context, once Idempotency) (Result, error)
	// ChangeTicket gives decide the ticket with its messages; NotFound "ticket_unknown" if there is none.
	ChangeTicket(ctx context.Context, ref string, once Idempotency, decide func(Ticket, Moment) (Change, error)) (Result, error)
	Ticket(ctx context.Context, ref string) (Ticket, error)
	// Tickets gives a page of tickets without messages, and how many there are in all.
	Tickets(ctx context.Context, f Filter, order Order, limit, offset int) ([]Ticket, int, error)
	// TicketCounts counts the tickets of each folder that need an answer.
	TicketCounts(ctx context.Context) (map[Folder]int, error)
	// EraseTicket removes ticket, messages and outbox rows; its idempotency rows are kept without
	// content so that a late retry gets Gone. NotFound if there is none.
	EraseTicket(ctx context.Context, ref string) error
	// EraseEmail erases every ticket with that address and gives the references.
	EraseEmail(ctx context.Context, address string) ([]string, error)
	// SnoozedDue gives the references of snoozed tickets whose time has come.
	SnoozedDue(ctx context.Context, now time.Time) ([]string, error)
	// ForgetKeys removes idempotency rows stored before then.
	ForgetKeys(ctx context.Context, before time.Time) error
}

// OutboxStore keeps what waits to leave. Every write publishes feed.Outbox.
type OutboxStore interface {
	// ClaimOutgoing takes up to limit due rows of the channels, oldest first, and marks each
	// as Sending with one more attempt, committed before it returns.
	ClaimOutgoing(ctx context.Context, channels []Channel, limit int) ([]Outgoing, error)
	// ChangeOutgoing stores what decide makes of a row.
	ChangeOutgoing(ctx context.Context, id int64, decide func(Outgoing, time.Time) Outgoing) error
	// AddOutgoing stores a row that belongs to no ticket, such as a test.
	AddOutgoing(ctx context.Context, row Outgoing) (Outgoing, error)
	// NextOutgoing is when the next pending row of the channels is due; zero if none is.
	NextOutgoing(ctx context.Context, channels []Channel) (time.Time, error)
	// Outgoing gives one row.
	Outgoing(ctx context.Context, id int64) (Outgoing, error)
	// OutgoingList gives a page of rows, newest first; only unsent ones if waiting.
	OutgoingList(ctx context.Context, waiting bool, limit int) ([]Outgoing, error)
	// TicketOutgoing gives the rows about one ticket, oldest first.
	TicketOutgoing(ctx context.Context, ticketID int64) ([]Outgoing, error)
	// ReleaseInterrupted puts rows left in Sending by a crash back to Pending, marked Uncertain.
	ReleaseInterrupted(ctx context.Context) error
	// ForgetSent removes rows sent before then.
	ForgetSent(ctx context.Context, before time.Time) error
}

// AgentStore keeps agents and their invitations. Every write publishes feed.Agents.
type AgentStore interface {
	Agents(ctx context.Context) ([]Agent, error)
	Agent(ctx context.Context, id int64) (Agent, error)
	// ChangeAgents stores what decide makes of the agents and open invitations, in one transaction.
	ChangeAgents(ctx context.Context, decide func(agents []Agent, invitations []Invitation, now time.Time) (AgentChange, error)) (AgentChange, error)
	// Invitations gives those that are still open.
	Invitations(ctx context.Context) ([]Invitation, error)
}

// AgentChange is what a decision makes of the agents.
type AgentChange struct {
	Put    []Agent      // id 0: a new one; the store gives the id, in place
	Invite []Invitation // to add
	Used   []int64      // invitations to remove
}

// Store is all that handoff needs to be kept.
type Store interface {
	TicketStore
	OutboxStore
	AgentStore
}
