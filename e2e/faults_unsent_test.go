package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

const unsent = "That did not get through."

// atTheForm fills in the form of a visitor.
func (v *wayfarer) atTheForm(text string) {
	v.tab.t.Helper()
	v.tab.open(v.desk.base + "/help/person?lang=en")
	v.tab.click(radio("Here only"))
	v.tab.fill(textbox("Your message"), text)
}

func (v *wayfarer) mustCount(t *testing.T, kind string, want int) {
	t.Helper()
	if n := v.desk.rows(kind); n != want {
		t.Errorf("there are %d %s, want %d", n, kind, want)
	}
}

func TestAnEditEndsTheSendingAndIsToldThatTheFirstTextArrived(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.atTheForm("The heating is cold.")
	v.way.fail("/help/person", 1, unanswered)
	v.way.fail("/help/person", -1, refused)
	v.tab.click(button("Send"))
	v.tab.see("sent by itself")
	v.tab.fill(textbox("Your message"), "The heating is cold. And the water, too.")
	v.tab.wait(`!document.body.innerText.includes("sent by itself")`)
	v.tab.see(unsent)
	v.way.heal()
	v.mustStaySilent(t, "POST /help/person")

	v.tab.click(button("Try again"))
	v.tab.see("You sent another text from here before, and we have it.")
	v.mustKeep(t, textbox("Your message"), "The heating is cold. And the water, too.")
	v.mustCount(t, "tickets", 1)
	v.tab.click(button("Send"))
	v.tab.see("We have it.")
	v.mustCount(t, "tickets", 2)
}

func TestALineBreakBehindATextIsNoEdit(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.atTheForm("The heating is cold.")
	v.way.fail("/help/person", -1, refused)
	v.tab.click(button("Send"))
	v.tab.see("sent by itself")
	v.tab.fill(textbox("Your message"), "The heating is cold.\n")
	v.way.heal()
	v.tab.see("We have it.")
	v.mustCount(t, "tickets", 1)
}

// mustStaySilent asserts that nothing is sent for longer than a pause between tries may last.
func (v *wayfarer) mustStaySilent(t *testing.T, request string) {
	t.Helper()
	before := v.way.count(request)
	eval[bool](v.tab, `(window.passed = false, setTimeout(() => { window.passed = true }, 32000), true)`)
	v.tab.wait("window.passed")
	if n := v.way.count(request); n != before {
		t.Errorf("%d times %s by itself", n-before, request)
	}
}

func TestATimeToWaitIsKept(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.atTheForm("The heating is cold.")
	v.way.fail("/help/person", 1, says(503, 60))
	v.tab.click(button("Send"))
	v.tab.see("sent by itself")
	eval[bool](v.tab, `window.dispatchEvent(new Event("online"))`)
	v.mustStaySilent(t, "POST /help/person")
	v.tab.see("We have it.")
	v.mustCount(t, "tickets", 1)
}

func TestWhoIsToWaitLongIsNotToldThatItIsSentByItself(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.atTheForm("The heating is cold.")
	v.way.fail("/help/person", 1, says(429, 3600))
	v.tab.click(button("Send"))
	v.tab.see(unsent)
	if eval[bool](v.tab, `document.body.innerText.includes("sent by itself")`) {
		t.Error("it is not")
	}
	v.tab.click(button("Try again"))
	v.tab.see("We have it.")
	v.mustCount(t, "tickets", 1)
}

func TestAConnectionThatIsBackSendsAtOnce(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.atTheForm("The heating is cold.")
	eval[bool](v.tab, `(window.setTimeout = () => 0, true)`) // no pause ever ends
	v.way.fail("/help/person", -1, refused)
	v.tab.click(button("Send"))
	v.tab.see("sent by itself")
	v.way.heal()
	eval[bool](v.tab, `window.dispatchEvent(new Event("online"))`)
	v.tab.see("We have it.")
	v.mustCount(t, "tickets", 1)
}

func TestAFormThatWaitsIsStillSentAfterAReload(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	for name, fault := range map[string]fault{"it never arrived": refused, "it had arrived": unanswered} {
		t.Run(name, func(t *testing.T) {
			v.tab.in(t, func() {
				before := v.desk.rows("tickets")
				v.atTheForm("The heating is cold.")
				v.way.fail("/help/person", 1, fault)
				v.way.fail("/help/person", -1, refused)
				v.tab.click(button("Send"))
				v.tab.see("sent by itself")
				v.way.heal()
				v.tab.open(v.desk.base + "/help?lang=en")
				v.tab.see("We have it.")
				v.mustCount(t, "tickets", before+1)
				if kept := eval[*string](v.tab, `sessionStorage.getItem("deskbell.unsent")`); kept != nil {
					t.Errorf("it has arrived, and the browser still keeps %s", *kept)
				}
			})
		})
	}
}

func TestAReloadWhileAFormIsOnItsWaySendsItOnce(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.atTheForm("The heating is cold.")
	v.way.fail("/help/person", 1, mute)
	v.tab.click(button("Send"))
	v.tab.wait(`document.querySelector("main").getAttribute("aria-busy") === "true"`)
	v.tab.open(v.desk.base + "/help?lang=en")
	v.tab.see("We have it.")
	v.mustCount(t, "tickets", 1)
}

func TestWhatWasEditedIsThereAfterAReloadAndNotSentByItself(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.atTheForm("The heating is cold.")
	v.way.fail("/help/person", -1, refused)
	v.tab.click(button("Send"))
	v.tab.see("sent by itself")
	v.tab.fill(textbox("Your message"), "Is there a cot?")
	v.way.heal()
	v.tab.open(v.desk.base + "/help?lang=en")
	v.mustKeep(t, textbox("Your message"), "Is there a cot?")
	v.mustStaySilent(t, "POST /help/person")
	v.mustCount(t, "tickets", 0)
}

func TestWhoComesForAPersonIsNotTakenBackToAQuestionThatWaits(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.tab.open(v.desk.base + "/help?lang=en")
	v.tab.fill(textbox("Your question"), theQuestion)
	v.way.fail("/help/ask", -1, refused)
	v.tab.click(button("Ask"))
	v.tab.see("sent by itself")
	v.way.heal()
	v.tab.open(v.desk.base + "/help/person?lang=en")
	v.tab.find(textbox("Your message"))
	v.tab.open(v.desk.base + "/help?lang=en")
	v.tab.see("From our FAQ") // it was still kept
}

func TestANextPageOfTheSiteGoesOnWithAFormThatWaits(t *testing.T) {
	t.Parallel()
	h := hostSite(t)
	d := start(t, "--site", h.origin)
	h.embed(snippetFor(d.base))
	p := badWayTo(t, d)
	tb := way{proxy: p.address}.visit(t)
	tb.open(h.origin)
	tb.click(button("Reach a person"))
	panel := tb.panel(d)
	panel.click(radio("Here only"))
	panel.fill(textbox("Your message"), "Is there a cot?")
	p.fail("/help/person", -1, refused)
	panel.click(button("Send"))
	panel.see("sent by itself")
	p.heal()
	tb.open(h.origin + "/another-page") // and the panel stays closed
	eventually(t, "the request arrives", func() error { return d.holds("tickets", 1) })
	tb.click(button("Help"))
	tb.panel(d).see("We have it.")
}

func TestASlowAnswerIsSpokenOf(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.tab.open(v.desk.base + "/help?lang=en")
	v.tab.fill(textbox("Your question"), theQuestion)
	v.way.fail("/help/ask", 1, mute)
	v.tab.click(button("Ask"))
	v.tab.wait(`document.querySelector("[data-passing]")?.innerText === "This takes longer than usual …"`)
	v.mustKeep(t, textbox("Your question"), theQuestion)
}

// TestOnSlow3GEverythingWorks: 400 kbit/s, answers after 400 ms.
func TestOnSlow3GEverythingWorks(t *testing.T) {
	t.Parallel()
	h := hostSite(t)
	d := start(t, "--site", h.origin)
	h.embed(snippetFor(d.base))
	p := badWayTo(t, d)
	p.slow(400_000/8, 400_000_000)
	tb := way{proxy: p.address, view: phone}.visit(t)
	tb.open(h.origin)
	tb.click(button("Help"))
	panel := tb.panel(d)
	panel.fill(textbox("Your question"), theQuestion)
	panel.click(button("Ask"), 2)
	panel.fill(textbox("Your question"), "And at night?") // while the first one is on its way
	panel.see("From our FAQ")
	if got := panel.value(textbox("Another question?")); got != "And at night?" {
		t.Errorf("the field holds %q: what was typed meanwhile is lost", got)
	}
	panel.click(button("Not solved"))
	panel.sendHere("The mail never came.")
	panel.click(button("Open your request"), 2)
	panel.see("The mail never came.")
	if n := d.rows("tickets"); n != 1 {
		t.Errorf("there are %d tickets", n)
	}
}

// TestWithoutJavaScriptAnAnswerThatWasCutIsHadByAskingAgain: the browser says that the page cannot be reached.
// Reloading it, or going back and pressing once more, gives the receipt of the one request.
func TestWithoutJavaScriptAnAnswerThatWasCutIsHadByAskingAgain(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	for name, again := range map[string]func(*tab){
		"reloaded": func(tb *tab) { tb.mustDo(chromedp.Reload()) },
		"back and sent once more": func(tb *tab) {
			eval[bool](tb, "(history.back(), true)")
			tb.click(button("Send"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := start(t)
			p := badWayTo(t, d)
			tb := way{proxy: p.address, noScript: true}.visit(t)
			tb.open(d.base + "/help/person?lang=en")
			tb.click(radio("Here only"))
			tb.fill(textbox("Your message"), "Is there a cot?")
			p.fail("/help/person", -1, unanswered) // Chromium tries more than once by itself
			tb.click(button("Send"))
			tb.wait(`document.querySelector("#desk") === null`)
			if err := d.holds("tickets", 1); err != nil {
				t.Fatal(err)
			}
			p.heal()
			again(tb)
			tb.see("We have it.")
			if err := d.holds("tickets", 1); err != nil {
				t.Error(err)
			}
		})
	}
}
