package widget

var askStates = []State{
	{Name: "start", Screen: ScreenStart, Path: "/help"},
	{Name: "what we store", Screen: ScreenStart, Shows: ".foot details[open]", Path: "/help", Steps: []Step{opening(".foot summary")}},
	{Name: "answer", Screen: ScreenAnswer, Path: "/help", Steps: []Step{askKnown}},
	{Name: "suggestions", Screen: ScreenSuggest, Path: "/help", Steps: []Step{askVague}},
	{Name: "suggestion picked", Screen: ScreenAnswer, Path: "/help", Steps: []Step{askVague, pressing("[name=pick]")}},
	{Name: "nothing found", Screen: ScreenNoMatch, Path: "/help", Steps: []Step{askUnknown}},
	{Name: "answer in another language", Screen: ScreenAnswer, Needs: OwnEntries, Path: "/help", Steps: []Step{asking("Where is the swimming pool?")}},
	{Name: "answer from right to left", Screen: ScreenAnswer, Needs: OwnEntries, Path: "/help", Steps: []Step{asking("When does the ferry leave?")}},
	{Name: "answer with a source", Screen: ScreenAnswer, Says: "widget.source", Needs: OwnEntries, Path: "/help", Steps: []Step{
		asking("Which trams stop at the house?"),
	}},
	{Name: "are you a human", Screen: ScreenProgram, Path: "/help", Steps: []Step{asking("Are you a human?")}},
	{Name: "question empty", Screen: ScreenTalk, Path: "/help", Steps: []Step{asking("")}},
	{Name: "long word being typed", Screen: ScreenStart, Path: "/help", Steps: []Step{{Fill: map[string]string{"question": longWord}}}},
	{Name: "question of one long word", Screen: ScreenNoMatch, Path: "/help", Steps: []Step{asking(longWord)}},
	{Name: "answer with a long word", Screen: ScreenAnswer, Needs: OwnEntries, Path: "/help", Steps: []Step{asking("Which paper proves that the car is ours?")}},
	{Name: "solved", Screen: ScreenSolved, Path: "/help", Steps: []Step{askKnown, pressing("[value=solved]")}},
	{Name: "several questions", Screen: ScreenAnswer, Path: "/help", Steps: []Step{
		askKnown, pressing("[value=solved]"), asking("Where is the dog beach?"), pressing("[value=solved]"), asking("Where do I find the WLAN password?"),
	}},
	{Name: "back to the questions", Screen: ScreenTalk, Path: "/help", Steps: []Step{askKnown, pressing(toPerson), pressing("[name=back]")}},
	{Name: "language chosen", Screen: ScreenStart, Path: "/help?lang=de", Steps: []Step{
		{Fill: map[string]string{"question": "Is there", "switch": "en"}, Press: "#switch-do"},
	}},
	{Name: "questions while one is typed", Screen: ScreenStart, Shows: "#suggestions [role=option]", Script: true, Path: "/help", Steps: []Step{
		{Fill: map[string]string{"question": "where is the d"}},
	}},
}
