package e2e

import "testing"

// framesBetween counts the frames that are drawn from when the focus is lost until it comes to something else.
const framesBetween = `(() => {
	window.framesWithoutFocus = -1;
	let frames = 0;
	const count = () => {
		if (document.activeElement === document.body) frames++;
		requestAnimationFrame(count);
	};
	requestAnimationFrame(count);
	document.addEventListener("focusin", () => (window.framesWithoutFocus = frames));
	return true;
})()`

// TestAFocusComesWhenWhatHadItIsSeenToBeGone: of a focus that moves while what had it goes, Orca says nothing.
func TestAFocusComesWhenWhatHadItIsSeenToBeGone(t *testing.T) {
	t.Parallel()
	d := start(t, deadMail...)
	tb := way{}.visit(t)
	tb.inFront()
	tb.open(d.base + "/help?lang=en")
	tb.click(button("Reach a person"))
	tb.wait(onScreen("person") + ` && document.activeElement.id === "form-title"`)
	tb.click(radio("Here only"))
	tb.fill(textbox("Your message"), "The heating is cold.")
	eval[bool](tb, framesBetween)
	tb.click(button("Send"))
	tb.wait(onScreen("receipt") + ` && document.activeElement.id === "form-title"`)
	if n := eval[int](tb, "framesWithoutFocus"); n < 2 {
		t.Errorf("the focus came to the receipt after %d frames without any, want some: a screen reader takes no note of it", n)
	}
}

// TestAnAnswerIsHeardInOnePiece: in parts it is read out in any order, and what is bold twice.
func TestAnAnswerIsHeardInOnePiece(t *testing.T) {
	t.Parallel()
	d := start(t)
	tb := way{}.visit(t)
	tb.open(d.base + "/help?lang=en")
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
	tb.wait(`document.querySelector("#spoken").childElementCount === 0`) // nobody comes upon it again
}
