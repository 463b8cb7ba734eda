package widget

import "slices"

// Names of the panel's screens, as they stand in data-screen.
const (
	ScreenStart       = "start"
	ScreenAnswer      = "answer"
	ScreenSuggest     = "suggest"
	ScreenNoMatch     = "no_match"
	ScreenProgram     = "program" // who asks whether a human answers
	ScreenSolved      = "solved"
	ScreenTalk        = "talk" // the conversation without a new step
	ScreenPerson      = "person"
	ScreenPersonWrong = "person_wrong"
	ScreenReceipt     = "receipt"
	ScreenGate        = "gate"
	ScreenThread      = "thread"
	ScreenErased      = "erased"
	ScreenSealed      = "sealed"
	ScreenLimited     = "limited"
	ScreenFailed      = "failed"
)

// State is one state that the visitor's side can be in and the way there, with the sample FAQ. A new state
// belongs into States: what visits each asserts that the person can be reached from it (promise 1), looks at
// its accessibility, and shows it in the gallery. screens_complete_test.go says which are missing.
type State struct {
	Name   string
	Where  Place
	Screen string // which screen shows it
	Shows  string // what else can be seen then: a CSS selector
	Says   string // and what can be read: a key of the words
	Script bool   // it exists only with JavaScript
	Needs  Need
	Path   string // opened first
	Steps  []Step
}

// Place is where a state is seen.
type Place string

const (
	Panel    Place = "" // the panel's own page; in a frame it is the same
	Launcher Place = "a page of the owner's, with the launcher"
)

// Step is what a visitor does on a screen. It needs no JavaScript, unless Meanwhile says so. In the launcher
// selectors are those of its shadow root.
type Step struct {
	Fill      map[string]string // by field; a radio's or a list's value, "on" or "off" for a box
	Open      string            // CSS selector of a summary that is unfolded
	Press     string            // CSS selector of a button
	Visit     string            // a path that is opened anew
	Meanwhile Event             // what happens before it
}

// Need is what must be special about the desk or the browser for a state; "" is nothing.
type Need string

const (
	NoEntries   Need = "no entries"
	NoMail      Need = "no mail server"
	OneQuestion Need = "one question a minute"
	OneTicket   Need = "one ticket an hour"
	OpenNow     Need = "open around the clock, with a telephone and two languages"
	ClosedNow   Need = "hours, and a closure that lasts for some days"
	OwnEntries  Need = "entries that show what stands around a decision" // testdata/around.jsonl
	NoStorage   Need = "a browser that keeps nothing"
	SlowDesk    Need = "a desk whose panel takes long to come"
	NoDesk      Need = "a desk that is gone once the launcher is there"
	NoPanel     Need = "a desk that is gone once the launcher's second script is there"
)

// Event is what happens at the desk, or to the connection, while the visitor waits.
type Event string

const (
	AgentReplies   Event = "an agent replies"
	AgentCloses    Event = "an agent closes the ticket"
	CallsInVain    Event = "three calls reach nobody"
	NumberWrong    Event = "a call reaches somebody else"
	MarkedLetter   Event = "an agent marks the ticket as a business letter"
	PromiseEnds    Event = "the time that was promised is over"
	ThreadGrows    Event = "the thread grows to 60 messages"
	ConnectionLost Event = "the connection is lost"
	AnswersTakeAge Event = "answers take an age"
)

// States are all of them.
var States = slices.Concat(
	askStates, personStates, personCallStates, receiptStates, ticketStates, ticketCallStates,
	refusedStates, connectionStates, launcherStates,
)
