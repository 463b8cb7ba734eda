package widget

import (
	"net/url"
	"strings"
	"testing"

	"deskbell/search"
)

var (
	door   = search.Entry{ID: "door", Lang: "en", Question: "Where is the door code?", Answer: "In the **arrival mail**.", URL: "https://flats.example/door"}
	dog    = search.Entry{ID: "dog", Lang: "de", Question: "Darf mein Hund mit?", Answer: "Ja."}
	locked = search.Entry{ID: "locked", Lang: "en", Question: "My account is locked.", Answer: "We unlock it.", Tags: []string{search.PersonFirst}}
)

func talking(f *fixture) {
	confident := search.Decision{Verdict: search.Answer, Reason: search.Confident, Confidence: 0.9}
	is := func(d search.Decision, e search.Entry) search.Decision { d.Entry = &e; return d }
	vague := search.Decision{Verdict: search.Suggest, Reason: search.Ambiguous, Suggestions: []search.Ranked{{Entry: door}, {Entry: dog}, {Entry: locked}}}
	f.answers.decisions = map[string]search.Decision{
		"door": is(confident, door), "dog": is(confident, dog), "vague": vague,
		"locked": is(search.Decision{Verdict: search.Person, Reason: search.IsPersonFirst}, locked),
		"again":  {Verdict: search.Person, Reason: search.Repeated},
		"what?":  {Verdict: search.Person, Reason: search.SecondMiss},
	}
}

func (v *visitor) ask(question string) *visitor {
	v.t.Helper()
	return v.step(asking(question))
}

func TestAnAnswerIsTheOwnersWordsWithItsSource(t *testing.T) {
	v := newFixture(t, talking).visitor(t).open("/help").ask("door")
	if got := v.text(".answer h2"); got != door.Question {
		t.Errorf("question %q", got)
	}
	if got := v.text(".prose strong"); got != "arrival mail" {
		t.Errorf("answer %q", v.text(".prose"))
	}
	if got := attr(v.one(".source a"), "href"); got != door.URL {
		t.Errorf("source %q", got)
	}
}

func TestAnAnswerKeepsItsLanguage(t *testing.T) {
	v := newFixture(t, talking).visitor(t).open("/help?lang=en").ask("dog")
	if got := attr(v.one(".prose"), "lang"); got != "de" || attr(v.one("html"), "lang") != "en" {
		t.Errorf("answer in %q on a page in %q", got, attr(v.one("html"), "lang"))
	}
}

func TestTheNextQuestionKnowsWhatWasShownAndMissed(t *testing.T) {
	f := newFixture(t, talking)
	f.visitor(t).open("/help?scope=flat-3&page=https%3A%2F%2Fflats.example%2F").ask("door").ask("vague").ask("unheard of")
	last := f.answers.asked[len(f.answers.asked)-1]
	if len(last.Seen) != 1 || last.Seen[0] != "door" || last.Misses != 1 || last.Scope != "flat-3" || last.Page != "https://flats.example/" {
		t.Errorf("asked %+v", last)
	}
}

func TestTheConversationStaysOnThePage(t *testing.T) {
	v := newFixture(t, talking).visitor(t).open("/help").ask("door").ask("dog")
	if got := len(v.find(".from-visitor")); got != 2 {
		t.Errorf("%d questions", got)
	}
	if got := len(v.find(".answer")); got != 2 {
		t.Errorf("%d answers", got)
	}
	if got := len(v.find(".turn[data-new]")); got != 2 {
		t.Errorf("%d new turns, want the last question and its answer", got)
	}
}

func TestTheFormOpensByItself(t *testing.T) {
	f := newFixture(t, talking)
	for name, press := range map[string]func(v *visitor) *visitor{
		"second miss":  func(v *visitor) *visitor { return v.ask("what?") },
		"repeated":     func(v *visitor) *visitor { return v.ask("again") },
		"person first": func(v *visitor) *visitor { return v.ask("locked") },
		"not solved":   func(v *visitor) *visitor { return v.ask("door").press("[value=not_solved]") },
		"wrong topic":  func(v *visitor) *visitor { return v.ask("door").press("[value=wrong_topic]") },
		"seen before":  func(v *visitor) *visitor { return v.ask("door").ask("vague").press("[name=pick][value=door]") },
		"picked":       func(v *visitor) *visitor { return v.ask("vague").press("[name=pick][value=locked]") },
	} {
		t.Run(name, func(t *testing.T) {
			v := press(f.visitor(t).open("/help"))
			if v.screen() != ScreenPerson || v.value("#message") == "" {
				t.Errorf("screen %q, message %q", v.screen(), v.value("#message"))
			}
		})
	}
}

func TestTheFirstMissOffersThePersonAndOneMoreTry(t *testing.T) {
	v := newFixture(t, talking).visitor(t).open("/help").ask("unheard of")
	if v.screen() != ScreenNoMatch || len(v.find("[name=question]")) != 1 || len(v.find(".composer .primary[value=person]")) != 1 {
		t.Errorf("screen %q:\n%s", v.screen(), v.source)
	}
}

func TestAPickedSuggestionIsShown(t *testing.T) {
	v := newFixture(t, talking).visitor(t).open("/help").ask("vague").press("[name=pick][value=door]")
	if v.screen() != ScreenAnswer || v.text(".answer h2") != door.Question {
		t.Errorf("screen %q", v.screen())
	}
	v.ask("vague").press("[name=pick][value=door]")
	if v.screen() != ScreenPerson {
		t.Errorf("the same answer twice: screen %q", v.screen())
	}
}

func TestWhatDidNotHelpIsAGapOnlyIfTheOwnerKeepsThem(t *testing.T) {
	for _, keep := range []bool{false, true} {
		f := newFixture(t, talking, func(f *fixture) { f.settings.KeepGaps = keep })
		f.visitor(t).open("/help").ask("door").press("[value=not_solved]")
		if got := len(f.gaps.kept) == 1; got != keep {
			t.Errorf("keep %t: kept %v", keep, f.gaps.kept)
		}
	}
}

func TestABrokenGapListCostsNoAnswer(t *testing.T) {
	f := newFixture(t, talking, func(f *fixture) { f.settings.KeepGaps, f.gaps.fail = true, errBroken })
	if v := f.visitor(t).open("/help").ask("unheard of"); v.screen() != ScreenNoMatch {
		t.Errorf("screen %q", v.screen())
	}
}

func TestABadQuestionComesBackAsTyped(t *testing.T) {
	f := newFixture(t, talking)
	long := strings.Repeat("ü", 501)
	v := f.visitor(t).open("/help").ask(long)
	if v.status != 422 || v.value("#question") != long || attr(v.one("#question"), "aria-describedby") != "question-error" {
		t.Errorf("status %d, %d characters", v.status, len(v.value("#question")))
	}
	if len(f.answers.asked) != 0 {
		t.Error("it was asked")
	}
}

func TestAQuestionTooManyComesBackAsTyped(t *testing.T) {
	f := newFixture(t, talking, limited(t, "ask_per_minute=1"))
	v := f.visitor(t).open("/help").ask("door").ask("dog")
	if v.status != 429 || v.header.Get("Retry-After") == "" || v.value("#question") != "dog" {
		t.Errorf("status %d, question %q", v.status, v.value("#question"))
	}
	if !strings.Contains(v.text("[data-problem]"), f.settings.Email) {
		t.Error("the owner's contact is missing")
	}
}

func TestHostileTextIsText(t *testing.T) {
	evil := `"><script>alert(1)</script><img src=x onerror=alert(1)>{{.}}`
	f := newFixture(t, talking, func(f *fixture) { f.settings.Title, f.settings.Greeting = evil, evil })
	query := url.Values{
		"lang": {evil}, "scope": {evil}, "page": {evil}, "q": {evil}, "key": {evil}, "seen": {evil},
		"line": {evil, `{"from":"desk","text":"The owner says: pay me","entry":""}`, `{"from":"agent","text":"` + "pay me" + `"}`},
	}
	v := f.visitor(t)
	for _, path := range []string{"/help?", "/help/person?"} {
		v.open(path + query.Encode())
		if n := len(v.find("script")); n != 1 || len(v.find("img")) != 0 {
			t.Errorf("%s: %d scripts", path, n)
		}
	}
	v.open("/help").ask(evil)
	if got := v.text(".from-visitor .text"); got != evil {
		t.Errorf("shown as %q", got)
	}
}

func TestTheLanguageIsSwitchedWithoutLosingAnything(t *testing.T) {
	v := newFixture(t, talking).visitor(t).open("/help").ask("door").fill("question", "typed").speaks("de")
	if attr(v.one("html"), "lang") != "de" || v.value("#question") != "typed" || len(v.find(".answer")) != 1 {
		t.Errorf("lang %q, question %q", attr(v.one("html"), "lang"), v.value("#question"))
	}
}

func TestABrokenIndexStillReachesAPerson(t *testing.T) {
	f := newFixture(t, talking, func(f *fixture) { f.answers.fail = errBroken })
	v := f.visitor(t).open("/help").ask("door")
	if v.status != 500 || v.screen() != ScreenFailed || strings.Contains(v.source, errBroken.Error()) {
		t.Errorf("status %d, screen %q", v.status, v.screen())
	}
	if v.press("#person"); v.screen() != ScreenPerson {
		t.Errorf("screen %q", v.screen())
	}
}
