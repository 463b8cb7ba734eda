package e2e

import (
	"errors"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const pageLang = `document.documentElement.lang`

// language takes a language from the list as a pointer does, and presses the button where no script does.
func (tb *tab) language(w way, tag string) {
	tb.t.Helper()
	eval[bool](tb, `(() => {
		const list = document.getElementById("switch")
		list.value = `+quote(tag)+`
		list.dispatchEvent(new Event("change", { bubbles: true }))
		return true
	})()`)
	if w.noScript {
		tb.mustDo(chromedp.Evaluate[chromedp.Void](`document.getElementById("switch-do").click()`))
	}
	tb.wait(pageLang + " === " + quote(tag))
}

func TestAnotherLanguageLosesNothing(t *testing.T) {
	t.Parallel()
	d := start(t)
	eachWay(t, func(t *testing.T, w way) {
		tb := w.visit(t)
		tb.open(d.base + "/help?lang=en")
		tb.askFor("Where do I find the door code?")
		tb.fill(textbox("Another question?"), "And the bicycles?")
		tb.language(w, "de")
		if got := tb.value(textbox("Noch eine Frage?")); got != "And the bicycles?" {
			t.Errorf("what was typed is now %q", got)
		}
		tb.see("Your personal door code is in the arrival mail")
		tb.see("Hat das geholfen?")
		tb.click(named{role: "button", name: "Einen Menschen fragen", first: true})
		tb.fill(textbox("Ihr Name"), "Kim")
		tb.click(radio("Nur hier"))
		tb.language(w, "ar")
		tb.wait(`document.documentElement.dir === "rtl"`)
		for field, want := range map[string]string{"name": "Kim", "message": "And the bicycles?"} {
			tb.wait(`document.querySelector("form#desk [name=` + field + `]").value === ` + quote(want))
		}
		tb.wait(`document.querySelector("[name=kind][value=here]").checked`)
		tb.language(w, "en")
		tb.click(button("Send"))
		tb.see("We have it.")
		tb.language(w, "fr")
		tb.wait(`document.querySelector(".ref") !== null`)
		if !w.noScript {
			tb.wait(`document.getElementById("words").dataset.locale.startsWith("fr")`)
		}
	})
}

// WCAG 3.2.2: walking through a closed list by keys is no wish yet.
func TestArrowKeysInTheListOfLanguagesChangeNothingBeforeEnter(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	tb := way{}.visit(t)
	tb.open(d.base + "/help?lang=de")
	tb.fill(textbox("Ihre Frage"), "Wo ist")
	tb.mustDo(chromedp.Evaluate[chromedp.Void](`document.getElementById("switch").focus()`))
	tb.key(kb.ArrowDown)
	tb.key(kb.ArrowDown)
	tb.wait(`document.getElementById("switch").value === "en"`)
	if got := eval[string](tb, pageLang); got != "de" {
		t.Errorf("the page is in %s before anybody asked for it", got)
	}
	tb.key(kb.Enter)
	tb.wait(pageLang + ` === "en"`)
	tb.wait(`document.activeElement.id === "switch" && document.getElementById("question").value === "Wo ist"`)
	tb.wait(`document.getElementById("busy").textContent === "Language: English"`)
}

// The log is the same conversation in other words: nobody wants to hear it all again.
func TestOfAnotherLanguageOnlyItsNameIsHeard(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	tb := way{}.visit(t)
	tb.emulate("light")
	l := tb.listen()
	l.open(d.base + "/help?lang=en")
	tb.askFor("Where do I find the door code?")
	tb.see("From our FAQ")
	l.hears()
	tb.language(way{}, "de")
	tb.wait(`document.getElementById("busy").textContent === "Sprache: Deutsch"`)
	l.hears()
	l.mustTell(1, "status: Sprache: Deutsch")
	l.mustTell(0, "polite: Guten Tag", "polite: Sie", "polite: Aus unseren Antworten")
	tb.fill(textbox("Noch eine Frage?"), "Where is the dog beach?")
	tb.click(button("Fragen"))
	tb.see("groyne")
	l.hears()
	l.mustTell(1, "polite: Aus unseren Antworten")
}

// A choice holds in this tab, until the site speaks another language than the one it was made over.
func TestAChosenLanguageHoldsOnTheNextPageOfTheSite(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d, h := hosted(t)
	tb := way{}.visit(t)
	visit := func(path, lang string) *tab {
		tb.t.Helper()
		tb.open(h.origin + path)
		tb.click(button("Help"))
		panel := tb.panel(d)
		panel.wait(pageLang + ` === ` + quote(lang) + ` && document.getElementById("switch").value === ` + quote(lang))
		return panel
	}
	visit("/", "en").language(way{}, "tr")
	visit("/another-page", "tr").language(way{}, "es")
	visit("/", "es").language(way{}, "en")
	visit("/another-page", "en").language(way{}, "fr")

	panel := visit("/", "fr")
	eval[bool](tb, `(document.documentElement.lang = "de", true)`)
	panel.wait(pageLang + ` === "de"`)
	visit("/another-page", "en")
}

// Nobody has pressed anything: nothing is complained about, and the next step is in the language that was chosen.
func TestAChosenLanguageThatCannotBeHadYetIsThatOfTheNextStep(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	start := v.desk.base + "/help?lang=en"
	v.tab.open(start)
	v.tab.language(way{}, "tr")
	v.way.fail("/help/ask", -1, refused)
	v.tab.open(start)
	v.tab.wait(`document.getElementById("switch").value === "tr"`)
	eventually(t, "it was asked for", func() error {
		if v.way.count("POST /help/ask") < 2 {
			return errors.New("not yet")
		}
		return nil
	})
	if eval[bool](v.tab, pageLang+` !== "en" || document.querySelector("[data-passing]") !== null`) {
		t.Error("something else stands there now")
	}
	v.way.heal()
	v.tab.fill(textbox("Your question"), theQuestion)
	v.tab.click(button("Ask"))
	v.tab.see("Your personal door code is in the arrival mail")
	v.tab.wait(pageLang + ` === "tr"`)
}

// A site that changes its own language takes the panel along.
func TestThePanelFollowsTheLanguageOfItsSite(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d, h := hosted(t)
	tb := way{}.visit(t)
	tb.open(h.origin)
	tb.click(button("Help"))
	panel := tb.panel(d)
	panel.fill(textbox("Your question"), "Is it warm?")
	for _, pair := range [][2]string{{"zh-TW", "zh-Hant"}, {"de-AT", "de"}} {
		site, want := pair[0], pair[1]
		eval[bool](tb, `(document.documentElement.lang = `+quote(site)+`, true)`)
		panel.wait(pageLang + ` === ` + quote(want) + ` && document.getElementById("switch").value === ` + quote(want))
		panel.wait(`document.getElementById("question").value === "Is it warm?"`)
	}
}
