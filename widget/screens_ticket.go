package widget

var ticketStates = []State{
	{Name: "gate", Screen: ScreenGate, Path: "/ticket/" + junkCode},
	{Name: "thread", Screen: ScreenThread, Path: "/help/person", Steps: []Step{sendByEmail, openThread}},
	{Name: "thread with a reply", Screen: ScreenThread, Path: "/help/person", Steps: []Step{
		sendByEmail, meanwhile(AgentReplies, openThread),
	}},
	{Name: "thread of many messages", Screen: ScreenThread, Path: "/help/person", Steps: []Step{
		sendByEmail, meanwhile(ThreadGrows, openThread),
	}},
	{Name: "thread with long words", Screen: ScreenThread, Path: "/help/person", Steps: []Step{
		{Fill: map[string]string{"kind": "here", "name": longWord[:60], "message": longWord}, Press: send}, openThread,
	}},
	{Name: "thread done", Screen: ScreenThread, Path: "/help/person", Steps: []Step{
		sendByEmail, meanwhile(AgentCloses, openThread),
	}},
	{Name: "thread, nothing written", Screen: ScreenThread, Path: "/help/person", Steps: []Step{
		sendByEmail, openThread, pressing(".writer [type=submit]"),
	}},
	{Name: "thread, late", Screen: ScreenThread, Path: "/help/person", Steps: []Step{
		sendByEmail, meanwhile(PromiseEnds, openThread),
	}},
	{Name: "thread, closing explained", Screen: ScreenThread, Shows: "#withdraw[open]", Path: "/help/person", Steps: []Step{
		sendByEmail, openThread, opening("#withdraw summary"),
	}},
	{Name: "thread, download explained", Screen: ScreenThread, Shows: "#download[open]", Path: "/help/person", Steps: []Step{
		sendByEmail, openThread, opening("#download summary"),
	}},
	{Name: "thread, erasing explained", Screen: ScreenThread, Shows: "#erase[open]", Path: "/help/person", Steps: []Step{
		sendByEmail, openThread, opening("#erase summary"),
	}},
	{Name: "thread, a letter's erasing explained", Screen: ScreenThread, Shows: "#erase[open]", Path: "/help/person", Steps: []Step{
		sendByEmail, meanwhile(MarkedLetter, openThread), opening("#erase summary"),
	}},
	{Name: "thread resumed", Screen: ScreenThread, Script: true, Path: "/help/person", Steps: []Step{
		sendByEmail, meanwhile(AgentReplies, openThread), {Visit: "/help"},
	}},
	{Name: "thread offered", Screen: ScreenStart, Shows: "#desk > button.plain", Script: true, Path: "/help/person", Steps: []Step{
		sendByEmail, openThread, {Visit: "/help#ask"},
	}},
	{Name: "letter sealed", Screen: ScreenSealed, Path: "/help/person", Steps: []Step{
		sendByEmail, meanwhile(MarkedLetter, openThread), pressing("[name=erase]"),
	}},
	{Name: "thread erased", Screen: ScreenErased, Path: "/help/person", Steps: []Step{
		sendByEmail, openThread, pressing("[name=erase]"),
	}},
}

// Tickets that owe a call.
var ticketCallStates = []State{
	{Name: "thread of a call-back", Screen: ScreenThread, Needs: OpenNow, Path: "/help/person", Steps: []Step{askCallOf("+49 30 902011"), openThread}},
	{Name: "call to be changed", Screen: ScreenThread, Shows: ".change-call[open]", Needs: OpenNow, Path: "/help/person", Steps: []Step{
		askCallOf("+49 30 902019"), openThread, opening(".change-call summary"),
	}},
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
		askCallOf("+49 30 902015"), meanwhile(CallsInVain, openThread),
	}},
	{Name: "number wrong", Screen: ScreenThread, Needs: OpenNow, Path: "/help/person", Steps: []Step{
		askCallOf("+49 30 902016"), meanwhile(NumberWrong, openThread),
	}},
	{Name: "withdrawn", Screen: ScreenThread, Needs: OpenNow, Path: "/help/person", Steps: []Step{
		askCallOf("+49 30 902017"), openThread, pressing("[name=withdraw]"),
	}},
}
