package e2e

import (
	"fmt"
	"testing"
)

// stopTimers holds what the page wants to do after so many ms until letTimersPass is called in it.
func (tb *tab) stopTimers(ms int) {
	tb.t.Helper()
	eval[bool](tb, fmt.Sprintf(`(() => {
		const later = window.setTimeout
		const held = []
		window.setTimeout = (call, ms, ...more) => ms === %d ? held.push(call) : later(call, ms, ...more)
		window.letTimersPass = () => held.forEach((call) => call())
		return true
	})()`, ms))
}

// TestAFocusComesWhenWhatHadItIsSeenToBeGone: of a focus that moves while what had it goes, Orca says nothing.
func TestAFocusComesWhenWhatHadItIsSeenToBeGone(t *testing.T) {
	t.Parallel()
	d := start(t, deadMail...)
	tb := way{}.visit(t)
	tb.open(d.base + "/help/person?lang=en")
	tb.click(radio("Here only"))
	tb.fill(textbox("Your message"), "The heating is cold.")
	const onTheHeading = ` && document.activeElement.id === "form-title"`
	tb.stopTimers(200)
	tb.click(button("Send"))
	tb.wait(onScreen("receipt") + ` && ` + nowhere)
	eval[bool](tb, `(letTimersPass(), true)`)
	tb.wait(onScreen("receipt") + onTheHeading)
}

// TestAnAnswerIsHeardInOnePiece: in parts it is read out in any order, and what is bold twice.
func TestAnAnswerIsHeardInOnePiece(t *testing.T) {
	t.Parallel()
	d := start(t)
	tb := way{}.visit(t)
	tb.open(d.base + "/help?lang=en")
	tb.stopTimers(5000)
	tb.askFor(theQuestion)
	tb.see("Your personal door code is in the arrival mail")
	const line = `document.querySelector("#spoken").lastElementChild`
	tb.wait(line + `?.textContent.trim().replace(/\s+/g, " ").startsWith("From our FAQ Where do I find the door code? Your personal door code is in the arrival mail that we send") === true`)
	if !eval[bool](tb, line+`.childNodes.length === 1`) {
		t.Error("the answer is announced in pieces")
	}
	if !eval[bool](tb, `document.getElementById("log").ariaLive === "off"`) {
		t.Error("the log is announced beside what is heard of it")
	}
	eval[bool](tb, `(letTimersPass(), true)`)
	tb.wait(`document.querySelector("#spoken").childElementCount === 0`) // nobody comes upon it again
}
