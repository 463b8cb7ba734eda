package widget

// What was asked for cannot be had.
var refusedStates = []State{
	{Name: "too many questions", Screen: ScreenLimited, Needs: OneQuestion, Path: "/help", Steps: []Step{askKnown, askUnknown}},
	{Name: "too many tickets", Screen: ScreenPersonWrong, Needs: OneTicket, Path: "/help/person", Steps: []Step{
		sendByEmail, pressing(toPerson), sendByEmail,
	}},
	{Name: "link unknown", Screen: ScreenFailed, Path: "/ticket/" + junkCode, Steps: []Step{openThread}},
	{Name: "page unknown", Screen: ScreenFailed, Path: "/help/nothing"},
}

// The connection is slow or gone while a step is under way. Without JavaScript the browser says so itself.
var connectionStates = []State{
	{Name: "question on its way", Screen: ScreenStart, Shows: ".send[aria-disabled=true]", Says: "widget.sending", Script: true, Path: "/help", Steps: []Step{
		meanwhile(AnswersTakeAge, askKnown),
	}},
	{Name: "question not sent", Screen: ScreenStart, Shows: "[data-passing]", Script: true, Path: "/help", Steps: []Step{
		meanwhile(ConnectionLost, askKnown),
	}},
	{Name: "request not sent", Screen: ScreenPerson, Shows: "[data-passing]", Script: true, Path: "/help/person", Steps: []Step{
		meanwhile(ConnectionLost, sendByEmail),
	}},
	{Name: "message not sent", Screen: ScreenThread, Shows: "[data-passing]", Script: true, Path: "/help/person", Steps: []Step{
		sendByEmail, openThread, {Fill: map[string]string{"text": "Also the hall."}, Press: ".writer [type=submit]", Meanwhile: ConnectionLost},
	}},
}
