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
	WindowFrom time.Time // when to call, as times; zero if not given
	WindowTo   time.Time
	TimeZone   string // IANA name
	Lang       string // of the visitor's page; mails to the visitor are written in it
	Page       string // address of the host page without query and fragment
	Scope      string
	Transcript []Line // what the visitor chose to attach

	AgentID         int64     // the assignee, 0 for nobody
	SnoozedUntil    time.Time // with status Snoozed
	UnansweredSince time.Time // first visitor message without a reply; zero if answered
	Promise         time.Time // when the visitor was told to expect the reply; zero for none
	TokenVersion    int       // a new version revokes token and link codes
	CreatedAt       time.Time
	UpdatedAt       time.Time
	ClosedAt        time.Time

	Messages []Message // in order; nil in lists
}

// Line is one line of a transcript: either the visitor's words or an entry.
type Line struct {
	From  Author `json:"from"` // FromVisitor or FromDesk
	Text  string `json:"text,omitempty"`
	Entry string `json:"entry,omitempty"`
}

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
