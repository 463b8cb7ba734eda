package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestSixTasksByRoleAndName is a visitor who sees nothing: every step is found by role and name and done with the
// keyboard. testdata/heard.txt is what a screen reader says meanwhile.
func TestSixTasksByRoleAndName(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t, deadMail...)
	owner := d.owner(t)
	tb := way{}.visit(t)
	tb.emulate("light")
	l := tb.listen()

	l.chapter("ask")
	l.comesTo(d.base + "/help?lang=en")
	l.types(textbox("Your question"), theQuestion)
	l.presses(kb.Enter, textbox("Your question"), onScreen("answer"))
	l.types(textbox("Another question?"), "Where can I park my car?")
	l.presses(kb.Enter, textbox("Another question?"), turns(4))

	l.chapter("without connection")
	l.types(textbox("Another question?"), "Where is the dog beach?")
	l.connected(cutOff)
	l.presses(kb.Enter, textbox("Another question?"), `document.querySelector("[data-passing]") !== null`)
	l.connected(online) // it is sent by itself
	l.see("groyne")
	l.hears()

	l.chapter("not solved")
	l.presses(kb.Enter, button("Not solved"), onScreen("person"))

	l.chapter("e-mail, first with a mistake")
	l.presses(" ", radio("By e-mail"), chosenKind("email"))
	l.types(textbox("Your e-mail address"), "kim")
	l.presses(kb.Enter, button("Send"), onScreen("person_wrong"))
	l.types(textbox("Your e-mail address"), "@guest.example")
	l.presses(kb.Enter, button("Send"), onScreen("receipt"))
	ref := reference.FindString(l.text())

	l.chapter("read the reply")
	l.presses(kb.Enter, button("Open your request"), onScreen("thread"))
	owner.reply(ref, theReply)
	l.see(theReply)
	l.wait(`document.querySelector("#status").textContent.includes("We have answered")`)
	l.hears()
	l.types(textbox("Your message"), "Thank you!")
	l.presses(kb.Enter, button("Send"), `document.querySelectorAll("#log > article").length === 3`)

	l.chapter("erase")
	l.presses(kb.Enter, named{role: "DisclosureTriangle", name: "Erase this request"}, `document.querySelector("#erase").open`)
	l.presses(kb.Enter, button("Erase it for good"), onScreen("erased"))

	l.chapter("call-back")
	l.presses(kb.Enter, button("Reach a person"), onScreen("person"))
	l.presses(" ", radio("By phone"), chosenKind("callback"))
	l.types(textbox("Your phone number"), "+49 30 901820")
	l.types(textbox("What is it about?"), "The heating is cold.")
	l.presses(kb.Enter, button("Send"), onScreen("receipt"))

	l.mustTell(1, "behind the last groyne", "Your personal door code is in the arrival mail", theReply)
	l.mustTell(2, "Thank you!") // typed, and said
	l.mustBeAs("heard.txt")
}

// TestOnAPhoneTheFocusGoesToWhatIsNew: the field lets go of it, so that its keyboard goes, and what is read there is
// short, because the log has said the whole.
func TestOnAPhoneTheFocusGoesToWhatIsNew(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t, deadMail...)
	tb := way{view: phone}.visit(t)
	tb.emulate("light")
	l := tb.listen()

	l.chapter("ask twice")
	l.comesTo(d.base + "/help?lang=en")
	l.types(textbox("Your question"), theQuestion)
	l.presses(kb.Enter, textbox("Your question"), onScreen("answer"))
	l.types(textbox("Another question?"), "xylophone quartz zeppelin")
	l.presses(kb.Enter, textbox("Another question?"), onScreen("no_match"))

	l.chapter("solved, and another question")
	l.types(textbox("Another question?"), "Where is the dog beach?")
	l.presses(kb.Enter, textbox("Another question?"), onScreen("answer"))
	l.presses(kb.Enter, button("Solved"), onScreen("solved"))

	l.chapter("to the form and back")
	l.presses(kb.Enter, theControl, onScreen("person"))
	l.presses(kb.Enter, button("Back to the questions"), onScreen("talk"))

	l.chapter("write into a thread")
	l.presses(kb.Enter, theControl, onScreen("person"))
	l.presses(" ", radio("Here only"), chosenKind("here"))
	l.presses(kb.Enter, button("Send"), onScreen("receipt"))
	l.presses(kb.Enter, button("Open your request"), onScreen("thread"))
	l.types(textbox("Your message"), "Thank you!")
	l.presses(kb.Enter, textbox("Your message"), `document.querySelectorAll("#log > article").length === 2`)

	l.mustTell(1, "Your personal door code is in the arrival mail")
	l.mustTell(2, "Thank you!") // typed, and said
	l.mustBeAs("heard_on_a_phone.txt")
}

// turns is how many stand in a conversation, besides the greeting.
func turns(n int) string {
	return fmt.Sprintf(`document.querySelectorAll("#log > .turn:not(.greeting)").length === %d`, n)
}

func onScreen(name string) string {
	return `document.querySelector("main").dataset.screen === ` + quote(name)
}

func chosenKind(kind string) string {
	return zoneIsLearned + ` && document.querySelector("[name=kind]:checked")?.value === ` + quote(kind)
}
