package widget

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"deskbell/search"
)

var (
	pool  = search.Entry{ID: "pool", Lang: "fr", Question: "Où est la piscine ?", Answer: "Derrière la maison."}
	ferry = search.Entry{ID: "ferry", Lang: "ar", Question: "متى تغادر العبارة؟", Answer: "كل ساعة."}
	tax   = search.Entry{ID: "tax", Lang: "en", Question: "How much is the visitors' tax?", Answer: " \n"}
	robot = search.Entry{ID: "robot", Lang: "en", Question: "Who answers here?", Answer: "A program, and two people."}
)

// around is a desk with what can stand around a decision.
func around(f *fixture) {
	talking(f)
	is := func(v search.Verdict, r search.Reason, e search.Entry, lang string) search.Decision {
		return search.Decision{Verdict: v, Reason: r, Entry: &e, Lang: lang}
	}
	for question, d := range map[string]search.Decision{
		"pool?":          is(search.Answer, search.Confident, pool, ""),
		"where's a pool": is(search.Answer, search.Confident, pool, "en"),
		"wo ist ein Bad": is(search.Answer, search.Confident, pool, "de"),
		"une piscine":    is(search.Answer, search.Confident, pool, "fr"),
		"türkçe":         is(search.Answer, search.Confident, door, "tr"),
		"the ferry":      is(search.Answer, search.Confident, ferry, "en"),
		"tax":            is(search.Answer, search.Confident, tax, "en"),
		"damned door":    is(search.Person, search.Upset, door, "en"),
		"human, door":    is(search.Person, search.AskedForPerson, door, "en"),
		"human, locked":  is(search.Person, search.AskedForPerson, locked, "en"),
		"nichts":         {Verdict: search.Person, Reason: search.NoMatch, Lang: "de"},
		"rien":           {Verdict: search.Person, Reason: search.NoMatch, Lang: "fr"},
		"bot?":           {Verdict: search.Person, Reason: search.NoMatch, AskedIfHuman: true, Lang: "en"},
		"Mensch?":        {Verdict: search.Person, Reason: search.NoMatch, AskedIfHuman: true, Lang: "de"},
		"bot, again?":    {Verdict: search.Person, Reason: search.Repeated, AskedIfHuman: true, Lang: "en"},
		"who answers":    {Verdict: search.Answer, Reason: search.Confident, Entry: &robot, AskedIfHuman: true, Lang: "en"},
	} {
		f.answers.decisions[question] = d
	}
}

func TestWhatCountsAsAnotherLanguage(t *testing.T) {
	for _, tc := range []struct {
		entry, asked, page string
		want               bool
	}{
		{"nb", "no", "en", false},
		{"no", "", "nn", false},
		{"da", "no", "en", true},
		{"de", "", "de-AT", false},
		{"", "de", "en", false},
		{"de", "", "", false},
	} {
		if got := isForeign(search.Entry{Lang: tc.entry}, tc.asked, tc.page); got != tc.want {
			t.Errorf("%+v: %v", tc, got)
		}
	}
}

const program = "I'm a program. A person is one click away."

func TestWhoAsksForAHumanReadsThatThisIsAProgram(t *testing.T) {
	f := newFixture(t, around, func(f *fixture) { f.settings.KeepGaps = true })
	v := f.visitor(t).open("/help").ask("bot?")
	if got := v.text(".lead"); got != program || v.screen() != ScreenProgram || len(v.find(".lead")) != 1 {
		t.Errorf("screen %q says %q", v.screen(), got)
	}
	if len(v.find(".composer .primary[value=person]")) != 1 || len(v.find(".choice")) != 0 {
		t.Errorf("does not offer the person alone:\n%s", v.source)
	}
	if v.value("[name=misses]") != "0" || len(f.gaps.kept) != 0 {
		t.Errorf("counted as a miss: %s, gaps %v", v.value("[name=misses]"), f.gaps.kept)
	}
}

func TestTheProgramSaysSoInTheLanguageOfTheQuestion(t *testing.T) {
	v := newFixture(t, around).visitor(t).open("/help?lang=en").ask("Mensch?")
	if got := v.one(".lead"); text(got) != "Ich bin ein Programm. Einen Menschen erreichen Sie mit einem Klick." || attr(got, "lang") != "de" {
		t.Errorf("says %q in %q", text(got), attr(got, "lang"))
	}
}

func TestWhatTheFAQSaysAboutItStandsBelow(t *testing.T) {
	v := newFixture(t, around).visitor(t).open("/help").ask("who answers")
	if v.screen() != ScreenAnswer || v.text(".answer h2") != robot.Question || len(v.find(".composer .primary[value=person]")) != 1 {
		t.Errorf("screen %q", v.screen())
	}
	if at := strings.Index(v.source, program[:3]); v.text(".lead") != program || at > strings.Index(v.source, `class="answer"`) {
		t.Errorf("says %q at %d", v.text(".lead"), at)
	}
}

func TestAFormForAnotherReasonSaysItToo(t *testing.T) {
	v := newFixture(t, around).visitor(t).open("/help").ask("bot, again?")
	if v.screen() != ScreenPerson || v.text(".lead") != program || len(v.find(".lead")) != 2 {
		t.Errorf("screen %q says %q", v.screen(), v.text(".intro"))
	}
}

func TestNothingFoundIsSaidInTheLanguageOfTheQuestion(t *testing.T) {
	v := newFixture(t, around).visitor(t)
	for question, want := range map[string]string{"nichts": "de", "rien": "fr", "unheard of": ""} {
		v.open("/help?lang=en").ask(question)
		if got := attr(v.one(".lead"), "lang"); got != want || strings.HasPrefix(v.text(".lead"), "Dazu") != (want == "de") {
			t.Errorf("%s: %q in %q", question, v.text(".lead"), got)
		}
	}
}

func TestAnAnswerInAnotherLanguageSaysSo(t *testing.T) {
	v := newFixture(t, around).visitor(t)
	for _, tc := range []struct{ page, question, note, lang string }{
		{"en", "pool?", "Language of this answer: français", ""},
		{"de", "pool?", "Sprache dieser Antwort: français", ""},
		{"en", "where's a pool", "Language of this answer: français", ""},
		{"en", "wo ist ein Bad", "Sprache dieser Antwort: français", "de"},
		{"en", "türkçe", "Bu yanıtın dili: English", "tr"},
		{"en", "une piscine", "", ""},
		{"en", "door", "", ""},
	} {
		v.open("/help?lang=" + tc.page).ask(tc.question)
		got, lang := "", ""
		if notes := v.find(".answer .note"); len(notes) > 0 {
			got, lang = text(notes[0]), attr(notes[0], "lang")
		}
		if got != tc.note || lang != tc.lang {
			t.Errorf("%s on a page in %s: %q in %q", tc.question, tc.page, got, lang)
		}
	}
}

// What has it read out by a voice that speaks it must know (WCAG 3.1.2).
func TestTheNameOfALanguageIsInThatLanguage(t *testing.T) {
	answer := newFixture(t, around).visitor(t).open("/help?lang=en").ask("pool?").one(".answer .note bdi")
	greeting := newFixture(t, inGerman).visitor(t).open("/help?lang=en").one(".greeting .note bdi")
	for want, name := range map[string]*html.Node{"fr français": answer, "de Deutsch": greeting} {
		if got := attr(name, "lang") + " " + text(name); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestAnAnswerFromRightToLeftIsSetSo(t *testing.T) {
	v := newFixture(t, around).visitor(t).open("/help").ask("the ferry")
	prose, note := v.one(".answer .prose"), v.one(".answer .note")
	if attr(prose, "dir") != "rtl" || attr(prose, "lang") != "ar" || has(note, "dir") {
		t.Errorf("prose %v, note %v", prose.Attr, note.Attr)
	}
}

// No page can be in a language that Deskbell does not speak; whose browser asks for it needs no note.
func TestABrowsersOwnLanguageIsNotAnotherOne(t *testing.T) {
	v := newFixture(t, around).visitor(t)
	v.lang = "fr-CA,fr;q=0.9,en;q=0.8"
	if v.open("/help").ask("pool?"); len(v.find(".note")) != 0 {
		t.Errorf("says %q", v.text(".note"))
	}
	if v.ask("where's a pool"); len(v.find(".note")) != 1 {
		t.Errorf("%d notes on a question in English", len(v.find(".note")))
	}
}

func TestTheNoteStaysWithItsAnswer(t *testing.T) {
	v := newFixture(t, around).visitor(t).open("/help?lang=en").ask("wo ist ein Bad").ask("une piscine").ask("unheard of")
	if notes := v.find(".answer .note"); len(notes) != 1 || attr(notes[0], "lang") != "de" {
		t.Errorf("%d notes", len(notes))
	}
}

func TestAnEntryWithoutAnAnswerIsForAPerson(t *testing.T) {
	f := newFixture(t, around)
	f.answers.decisions["vague"] = search.Decision{Verdict: search.Suggest, Reason: search.Ambiguous, Suggestions: []search.Ranked{{Entry: tax}}}
	for name, go_ := range map[string]func(*visitor) *visitor{
		"found":  func(v *visitor) *visitor { return v.ask("tax") },
		"picked": func(v *visitor) *visitor { return v.ask("vague").press("[name=pick]") },
	} {
		v := go_(f.visitor(t).open("/help"))
		if v.screen() != ScreenPerson || v.text(".intro .strong") != tax.Question || v.text(".intro .lead") != "A person answers this." {
			t.Errorf("%s: screen %q: %q", name, v.screen(), v.text(".intro"))
		}
		if len(v.find(".answer")) != 0 || len(v.find("[name=seen]")) != 0 || strings.Contains(v.text(".transcript"), "Answer shown") {
			t.Errorf("%s: an answer is claimed:\n%s", name, v.text("main"))
		}
	}
}

// It had an answer when it was shown.
func TestAnAnswerThatWasTakenAwayIsNoEmptyCard(t *testing.T) {
	f := newFixture(t, around)
	line := `{"from":"desk","entry":"tax"}`
	v := f.visitor(t).open("/help?line=" + url.QueryEscape(line))
	if got := v.text(".answer"); !strings.Contains(got, "A person answers this.") || len(v.find(".prose")) != 0 {
		t.Errorf("shows %q", got)
	}
}

func TestAnUpsetVisitorReadsTheAnswerBelowThePerson(t *testing.T) {
	v := newFixture(t, around).visitor(t).open("/help").ask("damned door")
	if v.screen() != ScreenPerson || v.text(".second .prose strong") != "arrival mail" {
		t.Fatalf("screen %q: %q", v.screen(), v.text("main"))
	}
	for _, before := range []string{`class="lead"`, `id="message"`} {
		if strings.Index(v.source, before) > strings.Index(v.source, `class="second"`) {
			t.Errorf("the answer stands above %s", before)
		}
	}
	for n := v.one(".second"); n != nil; n = n.Parent {
		if n.Data == "details" {
			t.Error("it is folded away")
		}
	}
	if v.fill("email", "nobody").press(send); v.screen() != ScreenPersonWrong || len(v.find(".second .prose")) != 1 {
		t.Errorf("after an error, screen %q, %d answers", v.screen(), len(v.find(".second .prose")))
	}
}

func TestWhoAsksForAPersonGetsTheFormAlone(t *testing.T) {
	v := newFixture(t, around).visitor(t)
	for question, answers := range map[string]int{"human, door": 0, "human, locked": 1} {
		v.open("/help").ask(question)
		if got := len(v.find(".second .answer")); v.screen() != ScreenPerson || got != answers || len(v.find("[name=seen]")) != answers {
			t.Errorf("%s: screen %q, %d answers, %d seen", question, v.screen(), got, len(v.find("[name=seen]")))
		}
	}
}

func TestTheAPINamesWhatIsToBeReadFirst(t *testing.T) {
	f := newFixture(t, around)
	for _, tc := range []struct {
		body string
		want *notice
	}{
		{`{"question":"bot?"}`, &notice{"program", program}},
		{`{"question":"bot?","lang":"de"}`, &notice{"program", program}},
		{`{"question":"Mensch?","lang":"en"}`, &notice{"program", "Ich bin ein Programm. Einen Menschen erreichen Sie mit einem Klick."}},
		{`{"question":"who answers","lang":"de"}`, &notice{"program", program}},
		{`{"question":"pool?","lang":"de-AT"}`, &notice{"other_language", "Sprache dieser Antwort: français"}},
		{`{"question":"where's a pool","lang":"fr"}`, &notice{"other_language", "Language of this answer: français"}},
		{`{"question":"pool?","lang":"fr-CA"}`, nil},
		{`{"question":"pool?"}`, nil},
		{`{"question":"door","lang":"en"}`, nil},
		{`{"question":"nichts","lang":"en"}`, nil},
	} {
		w := f.post("/api/v1/ask", tc.body)
		if diff := cmp.Diff(tc.want, decode[askResponse](t, w).Notice); diff != "" {
			t.Errorf("%s:\n%s", tc.body, diff)
		}
		if tc.want == nil && strings.Contains(w.Body.String(), "notice") {
			t.Errorf("%s: %s", tc.body, w.Body)
		}
	}
}

// The files that measure a FAQ have no answers: a question is answered all the same.
func TestTheAPIGivesAnEntryWithoutAnAnswer(t *testing.T) {
	got := decode[askResponse](t, newFixture(t, around).post("/api/v1/ask", `{"question":"tax"}`))
	if got.Decision != search.Answer || got.Answer == nil || strings.TrimSpace(got.Answer.Text) != "" || got.Answer.HTML != "" {
		t.Errorf("got %+v", got)
	}
}
