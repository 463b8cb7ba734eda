package widget

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"deskbell/search"
)

func typing(f *fixture) {
	talking(f)
	f.answers.suggested = []search.Entry{door, dog, locked}
}

func TestQuestionsAreSuggestedWhileOneIsTyped(t *testing.T) {
	f := newFixture(t, typing)
	w := f.post("/help/suggest", `{"question":"where is the d","lang":"en","page":"https://flats.example/a?secret=1","scope":"flat-3","seen":["x"]}`)
	got := decode[suggestResponse](t, w)
	if w.Code != 200 || len(got.Suggestions) != 3 || got.Suggestions[1] != (typedSuggestion{"dog", dog.Question, "de"}) || !strings.Contains(got.Count, "3 questions") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	typed := f.answers.typed[0]
	if typed.Text != "where is the d" || typed.Page != "https://flats.example/a" || typed.Scope != "flat-3" || !slices.Equal(typed.Seen, []string{"x"}) {
		t.Errorf("searched for %+v", typed)
	}
	if w := f.post("/help/suggest", `{"question":"wo","lang":"de"}`); !strings.Contains(w.Body.String(), "3 ähnliche Fragen") {
		t.Errorf("in German: %s", w.Body)
	}
}

func TestNothingOfWhatIsTypedIsKept(t *testing.T) {
	f := newFixture(t, typing)
	f.post("/help/suggest", `{"question":"my iban is DE89370400440532013000"}`)
	if strings.Contains(f.log.String(), "DE89") {
		t.Errorf("logged: %s", f.log)
	}
	if len(f.gaps.kept) > 0 || len(f.tally.shown) > 0 || len(f.answers.asked) > 0 {
		t.Errorf("kept %v, counted %v, asked %v", f.gaps.kept, f.tally.shown, f.answers.asked)
	}
	if got := f.post("/help/suggest", `{"question":"door"}`).Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control %q", got)
	}
	if w := f.get("/help/suggest?question=door"); w.Code != 405 {
		t.Errorf("by its address: %d", w.Code)
	}
}

func TestSuggestRefusesWhatThePanelNeverSends(t *testing.T) {
	f := newFixture(t, typing)
	for body, want := range map[string]int{
		`{"question":"a","lang":"` + strings.Repeat("x", 40) + `"}`:      422,
		`{"question":"a","seen":[` + strings.Repeat(`"x",`, 60) + `""]}`: 422,
		`{"question":"a","more":1}`:                                      422,
		`{"question":1}`:                                                 422,
		`{"question":"` + strings.Repeat("x", suggestBody) + `"}`:        413,
		`{"question":"\ud800"}`:                                          200, // half a letter is read as none
		`{}`:                                                             200,
	} {
		if w := f.post("/help/suggest", body); w.Code != want {
			t.Errorf("%.60s: %d %s, want %d", body, w.Code, w.Body, want)
		}
	}
	if w := f.post("/help/suggest", `{"question":"door"}`, "Sec-Fetch-Site", "cross-site"); w.Code != 403 {
		t.Errorf("from another site: %d", w.Code)
	}
}

// Such a text is none to choose a question for; when it is sent, the answer says what is wrong with it.
func TestNothingIsSuggestedForATextThatIsTooLongToBeAsked(t *testing.T) {
	f := newFixture(t, typing, limited(t, "question_chars=60"))
	for n, want := range map[int]int{60: 3, 61: 0, 4000: 0} {
		w := f.post("/help/suggest", `{"question":"`+strings.Repeat("ü", n)+`"}`)
		if got := decode[suggestResponse](t, w); w.Code != 200 || len(got.Suggestions) != want {
			t.Errorf("%d letters: %d, %d suggestions, want %d", n, w.Code, len(got.Suggestions), want)
		}
	}
	if len(f.answers.typed) != 1 {
		t.Errorf("looked for %d times", len(f.answers.typed))
	}
	if w := f.post("/help/suggest", `{"question":"`+strings.Repeat("x", 61)+`"}`); !strings.Contains(w.Body.String(), `"suggestions":[]`) {
		t.Errorf("says %s", w.Body)
	}
}

// The panel names the last 50 of those that were shown and those that were beside the point.
func TestSuggestTakesWhatThePanelSendsWhateverTheLimitOfAQuestion(t *testing.T) {
	f := newFixture(t, typing, limited(t, "seen_entries=10"))
	if w := f.post("/help/suggest", `{"question":"a","seen":[`+strings.Repeat(`"x",`, 49)+`"x"]}`); w.Code != 200 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// What is suggested is picked by the step that suggestions after a question have, without asking first.
func TestASuggestionIsPickedBeforeAnythingWasAsked(t *testing.T) {
	f := newFixture(t, typing)
	f.answers.starters = []search.Entry{door}
	v := f.visitor(t).open("/help").press("[value=door]")
	if v.screen() != ScreenAnswer || v.text(".answer h2") != door.Question || v.text(".from-visitor .text") != door.Question {
		t.Errorf("screen %q:\n%s", v.screen(), v.source)
	}
}

func TestStartersStandOnTheFirstScreenOnly(t *testing.T) {
	f := newFixture(t, talking)
	f.answers.starters = []search.Entry{door, dog}
	f.settings.Lang = "de"
	v := f.visitor(t).open("/help?lang=en&scope=flat-3&page=https%3A%2F%2Fflats.example%2Fa")
	if got := v.text(".starters"); !strings.Contains(got, v.words("widget.starters")) || !strings.Contains(got, door.Question) {
		t.Errorf("starters: %q", got)
	}
	if got := attr(v.one("[value=dog]"), "lang"); got != "de" {
		t.Errorf("a German question is marked %q", got)
	}
	if got, want := f.answers.starting, (search.Starting{Lang: "en", Default: "de", Page: "https://flats.example/a", Scope: "flat-3"}); got != want {
		t.Errorf("chosen for %+v, want %+v", got, want)
	}
	if v.ask("door"); len(v.find(".starters")) > 0 {
		t.Error("they stand after the first question, too")
	}
	if v := newFixture(t, talking).visitor(t).open("/help"); len(v.find(".starters")) > 0 {
		t.Error("a heading over nothing")
	}
}

func TestWhatIsShownIsCountedByItsIDAlone(t *testing.T) {
	f := newFixture(t, talking)
	v := f.visitor(t).open("/help").ask("door").ask("vague").press("[value=dog]").press("[value=not_solved]")
	v.press("[name=back]").ask("unheard of")
	f.post("/api/v1/ask", `{"question":"door"}`)
	if f.tally.shown["door"] != 1 || f.tally.shown["dog"] != 1 || len(f.tally.shown) != 2 {
		t.Errorf("counted %v", f.tally.shown)
	}
	if v := f.visitor(t).open("/help"); !slices.Equal(f.answers.often, []string{"dog", "door"}) || v.status != 200 {
		t.Errorf("starters know of %q", f.answers.often)
	}
}

func TestTheFirstScreenSaysWhoAnswersAndWhoIsResponsible(t *testing.T) {
	f := newFixture(t, talking)
	f.settings.Controller, f.settings.PolicyURL = "Flats Ltd., Exampletown", "https://flats.example/privacy"
	v := f.visitor(t).open("/help")
	got := v.text(".responsible")
	if !strings.Contains(got, v.words("widget.notice.no_ai")) || !strings.Contains(got, "Flats Ltd.") || attr(v.one(".responsible a"), "href") != f.settings.PolicyURL {
		t.Errorf("%q", got)
	}
	if v.ask("door"); len(v.find(".responsible")) > 0 {
		t.Error("it stands after the first question, too")
	}
	f.settings.Controller, f.settings.PolicyURL = "", ""
	if v.open("/help"); len(v.find(".responsible a")) > 0 || strings.TrimSpace(v.text(".responsible")) != v.words("widget.notice.no_ai") {
		t.Errorf("without settings: %q", v.text(".responsible"))
	}
}

func TestLinksOfAnAnswerSayThatTheyOpenANewTab(t *testing.T) {
	f := newFixture(t, talking)
	e := search.Entry{ID: "links", Lang: "de", Question: "Wo?", Answer: "[Hier & da](https://a.example/?x=1&y=2), <https://b.example/> oder me@shop.example."}
	f.answers.decisions["links"] = search.Decision{Verdict: search.Answer, Reason: search.Confident, Entry: &e}
	v := f.visitor(t).open("/help?lang=en").ask("links")
	for i, a := range v.find(".prose a") {
		says := strings.HasSuffix(text(a), " "+v.words("widget.new_tab"))
		if leaves := attr(a, "target") == "_blank"; leaves != says {
			t.Errorf("link %d to %s: new tab %t, says so %t", i, attr(a, "href"), leaves, says)
		}
	}
	if got := attr(v.one(".prose a span"), "lang"); got != "en" || len(v.find(".prose a")) != 3 {
		t.Errorf("the note is in %q:\n%s", got, v.source)
	}
	if html := f.post("/api/v1/ask", `{"question":"links"}`).Body.String(); strings.Contains(html, "unseen") {
		t.Errorf("the API has it, too: %s", html)
	}
}

func TestSolvedIsNotedAndAddsNothingToTheConversation(t *testing.T) {
	f := newFixture(t, talking)
	v := f.visitor(t).open("/help").ask("door")
	turns := len(v.find(".turn"))
	v.press("[value=solved]")
	if v.screen() != ScreenSolved || len(v.find(".turn")) != turns || len(v.find(".verdicts")) > 0 || len(v.find("[data-new]")) > 0 {
		t.Fatalf("screen %q:\n%s", v.screen(), v.source)
	}
	if got := strings.TrimSpace(v.text("#solved")); got != v.words("widget.verdict.noted") {
		t.Errorf("noted %q", got)
	}
	if len(v.find("#question")) != 1 || len(f.gaps.kept) > 0 {
		t.Errorf("no field, or gaps %v", f.gaps.kept)
	}
	if v.ask("dog"); len(v.find("#solved")) > 0 || len(v.find(".verdicts")) != 1 {
		t.Error("the next answer has no question of its own whether it helped")
	}
	if v.press("#person"); !strings.Contains(v.text(".transcript"), v.words("widget.verdict.solved")) {
		t.Errorf("what is handed over: %q", v.text(".transcript"))
	}
}

func TestAFailingSearchCostsNoVerdict(t *testing.T) {
	f := newFixture(t, talking)
	v := f.visitor(t).open("/help").ask("door")
	f.answers.fail = errors.New("no index")
	if v.press("[value=solved]"); v.screen() != ScreenSolved {
		t.Errorf("screen %q", v.screen())
	}
}
