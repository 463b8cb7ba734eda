package handoff

import "time"

// Channel is a way out of the desk.
type Channel string

const (
	Mail    Channel = "mail"
	Ntfy    Channel = "ntfy"
	Webhook Channel = "webhook"
)

// Letter says what an outgoing row is, and so which words it is rendered with when it leaves.
type Letter string

const (
	NewTicketNotice  Letter = "new_ticket"   // to agents and notify targets
	NewMessageNotice Letter = "new_message"  // to agents: the visitor wrote again
	Receipt          Letter = "receipt"      // to the visitor: fixed wording, no text of a visitor
	ReplyLetter      Letter = "reply"        // to the visitor: the agent's reply with link code
	CallChanged      Letter = "call_changed" // to agents: the visitor changed the call
	Withdrawn        Letter = "withdrawn"    // to agents: the visitor no longer needs an answer
	CallMissed       Letter = "call_missed"  // to the visitor: fixed wording, several calls were in vain
	NumberWrong      Letter = "wrong_number" // to the visitor: fixed wording, the number does not lead to them
	LateNotice       Letter = "late"         // to agents: the tickets in About wait longer than promised
	Digest           Letter = "digest"       // to an agent, once a day: what waits
	TestLetter       Letter = "test"         // to whoever pressed the test button
)

// OutgoingState is where a row stands.
type OutgoingState string

const (
	Pending OutgoingState = "pending" // due at NextAt
	Sending OutgoingState = "sending" // an attempt is under way, or a crash interrupted it
	Sent    OutgoingState = "sent"
	Failed  OutgoingState = "failed" // given up; an agent may retry it
)

// Outgoing is a row of the outbox. It names what it reports instead of copying
// it, so erasing a ticket leaves nothing behind.
type Outgoing struct {
	ID        int64
	Channel   Channel
	Letter    Letter
	Recipient string // mail: address; ntfy and webhook: the target's name
	TicketID  int64  // 0 for none
	TicketRef string // read only, from the ticket
	MessageID int64  // 0 for none
	// MessageIndex is the 1-based position in Change.Messages of the message
	// that the row reports; the store turns it into MessageID.
	MessageIndex int
	About        []string // references of the tickets of a LateNotice
	Lang         string

	State     OutgoingState
	Uncertain bool // a crash interrupted an attempt: it may have left already, under the same Message-ID
	Attempts  int
	NextAt    time.Time
	LastError string // a code: "error.<code>" in words says what to do
	LastCause string // the other side's words, for the owner; never a secret
	CreatedAt time.Time
	SentAt    time.Time
}

// giveUpAfter is how long a row is retried (SMTP's customary five days).
const giveUpAfter = 5 * 24 * time.Hour

var backoff = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour}

// Delivered is the row after a success.
func (o Outgoing) Delivered(now time.Time) Outgoing {
	o.State, o.SentAt, o.Uncertain, o.LastError, o.LastCause = Sent, now, false, "", ""
	return o
}

// dropped is the row when there is nothing left to report. It counts as sent, and says so.
func (o Outgoing) dropped(now time.Time) Outgoing {
	o = o.Delivered(now)
	o.LastError = Needless.Code
	return o
}

// Undelivered is the row after a failed attempt: again later, or given up when the
// failure is permanent or five days have passed.
func (o Outgoing) Undelivered(code, cause string, permanent bool, now time.Time) Outgoing {
	o.LastError, o.LastCause = code, cause
	if permanent || now.Sub(o.CreatedAt) >= giveUpAfter {
		o.State = Failed
		return o
	}
	o.State = Pending
	o.NextAt = now.Add(backoff[min(max(o.Attempts, 1), len(backoff))-1])
	return o
}

// Stuck reports whether someone should look at the row: it was given up, or has
// failed more than once.
func (o Outgoing) Stuck() bool {
	return o.State == Failed || o.State == Pending && o.Attempts > 1 && o.LastError != ""
}

// Again is the row when an agent asks to retry it now. A row that left, or is
// leaving, stays as it is.
func (o Outgoing) Again(now time.Time) Outgoing {
	if o.State == Pending || o.State == Failed {
		o.State, o.NextAt = Pending, now
	}
	return o
}
