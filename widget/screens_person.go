package widget

var personStates = []State{
	{Name: "form asked for", Screen: ScreenPerson, Path: "/help", Steps: []Step{pressing(toPerson)}},
	{Name: "form by link", Screen: ScreenPerson, Path: "/help/person?q=Is+the+beach+near%3F"},
	{Name: "form for e-mail", Screen: ScreenPerson, Path: "/help/person?kind=email"},
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
	{Name: "person first, details open", Screen: ScreenPerson, Shows: ".asks[open]", Path: "/help", Steps: []Step{askLocked, opening(".asks summary")}},
	{Name: "person first, with all details", Screen: ScreenPerson, Needs: OwnEntries, Path: "/help?page=https%3A%2F%2Fflats.example%2Fhelp", Steps: []Step{
		asking("Somebody broke into my flat"), opening(".asks summary"),
	}},
	{Name: "no answer written", Screen: ScreenPerson, Needs: OwnEntries, Path: "/help", Steps: []Step{asking("How much is the visitors' tax?")}},
	{Name: "no entries", Screen: ScreenPerson, Needs: NoEntries, Path: "/help", Steps: []Step{askKnown}},
	{Name: "form during a closure", Screen: ScreenPerson, Needs: ClosedNow, Path: "/help/person?kind=callback"},
	{Name: "form with long words", Screen: ScreenPersonWrong, Path: "/help", Steps: []Step{asking(longWord), pressing(toPerson), {
		Fill: map[string]string{"kind": "email", "name": longWord, "email": longWord, "message": longWord}, Press: send,
	}}},
	{Name: "form with errors", Screen: ScreenPersonWrong, Path: "/help/person", Steps: []Step{writing("email", "email", "nobody")}},
	{Name: "form sent empty", Screen: ScreenPersonWrong, Path: "/help/person", Steps: []Step{pressing(send)}},
	{Name: "details refused", Screen: ScreenPersonWrong, Path: "/help", Steps: []Step{askLocked, {
		Fill: map[string]string{"kind": "here", "ask_order": longWord, "message": "Help!"}, Press: send,
	}}},
}

// The form that asks for a call.
var personCallStates = []State{
	{Name: "form for a call-back", Screen: ScreenPerson, Path: "/help/person?kind=callback"},
	{Name: "form for a call, with windows and our number", Screen: ScreenPerson, Needs: OpenNow, Path: "/help/person?kind=callback"},
	{Name: "form for a call, time zones open", Screen: ScreenPerson, Shows: ".zone[open]", Needs: OpenNow, Path: "/help/person?kind=callback", Steps: []Step{
		opening(".zone summary"),
	}},
	{Name: "form for a call, in another zone", Screen: ScreenPerson, Needs: OpenNow, Path: "/help/person?kind=callback", Steps: []Step{
		{Fill: map[string]string{"time_zone": "Asia/Kolkata"}, Press: "[name=zone]"},
	}},
	{Name: "number refused", Screen: ScreenPersonWrong, Needs: OpenNow, Path: "/help/person", Steps: []Step{writing("callback", "phone", "112")}},
	{Name: "third call-back for a number", Screen: ScreenPersonWrong, Needs: OpenNow, Path: "/help/person", Steps: []Step{
		askCall, pressing(toPerson), askCall, pressing(toPerson), askCall,
	}},
}

var receiptStates = []State{
	{Name: "receipt for e-mail", Screen: ScreenReceipt, Path: "/help/person", Steps: []Step{sendByEmail}},
	{Name: "receipt for a call-back", Screen: ScreenReceipt, Path: "/help/person", Steps: []Step{askCallOf("+49 30 901820")}},
	{Name: "receipt for here only", Screen: ScreenReceipt, Path: "/help/person", Steps: []Step{writing("here", "name", "Kim")}},
	{Name: "receipt, answered meanwhile", Screen: ScreenReceipt, Shows: "#promise.expect", Script: true, Path: "/help/person", Steps: []Step{sendByEmail, {Meanwhile: AgentReplies}}},
	{Name: "link copied", Screen: ScreenReceipt, Says: "widget.copied", Script: true, Path: "/help/person", Steps: []Step{
		sendByEmail, pressing("[data-copy=link]"),
	}},
	{Name: "receipt, nothing is kept", Screen: ScreenReceipt, Says: "widget.memory_only", Script: true, Needs: NoStorage, Path: "/help/person", Steps: []Step{
		sendByEmail,
	}},
}
