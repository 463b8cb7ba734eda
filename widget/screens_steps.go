package widget

import "strings"

// The steps that States are made of.

const (
	junkCode = "K7M2QX.AAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	send     = "[name=send]"
	toPerson = "#person"
)

// longWord is what must not widen a page or be cut off.
var longWord = strings.Repeat("Kraftfahrzeug", 15) + "brief"

func asking(question string) Step {
	return Step{Fill: map[string]string{"question": question}, Press: ".writer [type=submit]"}
}

func pressing(selector string) Step { return Step{Press: selector} }

func opening(selector string) Step { return Step{Open: selector} }

func writing(kind, reach, address string) Step {
	return Step{Fill: map[string]string{"kind": kind, reach: address, "message": "The heating is cold."}, Press: send}
}

// askCallOf asks for a call to a number of its own: a number gets no more than two at a time.
func askCallOf(phone string) Step { return writing("callback", "phone", phone) }

func changingCall(phone string) Step {
	return Step{Fill: map[string]string{"phone": phone}, Press: "[name=save]"}
}

func meanwhile(e Event, s Step) Step {
	s.Meanwhile = e
	return s
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
