package widget

// Names of the panel's screens, as they stand in data-screen.
const (
	ScreenStart       = "start"
	ScreenAnswer      = "answer"
	ScreenSuggest     = "suggest"
	ScreenNoMatch     = "no_match"
	ScreenSolved      = "solved"
	ScreenTalk        = "talk" // the conversation without a new step
	ScreenPerson      = "person"
	ScreenPersonWrong = "person_wrong"
	ScreenReceipt     = "receipt"
	ScreenGate        = "gate"
	ScreenThread      = "thread"
	ScreenErased      = "erased"
	ScreenLimited     = "limited"
	ScreenFailed      = "failed"
)
