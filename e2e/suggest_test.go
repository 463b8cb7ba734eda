package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	listShown  = `!document.getElementById("suggestions").hidden`
	listHidden = `document.getElementById("suggestions").hidden`
	chosenID   = `(document.querySelector("[role=option][aria-selected=true]")?.id ?? null)`
	inTheField = `document.activeElement.id === "question"`
)

// typeQuestion types into the field as a visitor does.
func (tb *tab) typeQuestion(text string) {
	tb.t.Helper()
	tb.mustDo(chromedp.Evaluate[chromedp.Void](`document.getElementById("question").focus()`), pressing(text))
}

func (tb *tab) key(pressed string) { tb.t.Helper(); tb.mustDo(pressing(pressed)) }

func TestQuestionsAppearWhileOneIsTypedAndAreChosenByKeys(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	tb := way{}.visit(t)
	tb.open(d.base + "/help")
	tb.typeQuestion("w")
	tb.wait(listHidden)
	tb.key("here do i find the door c")
	tb.wait(listShown)
	tb.wait(`document.getElementById("suggested").textContent.includes("like yours")`) // after a pause
	tb.wait(chosenID + ` === null`)
	tb.key(kb.ArrowDown)
	tb.wait(chosenID + ` === "suggestion-0" && document.activeElement.id === "suggestion-0"`)
	tb.key(kb.ArrowUp)
	tb.wait(chosenID + ` === null && ` + inTheField)
	tb.key(kb.ArrowDown)
	tb.key(kb.Enter)
	tb.wait(`document.querySelector("main").dataset.screen === "answer"`)
	tb.see("Your personal door code is in the arrival mail")
	tb.wait(listHidden + ` && document.getElementById("question").value === "" && document.querySelector(".starters") === null`)
	tb.wait(inTheField)
}

// The focus itself is in the list, where every screen reader follows it; what is typed there belongs to the field all the same.
func TestWhatIsTypedInTheListGoesOnInTheField(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	tb := way{}.visit(t)
	tb.emulate("light")
	l := tb.listen()
	l.open(d.base + "/help?lang=en")
	tb.typeQuestion("door")
	tb.wait(listShown)
	l.hears()
	tb.key(kb.ArrowDown)
	tb.wait(chosenID + ` === "suggestion-0"`)
	if said := eval[[]string](tb, "deskbellHeard()"); len(said) != 1 || said[0] != `focus: option "Where do I find the door code?"` {
		t.Errorf("the choice is heard as %q", said)
	}
	tb.mustPassAxe(t)
	for _, complaint := range tb.complaints("ring(document.activeElement)") {
		t.Error(complaint)
	}
	tb.key(" c")
	tb.wait(inTheField + ` && document.getElementById("question").value === "door c"`)
	tb.wait(listShown)
	tb.key(kb.ArrowDown)
	tb.key(kb.Escape)
	tb.wait(listHidden + ` && ` + inTheField)
	tb.key("o")
	tb.wait(listShown)
	tb.key(kb.ArrowDown)
	tb.key(kb.Tab)
	tb.wait(listHidden + ` && document.activeElement.matches(".send")`)
}

func TestEnterAsksWhatWasTypedUnlessAQuestionIsChosen(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	tb := way{}.visit(t)
	tb.open(d.base + "/help")
	tb.typeQuestion("the door code zeppelin")
	tb.wait(listShown)
	tb.key(kb.Enter)
	tb.wait(`document.querySelector(".from-visitor .text")?.textContent === "the door code zeppelin"`)
	tb.wait(listHidden)
}

func TestTheListIsUsedByMouseAndNeverCoversThePerson(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	tb := way{}.visit(t)
	tb.mustDo(chromedp.EmulateViewport(360, 420))
	tb.open(d.base + "/help")
	tb.typeQuestion("door")
	tb.wait(listShown)
	if covered := eval[bool](tb, `(() => {
		const list = document.getElementById("suggestions").getBoundingClientRect(), person = document.getElementById("person").getBoundingClientRect();
		return list.top < person.bottom || list.height > 0.4 * innerHeight + 1 || list.bottom > document.getElementById("question").getBoundingClientRect().top;
	})()`); covered {
		t.Error("the list is too high")
	}
	tb.click(named{role: "option", name: "Where do I find the door code?", first: true})
	tb.see("Your personal door code is in the arrival mail")
}

// In the frame of a host page the first Escape closes the list, the second the panel.
func TestEscapeClosesTheListBeforeThePanel(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	tb := way{}.visit(t)
	tb.open(d.base + "/help")
	tb.mustDo(chromedp.Evaluate[chromedp.Void](`document.addEventListener("keydown", (e) => { if (e.key === "Escape") window.escaped = e.defaultPrevented })`))
	tb.typeQuestion("door")
	tb.wait(listShown)
	tb.key(kb.Escape)
	tb.wait(listHidden + ` && window.escaped === true && document.getElementById("question").value === "door"`)
	tb.key(kb.Escape)
	tb.wait(`window.escaped === false`)
	tb.key(" c")
	tb.wait(listShown)
}

func TestAServerThatCannotSuggestCostsNothing(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t, "--limit", "suggest_per_minute=1")
	tb := way{}.visit(t)
	tb.open(d.base + "/help")
	tb.typeQuestion("doo")
	tb.wait(listShown)
	tb.key("r")
	tb.wait(listHidden)
	tb.key(kb.Enter)
	tb.wait(`document.querySelector(".from-visitor .text")?.textContent === "door"`)
}

func TestAStarterIsOneClickWithAndWithoutScripts(t *testing.T) {
	t.Parallel()
	d := start(t)
	eachWay(t, func(t *testing.T, w way) {
		tb := w.visit(t)
		tb.open(d.base + "/help")
		tb.see("Often asked")
		tb.mustDo(chromedp.Click(".starters .choice"))
		tb.see("From our FAQ")
		tb.click(button("Solved"))
		tb.see("You marked this as solved.")
	})
}
