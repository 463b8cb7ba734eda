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
	// PendingCalls counts the tickets outside Spam that are owed a call to the number.
	PendingCalls(phone string) (int, error)
}

// Change is what a decision makes of a ticket. The store applies it whole or not at all.
type Change struct {
	Ticket   Ticket    // the new state; its Messages are not looked at
	Messages []Message // to append; the store gives ids
	Outbox   []Outgoing
	Attempts []Attempt // to append; the store gives ids
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
	// EraseTicket removes ticket, messages, attempts and outbox rows; its idempotency rows are kept without
	// content so that a late retry gets Gone. What Ticket.Sealing keeps is sealed instead. NotFound if there is none.
	EraseTicket(ctx context.Context, ref string) (Erasure, error)
	// EraseEmail does so with every ticket with that address.
	EraseEmail(ctx context.Context, address string) ([]Erasure, error)
	// SnoozedDue gives the references of snoozed tickets whose time has come.
	SnoozedDue(ctx context.Context, now time.Time) ([]string, error)
	// ForgetKeys removes idempotency rows stored before then.
	ForgetKeys(ctx context.Context, before time.Time) error
	// Earlier gives other tickets with the ticket's address or number, newest first, without messages; none
	// that is sealed.
	Earlier(ctx context.Context, t Ticket, limit int) ([]Ticket, error)
	// Replies gives how long the tickets of the inbox opened since then waited for a person, newest first. Call-backs
	// with a window are left out: their visitors chose to wait.
	Replies(ctx context.Context, since time.Time, limit int) ([]Reply, error)
	// Overview counts what waits.
	Overview(ctx context.Context) (Overview, error)
}

// CallStore keeps what is special about call-backs.
type CallStore interface {
	// Calls gives the tickets of the inbox that are owed a call, whole, the earliest window first.
	Calls(ctx context.Context, limit int) ([]Ticket, error)
	// ChangeCalls gives decide the ticket, then the other tickets of the inbox that are owed a call to the
	// same number, all whole. It stores every change, each of a ticket that was given. The result is that of the first.
	ChangeCalls(ctx context.Context, ref string, once Idempotency, decide func([]Ticket, Moment) ([]Change, error)) (Result, error)
}

// CareStore keeps what makes agents look after forgotten tickets, and what is removed in time.
type CareStore interface {
	// TellLate gives decide the open tickets of the inbox that are late and whose agents were not told, the
	// one that is due longest first and without messages. It stores the rows that decide makes and marks the tickets
	// whose references are in told: what is not marked comes again.
	TellLate(ctx context.Context, limit int, decide func(late []Ticket, m Moment) (rows []Outgoing, told []string, err error)) error
	// Expired gives the tickets that a rule of retention removes now, the oldest first and without messages,
	// up to limit, and how many there are in all. before is the border: what was closed, or of spam
	// changed, before it; of sealed letters those that may go by then.
	Expired(ctx context.Context, what Expiry, before time.Time, limit int) ([]Ticket, int, error)
	// Expire removes up to limit of them, seals those that must be kept, and adds to the log of removals
	// if there were any.
	Expire(ctx context.Context, what Expiry, before time.Time, limit int) (Removal, error)
	// Removals gives the log, newest first.
	Removals(ctx context.Context, limit int) ([]Removal, error)
}

// Reply is how long a ticket waited for a person.
type Reply struct {
	OpenedAt   time.Time
	AnsweredAt time.Time // zero if no person has answered
	EndedAt    time.Time // when it was closed without an answer; zero if it still waits
}

// Overview is what waits in the inbox.
type Overview struct {
	Open   int       // tickets on the agents' side
	Late   int       // of these, those that wait longer than promised
	Calls  int       // calls owed
	Oldest time.Time // since when the oldest has been on the agents' side; zero without one
}

// Erasure says what became of a ticket that should go.
type Erasure struct {
	Ref       string
	KeptUntil time.Time // it is sealed until then; zero: it is gone
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
	Outbox []Outgoing   // to add
}

// Store is all that handoff needs to be kept.
type Store interface {
	TicketStore
	CallStore
	CareStore
	OutboxStore
	AgentStore
	RulesStore
}
