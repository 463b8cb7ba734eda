// Package handoff is the way from the widget to a person: tickets and their
// messages, the agents who answer them, what is sent to whom. It decides; store
// keeps, handoff/mail and handoff/notify deliver, widget and handoff/admin show.
package handoff

import "time"

// Kind says how a visitor wants the reply.
type Kind string

const (
	ByEmail  Kind = "email"
	CallBack Kind = "callback"
	Here     Kind = "here" // on the ticket's page only
)

// Status says whose turn it is.
type Status string

const (
	Open    Status = "open"    // an agent's turn
	Waiting Status = "waiting" // the visitor's turn
	Snoozed Status = "snoozed" // an agent's turn, later
	Done    Status = "done"
)

// Folder separates what agents see first from what may be abuse. Nothing is ever refused
// or deleted for being suspected.
type Folder string

const (
	Inbox     Folder = "inbox"
	Suspected Folder = "suspected" // a hidden field was filled in, or many tickets came from one network
	Spam      Folder = "spam"      // an agent said so
	Sealed    Folder = "sealed"    // would be erased, but is kept by law: closed to view
)

// Ticket is a handoff that someone has to answer.
type Ticket struct {
	ID     int64 // ours alone; visitors and agents know the reference
	Ref    string
	Kind   Kind
	Status Status
	Folder Folder

	Name       string // "" if not given
	Email      string
	Phone      string    // E.164
	Wish       string    // when to call, in the visitor's words
	WindowFrom time.Time // when to call, as times; zero: as soon as possible
	WindowTo   time.Time
	TimeZone   string // the visitor's, IANA name
	CallLang   string // to speak on the phone
	Wording    string // version of the sentence under which the visitor asked to be called
	Lang       string // of the visitor's page; mails to the visitor are written in it
	Page       string // address of the host page without query and fragment
	Scope      string
	Transcript []Line // what the visitor chose to attach

	AgentID         int64     // the assignee, 0 for nobody
	SnoozedUntil    time.Time // with status Snoozed
	UnansweredSince time.Time // first visitor message without a reply; zero if answered
	FirstReplyAt    time.Time // when a person first answered; zero if none did
	Promise         Promise   // what the visitor was told about the reply
	Due             time.Time // the reply is late after it; zero if none is owed
	NaggedAt        time.Time // when agents were told that it is late; zero if not since the last reply
	CallPending     bool      // a call is owed
	KeepUntil       time.Time // a business letter that the law keeps until then; zero for none
	TokenVersion    int       // a new version revokes token and link codes
	CreatedAt       time.Time
	UpdatedAt       time.Time
	ClosedAt        time.Time

	Messages []Message // in order; nil in lists
	Attempts []Attempt // to call, in order; nil in lists
}

// Line is one line of a transcript: either the visitor's words or an entry.
type Line struct {
	From    Author  `json:"from"` // FromVisitor or FromDesk
	Text    string  `json:"text,omitempty"`
	Entry   string  `json:"entry,omitempty"`
	Verdict Verdict `json:"verdict,omitempty"` // on an entry; "" if the visitor gave none
}

// Verdict is what a visitor said about an entry that was shown.
type Verdict string

const (
	Solved     Verdict = "solved"
	NotSolved  Verdict = "not_solved"
	WrongTopic Verdict = "wrong_topic"
)

// Author says who wrote a message or a line.
type Author string

const (
	FromVisitor Author = "visitor"
	FromAgent   Author = "agent"
	FromSystem  Author = "system"
	FromDesk    Author = "desk" // in transcripts: an entry that was shown
)

// Message is one entry in a ticket's thread.
type Message struct {
	ID        int64 // grows within a ticket; the event id of live streams
	From      Author
	Note      bool   // seen by agents only, whoever wrote it
	AgentID   int64  // with FromAgent
	AgentName string // with FromAgent, as it was then
	Text      string // plain text; with FromSystem the last part of a key of words, "event.<Text>"
	Lang      string
	At        time.Time
}

// What the system writes into threads, as keys of words: "event.<key>".
const (
	callReached    = "call_reached"
	callAgreed     = "call_agreed"
	callMissed     = "call_missed"
	numberWrong    = "number_wrong"
	callChanged    = "call_changed"
	withdrawn      = "withdrawn"
	noAnswerYet    = "no_answer_yet" // a note
	markedLetter   = "marked_letter"
	unmarkedLetter = "unmarked_letter"
)

// ForVisitor is the thread without notes.
func (t Ticket) ForVisitor() []Message {
	var shown []Message
	for _, m := range t.Messages {
		if !m.Note {
			shown = append(shown, m)
		}
	}
	return shown
}

// NeedsAnswer reports whether the visitor waits for an agent.
func (t Ticket) NeedsAnswer() bool { return !t.UnansweredSince.IsZero() && t.Status != Done }

// Turn is since when it has been the agents' turn; zero if it is not. A ticket that was reopened or
// woken is theirs although no visitor waits.
func (t Ticket) Turn() time.Time {
	switch {
	case t.NeedsAnswer():
		return t.UnansweredSince
	case t.Status == Open:
		return t.UpdatedAt
	default:
		return time.Time{}
	}
}

// Late reports whether the visitor waits longer than promised or, where nothing was
// promised, longer than anyone should.
func (t Ticket) Late(now time.Time) bool {
	return t.NeedsAnswer() && !t.Due.IsZero() && now.After(t.Due)
}

// IsSealed reports whether the ticket is closed to view.
func (t Ticket) IsSealed() bool { return t.Folder == Sealed }

// toView is the ticket as its visitor may see it: nothing of a sealed one but that it is kept.
func (t Ticket) toView() Ticket {
	if !t.IsSealed() {
		return t
	}
	return Ticket{
		ID: t.ID, Ref: t.Ref, Kind: t.Kind, Status: Done, Folder: Sealed, Lang: t.Lang, TimeZone: t.TimeZone,
		KeepUntil: t.KeepUntil, TokenVersion: t.TokenVersion, CreatedAt: t.CreatedAt, UpdatedAt: t.UpdatedAt,
	}
}
