package widget

import "strings"

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

// State is one state that the panel can be in and the way there, with the sample FAQ. A
// new state belongs into States: the tests that visit each, in a browser and without
// one, assert that the person can be reached from it (promise 1).
type State struct {
	Name   string
	Screen string // which screen shows it
	Needs  Need
	Path   string // opened first
	Steps  []Step
}

// Step is what a visitor does on a screen. It needs no JavaScript.
type Step struct {
	Fill      map[string]string // by field; a radio's value, "on" or "off" for a box
	Press     string            // CSS selector of a submit button
	Meanwhile Event             // what happens before it
}

// Need is what must be special about the desk for a state; "" is nothing.
type Need string

const (
	NoEntries   Need = "no entries"
	NoMail      Need = "no mail server"
	OneQuestion Need = "one question a minute"
	OneTicket   Need = "one ticket an hour"
	OpenNow     Need = "open around the clock, with a telephone and two languages"
	ClosedNow   Need = "hours, and a closure that lasts for some days"
	OwnEntries  Need = "entries that show what stands around a decision" // testdata/around.jsonl
)

// Event is what happens at the desk while the visitor waits.
type Event string

const (
	AgentReplies Event = "an agent replies"
	AgentCloses  Event = "an agent closes the ticket"
	CallsInVain  Event = "three calls reach nobody"
	NumberWrong  Event = "a call reaches somebody else"
	MarkedLetter Event = "an agent marks the ticket as a business letter"
	PromiseEnds  Event = "the time that was promised is over"
)

const (
	junkCode = "K7M2QX.AAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	send     = "[name=send]"
	toPerson = "#person"
)

func asking(question string) Step {
	return Step{Fill: map[string]string{"question": question}, Press: ".writer [type=submit]"}
}

func pressing(selector string) Step { return Step{Press: selector} }

func writing(kind, reach, address string) Step {
	return Step{Fill: map[string]string{"kind": kind, reach: address, "message": "The heating is cold."}, Press: send}
}

// askCallOf asks for a call to a number of its own: a number gets no more than two at a time.
func askCallOf(phone string) Step { return writing("callback", "phone", phone) }

func changingCall(phone string) Step {
	return Step{Fill: map[string]string{"phone": phone}, Press: "[name=save]"}
}

var (
	askKnown    = asking("Where do I find the door code?")
	askVague    = asking("can I bring my cat and a trailer")
	askLocked   = asking("My account is locked.")
	askUnknown  = asking("xylophone quartz zeppelin")
	sendByEmail = writing("email", "email", "visitor@example.com")
	askCall     = writing("callback", "phone", "+49 30 901821")
	openThread  = pressing("#desk [type=submit]")
)

// States are all of them.
var States = []State{
	{Name: "start", Screen: ScreenStart, Path: "/help"},
	{Name: "answer", Screen: ScreenAnswer, Path: "/help", Steps: []Step{askKnown}},
	{Name: "suggestions", Screen: ScreenSuggest, Path: "/help", Steps: []Step{askVague}},
	{Name: "suggestion picked", Screen: ScreenAnswer, Path: "/help", Steps: []Step{askVague, pressing("[name=pick]")}},
	{Name: "nothing found", Screen: ScreenNoMatch, Path: "/help", Steps: []Step{askUnknown}},
	{Name: "answer in another language", Screen: ScreenAnswer, Needs: OwnEntries, Path: "/help", Steps: []Step{asking("Where is the swimming pool?")}},
	{Name: "answer from right to left", Screen: ScreenAnswer, Needs: OwnEntries, Path: "/help", Steps: []Step{asking("When does the ferry leave?")}},
	{Name: "are you a human", Screen: ScreenProgram, Path: "/help", Steps: []Step{asking("Are you a human?")}},
	{Name: "question empty", Screen: ScreenTalk, Path: "/help", Steps: []Step{asking("")}},
	{Name: "solved", Screen: ScreenSolved, Path: "/help", Steps: []Step{askKnown, pressing("[value=solved]")}},

	{Name: "form asked for", Screen: ScreenPerson, Path: "/help", Steps: []Step{pressing(toPerson)}},
	{Name: "form by link", Screen: ScreenPerson, Path: "/help/person?q=Is+the+beach+near%3F"},
	{Name: "form for e-mail", Screen: ScreenPerson, Path: "/help/person?kind=email"},
	{Name: "form for a call-back", Screen: ScreenPerson, Path: "/help/person?kind=callback"},
	{Name: "form for a call, with windows and our number", Screen: ScreenPerson, Needs: OpenNow, Path: "/help/person?kind=callback"},
	{Name: "form for a call, in another zone", Screen: ScreenPerson, Needs: OpenNow, Path: "/help/person?kind=callback", Steps: []Step{
		{Fill: map[string]string{"time_zone": "Asia/Kolkata"}, Press: "[name=zone]"},
	}},
	{Name: "form during a closure", Screen: ScreenPerson, Needs: ClosedNow, Path: "/help/person?kind=callback"},
	{Name: "form for here only", Screen: ScreenPerson, Path: "/help/person?kind=here"},
	{Name: "form without mail server", Screen: ScreenPerson, Needs: NoMail, Path: "/help/person"},
	{Name: "form with conversation", Screen: ScreenPerson, Path: "/help", Steps: []Step{askKnown, pressing(toPerson)}},
	{Name: "second miss", Screen: ScreenPerson, Path: "/help", Steps: []Step{askUnknown, askUnknown}},
	{Name: "not solved", Screen: ScreenPerson, Path: "/help", Steps: []Step{askKnown, pressing("[value=not_solved]")}},
	{Name: "not about this", Screen: ScreenPerson, Path: "/help", Steps: []Step{askKnown, pressing("[value=wrong_topic]")}},
	{Name: "asked again", Screen: ScreenPerson, Path: "/help", Steps: []Step{askKnown, askKnown}},
	{Name: "wish for a person", Screen: ScreenPerson, Path: "/help", Steps: []Step{asking("I want to talk to a person")}},
	{Name: "upset", Screen: ScreenPerson, Path: "/help", Steps: []Step{asking("this is useless crap")}},
	{Name: "upset, with an answer", Screen: ScreenPerson, Path: "/help", Steps: []Step{asking("Where do I find the fucking door code?")}},
	{Name: "person first", Screen: ScreenPerson, Path: "/help", Steps: []Step{askLocked}},
	{Name: "person first, with all details", Screen: ScreenPerson, Needs: OwnEntries, Path: "/help?page=https%3A%2F%2Fflats.example%2Fhelp", Steps: []Step{
		asking("Somebody broke into my flat"),
	}},
	{Name: "details refused", Screen: ScreenPersonWrong, Path: "/help", Steps: []Step{askLocked, {
		Fill: map[string]string{"kind": "here", "ask_order": strings.Repeat("1", 101), "message": "Help!"}, Press: send,
	}}},
	{Name: "no answer written", Screen: ScreenPerson, Needs: OwnEntries, Path: "/help", Steps: []Step{asking("How much is the visitors' tax?")}},
	{Name: "no entries", Screen: ScreenPerson, Needs: NoEntries, Path: "/help", Steps: []Step{askKnown}},
	{Name: "back to the questions", Screen: ScreenTalk, Path: "/help", Steps: []Step{askKnown, pressing(toPerson), pressing("[name=back]")}},
	{Name: "form with errors", Screen: ScreenPersonWrong, Path: "/help/person", Steps: []Step{writing("email", "email", "nobody")}},

	{Name: "number refused", Screen: ScreenPersonWrong, Needs: OpenNow, Path: "/help/person", Steps: []Step{writing("callback", "phone", "112")}},
	{Name: "third call-back for a number", Screen: ScreenPersonWrong, Needs: OpenNow, Path: "/help/person", Steps: []Step{
		askCall, pressing(toPerson), askCall, pressing(toPerson), askCall,
	}},

	{Name: "receipt for e-mail", Screen: ScreenReceipt, Path: "/help/person", Steps: []Step{sendByEmail}},
	{Name: "receipt for a call-back", Screen: ScreenReceipt, Path: "/help/person", Steps: []Step{writing("callback", "phone", "+49 30 901820")}},
	{Name: "receipt for here only", Screen: ScreenReceipt, Path: "/help/person", Steps: []Step{writing("here", "name", "Kim")}},
	{Name: "gate", Screen: ScreenGate, Path: "/ticket/" + junkCode},
	{Name: "thread", Screen: ScreenThread, Path: "/help/person", Steps: []Step{sendByEmail, openThread}},
	{Name: "thread with a reply", Screen: ScreenThread, Path: "/help/person", Steps: []Step{
		sendByEmail, {Meanwhile: AgentReplies, Press: openThread.Press},
	}},
	{Name: "thread done", Screen: ScreenThread, Path: "/help/person", Steps: []Step{
		sendByEmail, {Meanwhile: AgentCloses, Press: openThread.Press},
	}},
	{Name: "thread, nothing written", Screen: ScreenThread, Path: "/help/person", Steps: []Step{
		sendByEmail, openThread, pressing(".writer [type=submit]"),
	}},
	{Name: "thread of a call-back", Screen: ScreenThread, Needs: OpenNow, Path: "/help/person", Steps: []Step{askCallOf("+49 30 902011"), openThread}},
	{Name: "call changed", Screen: ScreenThread, Needs: OpenNow, Path: "/help/person", Steps: []Step{
		askCallOf("+49 30 902012"), openThread, changingCall("+49 30 902030"),
	}},
	{Name: "call change refused", Screen: ScreenThread, Needs: OpenNow, Path: "/help/person", Steps: []Step{
		askCallOf("+49 30 902013"), openThread, changingCall("112"),
	}},
	{Name: "call in another zone", Screen: ScreenThread, Needs: OpenNow, Path: "/help/person", Steps: []Step{
		askCallOf("+49 30 902014"), openThread, {Fill: map[string]string{"time_zone": "Asia/Kolkata"}, Press: "[name=zone]"},
	}},
	{Name: "not reached", Screen: ScreenThread, Needs: OpenNow, Path: "/help/person", Steps: []Step{
		askCallOf("+49 30 902015"), {Meanwhile: CallsInVain, Press: openThread.Press},
	}},
	{Name: "number wrong", Screen: ScreenThread, Needs: OpenNow, Path: "/help/person", Steps: []Step{
		askCallOf("+49 30 902016"), {Meanwhile: NumberWrong, Press: openThread.Press},
	}},
	{Name: "thread, late", Screen: ScreenThread, Path: "/help/person", Steps: []Step{
		sendByEmail, {Meanwhile: PromiseEnds, Press: openThread.Press},
	}},
	{Name: "withdrawn", Screen: ScreenThread, Needs: OpenNow, Path: "/help/person", Steps: []Step{
		askCallOf("+49 30 902017"), openThread, pressing("[name=withdraw]"),
	}},
	{Name: "letter sealed", Screen: ScreenSealed, Path: "/help/person", Steps: []Step{
		sendByEmail, {Meanwhile: MarkedLetter, Press: openThread.Press}, pressing("[name=erase]"),
	}},
	{Name: "thread erased", Screen: ScreenErased, Path: "/help/person", Steps: []Step{
		sendByEmail, openThread, pressing("[name=erase]"),
	}},

	{Name: "too many questions", Screen: ScreenLimited, Needs: OneQuestion, Path: "/help", Steps: []Step{askKnown, askUnknown}},
	{Name: "too many tickets", Screen: ScreenPersonWrong, Needs: OneTicket, Path: "/help/person", Steps: []Step{
		sendByEmail, pressing(toPerson), sendByEmail,
	}},
	{Name: "link unknown", Screen: ScreenFailed, Path: "/ticket/" + junkCode, Steps: []Step{openThread}},
	{Name: "page unknown", Screen: ScreenFailed, Path: "/help/nothing"},
}
