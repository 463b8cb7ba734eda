package widget

// The launcher on a page of the owner's. Screen is the panel's in its frame, "" if there is none to see.
var launcherStates = []State{
	{Name: "launcher closed", Where: Launcher, Script: true},
	{Name: "launcher opening", Where: Launcher, Script: true, Needs: SlowDesk, Steps: []Step{pressing(".help")}},
	{Name: "launcher without connection", Where: Launcher, Script: true, Needs: NoDesk, Steps: []Step{pressing(".help")}},
	{Name: "launcher open", Where: Launcher, Script: true, Screen: ScreenStart, Steps: []Step{pressing(".help")}},
	{Name: "launcher with a badge", Where: Launcher, Script: true, Shows: ".badge:not([hidden])", Steps: []Step{
		{Meanwhile: AgentReplies},
	}},
}
