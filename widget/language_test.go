package widget

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"deskbell/site"
	"deskbell/words"
)

// speaks chooses a language from the list and presses its button.
func (v *visitor) speaks(lang string) *visitor {
	v.t.Helper()
	return v.fill("switch", lang).press("#switch-do")
}

func (v *visitor) pageLang() string { return attr(v.one("html"), "lang") }

func TestEveryScreenCanBeReadInAnotherLanguage(t *testing.T) {
	inEveryState(t, &sights{}, func(t *testing.T, v *visitor, s State) {
		if s.Screen == ScreenErased || s.Screen == ScreenSealed { // nothing is left by which to find it again
			if len(v.find("#switch")) != 0 {
				t.Error("another language would lead elsewhere")
			}
			return
		}
		turns := len(v.find(".turn")) + len(v.find(".choice"))
		v.speaks("de")
		if v.pageLang() != "de" || v.value("#switch") != "de" || v.value("[name=lang]") != "de" {
			t.Fatalf("%s is in %q, the list at %q", v.screen(), v.pageLang(), v.value("#switch"))
		}
		if got, want := v.screen(), otherwise(s); got != want {
			t.Errorf("shows %q, want %q", got, want)
		}
		if now := len(v.find(".turn")) + len(v.find(".choice")); now < turns {
			t.Errorf("%d turns and choices, before %d", now, turns)
		}
		reachesPerson(t, v)
	})
}

// otherwise is the screen on which a state is found again in another language.
func otherwise(s State) string {
	switch {
	case s.Screen == ScreenFailed:
		return ScreenStart // what went wrong is over
	case s.Screen == ScreenPersonWrong:
		return ScreenPerson // what is wrong is said when it is sent
	case s.Name == "question empty":
		return ScreenStart
	case s.Name == "too many questions":
		return ScreenAnswer // the first question's
	case s.Name == "back to the questions":
		return ScreenAnswer
	default:
		return s.Screen
	}
}

func TestALanguageThatWasChosenStays(t *testing.T) {
	v := newFixture(t, talking).visitor(t).open("/help?lang=en").speaks("de").ask("door")
	if v.pageLang() != "de" {
		t.Errorf("after a question the page is in %q", v.pageLang())
	}
	// Another choice counts, whatever is pressed next.
	if v.fill("switch", "en").ask("dog"); v.pageLang() != "en" || len(v.find(".answer")) != 2 {
		t.Errorf("the page is in %q", v.pageLang())
	}
	if v.press(toPerson); v.pageLang() != "en" {
		t.Errorf("the form is in %q", v.pageLang())
	}
}

func TestThanksAreSaidOnceInAnotherLanguage(t *testing.T) {
	v := newFixture(t, talking).visitor(t).open("/help").ask("door").press("[value=solved]")
	turns := len(v.find(".turn"))
	if v.speaks("de"); v.screen() != ScreenSolved || len(v.find(".turn")) != turns {
		t.Errorf("%q with %d turns, before %d", v.screen(), len(v.find(".turn")), turns)
	}
	thanks := words.In("de").T("widget.verdict.thanks")
	if n := strings.Count(v.text("main"), thanks); n != 1 {
		t.Errorf("%q stands there %d times", thanks, n)
	}
}

func TestTheFormKeepsWhatWasFilledInWhenItsLanguageChanges(t *testing.T) {
	f := newFixture(t, talking, openAlways, speaking("de", "en"), phoned)
	v := f.visitor(t).open("/help").ask("door").press("[value=not_solved]")
	typed := map[string]string{"message": "It is stuck.", "phone": "+49 30 901820", "email": "kim@example.com", "name": "Kim", "time_zone": "Asia/Kolkata", "call_lang": "en"}
	for name, value := range typed {
		v.fill(name, value)
	}
	window := attr(v.find("#window option")[2], "value")
	v.fill("window", window).fill("kind", "callback").tick("attach", "1", true).tick("keep", "0", false).speaks("de")
	typed["window"] = window
	for name, want := range typed {
		if got := v.value("[name=" + name + "]"); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for selector, want := range map[string]bool{"[value=callback]": true, "[name=attach]": true, "[name=keep][value=0]": false, "[name=keep][value=1]": true} {
		if has(v.one(selector), "checked") != want {
			t.Errorf("%s: checked is not %t", selector, want)
		}
	}
	if f.countTickets(t) != 0 {
		t.Error("it was sent")
	}
}

func TestTheThreadKeepsWhatIsTypedWhenItsLanguageChanges(t *testing.T) {
	f := newFixture(t)
	v := f.thread(t).fill("text", "One more thing").speaks("de")
	if v.screen() != ScreenThread || v.value("#text") != "One more thing" || len(v.find(".from-visitor")) != 1 {
		t.Errorf("%s with %q and %d messages", v.screen(), v.value("#text"), len(v.find(".from-visitor")))
	}
}

func TestAReceiptSaysTheSameInAnotherLanguage(t *testing.T) {
	f := newFixture(t)
	v := f.visitor(t).open("/help/person").step(sendByEmail)
	ref, link, next := v.text(".ref"), v.value("#link"), len(v.find(".next li"))
	v.speaks("de")
	if v.text(".ref") != ref || v.value("#link") != link || len(v.find(".next li")) != next {
		t.Errorf("ref %q, link %q, %d lines of %d", v.text(".ref"), v.value("#link"), len(v.find(".next li")), next)
	}
	if got := v.text(".receipt h2"); got != "Ihre Anfrage ist da." {
		t.Errorf("says %q", got)
	}
	if f.countTickets(t) != 1 {
		t.Error("it was sent twice")
	}
}

func TestEachLanguageIsListedByItsOwnName(t *testing.T) {
	v := newFixture(t).visitor(t).open("/help?lang=de")
	options := all(v.one("#switch"), func(n *html.Node) bool { return n.Data == "option" })
	if len(options) != len(words.Languages) {
		t.Errorf("%d languages of %d", len(options), len(words.Languages))
	}
	for _, o := range options {
		if tag := attr(o, "value"); attr(o, "lang") != tag || attr(o, "dir") != words.Dir(tag) || text(o) != words.Tongue(tag) {
			t.Errorf("%s: %v %q", tag, o.Attr, text(o))
		}
	}
	if label := v.one("label[for=switch]"); !strings.Contains(text(label), "Sprache") {
		t.Errorf("labelled %q", text(label))
	}
}

// inGerman is a desk whose own language is German.
func inGerman(f *fixture) {
	f.settings.Lang, f.settings.Title, f.settings.Greeting, f.settings.Closed = "de", "Haus am See", "Moin!", "Abends sind wir segeln."
}

func TestTheOwnersTextsAreInTheVisitorsLanguageOrSayThatTheyAreNot(t *testing.T) {
	const noted = "Language of this text: Deutsch"
	english := func(f *fixture) {
		f.settings.Texts = map[string]site.Texts{"en": {Title: "House by the lake", Greeting: "Ahoy!", Closed: "We are out sailing."}}
	}
	for _, c := range []struct {
		name, lang, title, greeting, note, textLang string
		more                                        func(*fixture)
	}{
		{"their own", "de", "Haus am See", "Moin!", "", "", inGerman},
		{"none in English", "en", "Haus am See", "Moin!", noted, "de", inGerman},
		{"in English", "en-GB", "House by the lake", "Ahoy!", "", "", english},
		{"none at all", "en", "Help", words.In("en").T("widget.greeting"), "", "", func(f *fixture) { f.settings.Title, f.settings.Greeting = "", "" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := newFixture(t, inGerman, c.more).visitor(t)
			v.lang = c.lang
			v.open("/help")
			if v.text("h1") != c.title || v.text(".hello") != c.greeting {
				t.Errorf("says %q, %q", v.text("h1"), v.text(".hello"))
			}
			var note string
			if found := v.find(".greeting .note"); len(found) > 0 {
				note = text(found[0])
			}
			if got := attr(v.one(".hello"), "lang"); note != c.note || got != c.textLang {
				t.Errorf("note %q, lang %q", note, got)
			}
			if got := attr(v.one("h1"), "lang"); got != c.textLang {
				t.Errorf("the title's lang is %q", got)
			}
		})
	}
}

// Hours change the promise, never the availability: whoever comes at night is told what the owner says about it, and is taken all the same.
func TestWhoComesWhileTheDeskIsClosedReadsTheOwnersWords(t *testing.T) {
	for _, path := range []string{"/help", "/help/person"} {
		night := newFixture(t, inGerman, openWeekdays, by(t, "2026-03-02 20:00")).visitor(t)
		if night.open(path); !strings.Contains(night.text(".expect"), "Abends sind wir segeln.") || !strings.Contains(night.text(".expect"), "when we are next open: tomorrow, 09:00") {
			t.Errorf("%s at night: %q", path, night.text(".expect"))
		}
		if got := attr(night.one(".expect .strong"), "lang"); got != "de" || !strings.Contains(night.text(".expect"), "Language of this text: Deutsch") {
			t.Errorf("%s at night: lang %q", path, got)
		}
		for name, more := range map[string][]func(*fixture){
			"by day":        {inGerman, openWeekdays, by(t, "2026-03-02 10:00")},
			"without hours": {inGerman},
			"nothing said":  {openWeekdays, by(t, "2026-03-02 20:00")},
		} {
			v := newFixture(t, more...).visitor(t).open(path)
			if found := v.find(".expect .strong"); len(found) > 0 {
				t.Errorf("%s %s: says %q", path, name, text(found[0]))
			}
		}
		days := newFixture(t, inGerman, openWeekdays, closedToday).visitor(t).open(path)
		if got := days.text(".expect .strong"); got != "We move house until Wednesday." {
			t.Errorf("%s in a closure: %q", path, got)
		}
	}
	f := newFixture(t, inGerman, openWeekdays, by(t, "2026-03-02 20:00"))
	if v := f.visitor(t).open("/help/person").step(sendByEmail); v.screen() != ScreenReceipt {
		t.Errorf("nothing is taken at night: %q", v.screen())
	}
}

func TestDuIsSaidEverywhere(t *testing.T) {
	f := newFixture(t, talking, inGerman, func(f *fixture) { f.settings.Informal = true })
	v := f.visitor(t)
	v.lang = "de"
	if got := v.open("/help").text("label[for=question]"); got != "Deine Frage" {
		t.Errorf("the panel asks for %q", got)
	}
	if v.ask("").press(toPerson).fill("email", "nobody").press(send); !strings.Contains(v.text(".for-email .error"), "Bitte gib eine E-Mail-Adresse") {
		t.Errorf("a field's error: %q", v.text(".for-email .error"))
	}
	if v.open("/help/nothing"); !strings.Contains(v.text("main"), "Du kannst auch einem Menschen schreiben") {
		t.Errorf("an error page: %q", v.text("main"))
	}
	if got := f.post("/api/v1/tickets", `{"kind":"email","email":"no","lang":"de"}`, "Idempotency-Key", aKey).Body.String(); !strings.Contains(got, "Bitte gib ") {
		t.Errorf("the API: %s", got)
	}
	f.visitor(t).open("/help/person?lang=de").step(sendByEmail)
	if got := f.storedText(f.ticket(t)); !strings.Contains(got, "Deine Anfrage") || strings.Contains(got, "Ihre Anfrage") {
		t.Errorf("the download: %s", got)
	}
	v.lang = "en"
	if got := v.open("/help").text("label[for=question]"); got != "Your question" {
		t.Errorf("English: %q", got)
	}
}
