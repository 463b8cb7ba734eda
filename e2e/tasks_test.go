package e2e

import (
	"strings"
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
	l.presses(kb.Enter, button("Ask"), onScreen("answer"))

	l.chapter("without connection")
	l.types(textbox("Another question?"), "Where is the dog beach?")
	l.connected(cutOff)
	l.presses(kb.Enter, button("Ask"), `document.querySelector("[data-passing]") !== null`)
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

	heard := l.story.String()
	if times := strings.Count(heard, "Thank you!"); times != 2 { // typed, and said
		t.Errorf("the visitor's own message stands %d times in the story, want twice", times)
	}
	for _, once := range []string{"behind the last groyne", "Your personal door code is in the arrival mail", theReply} {
		if n := strings.Count(heard, once); n != 1 {
			t.Errorf("%q is said %d times, want once", once, n)
		}
	}
	golden(t, "heard.txt", strings.TrimLeft(heard, "\n"))
}

func onScreen(name string) string {
	return `document.querySelector("main").dataset.screen === ` + quote(name)
}

func chosenKind(kind string) string {
	return `document.querySelector("[name=kind]:checked")?.value === ` + quote(kind)
}
