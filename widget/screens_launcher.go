package widget

// The launcher on a page of the owner's: the same on a phone, where the panel is a dialog over the page. Screen is the
// panel's in its frame, "" if there is none to see; what is shown and said is the launcher's.
var launcherStates = []State{
	{Name: "launcher closed", Where: Launcher, Script: true, Shows: ".bar"},
	{Name: "launcher opening", Where: Launcher, Script: true, Shows: ".card", Needs: SlowDesk, Steps: []Step{pressing(".help")}},
	{Name: "launcher lost before it opened", Where: Launcher, Script: true, Shows: ".lost a", Says: "launcher.lost", Needs: NoDesk, Steps: []Step{
		pressing(".help"),
	}},
	{Name: "launcher lost with its panel", Where: Launcher, Script: true, Shows: ".card a", Says: "launcher.lost", Needs: NoPanel, Steps: []Step{
		pressing(".help"),
	}},
	{Name: "launcher open", Where: Launcher, Script: true, Screen: ScreenStart, Shows: "iframe", Steps: []Step{pressing(".help")}},
	{Name: "launcher with a badge", Where: Launcher, Script: true, Shows: ".badge", Steps: []Step{{Meanwhile: AgentReplies}}},
}
