package e2e

import "testing"

const weHaveAnswered = "We have answered."

// badgeIs holds if the launcher counts so many replies; "" is none.
func badgeIs(count string) string {
	return `document.querySelector("deskbell-launcher")?.shadowRoot.querySelector(".help .badge")?.textContent === ` + quote(count)
}

// atTheReceipt sends a request for the answer to stand on its page alone, and goes no further.
func (v *wayfarer) atTheReceipt() {
	v.tab.open(v.desk.base + "/help/person?lang=en")
	v.ref = v.tab.sendHere("Is there a cot?")
}

func TestReceipt_AReplyIsCountedOnTheClosedLauncher(t *testing.T) {
	t.Parallel()
	d, h := hosted(t)
	owner := d.owner(t)
	tb := way{}.visit(t)
	panel, ref := tb.asksFrom(h, d)
	panel.click(button("Close"))
	tb.wait("!" + panelOnTop)
	owner.reply(ref, "Yes, in the cupboard.")

	tb.click(button("Help 1"))
	tb.panel(d).see(weHaveAnswered)
	tb.wait(badgeIs(""))
	panel.click(button("Close"))
	tb.wait(badgeIs("1")) // the answer itself was not seen yet

	tb.click(button("Help 1"))
	panel.click(button("Open your request"))
	panel.see("Yes, in the cupboard.")
	panel.click(button("Close"))
	tb.wait("!" + panelOnTop)
	owner.reply(ref, "And one more upstairs.")
	tb.wait(badgeIs("1"))
}

func TestReceipt_OnScreenItSaysThatThereIsAnAnswer(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	owner := v.desk.owner(t)
	v.atTheReceipt()
	v.awaitStreams(t, 1)
	eval[bool](v.tab, `(document.querySelector("#link").select(), true)`)
	owner.reply(v.ref, "Yes, in the cupboard.")
	v.tab.see(weHaveAnswered)
	v.tab.wait(`document.querySelector("#busy[role=status]").textContent.startsWith(` + quote(weHaveAnswered) + `)`)
	if !eval[bool](v.tab, `(l => document.activeElement === l && l.selectionEnd - l.selectionStart === l.value.length)(document.querySelector("#link"))`) {
		t.Error("the visitor was about to copy the link, and no longer is")
	}
	eval[bool](v.tab, `(document.querySelector("#switch").value = "de", document.querySelector("#switch-do").click(), true)`)
	v.tab.seeIn("#promise.expect", "Wir haben geantwortet.")
	v.tab.click(button("Anfrage öffnen"))
	v.tab.see("Yes, in the cupboard.")
}

func TestReceipt_IsPolledWhereSomethingHoldsStreamsBack(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	owner := v.desk.owner(t)
	v.way.fail(streamOf, -1, heldBack)
	v.atTheReceipt()
	owner.reply(v.ref, "Yes, in the cupboard.")
	v.tab.see(weHaveAnswered)
}

func TestReceipt_HoldsAStreamOnlyWhileItIsSeen(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	owner := v.desk.owner(t)
	v.atTheReceipt()
	v.awaitStreams(t, 1)
	v.tab.isSeen(false)
	v.awaitStreams(t, 0)
	owner.reply(v.ref, "Yes, in the cupboard.")
	v.tab.isSeen(true)
	v.tab.see(weHaveAnswered)
	v.awaitStreams(t, 1)
}

func TestReplies_AreCountedOnTheNextPagesOfTheSiteUntilTheyWereSeen(t *testing.T) {
	t.Parallel()
	for name, goOn := range map[string]func(panel *tab){
		"from the receipt": func(*tab) {},
		"from the thread": func(panel *tab) {
			panel.click(button("Open your request"))
			panel.see("It is our turn.")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, h := hosted(t)
			owner := d.owner(t)
			tb := way{}.visit(t)
			panel, ref := tb.asksFrom(h, d)
			goOn(panel)
			panel.click(button("Close"))
			tb.wait("!" + panelOnTop)
			owner.reply(ref, "Yes, in the cupboard.")
			tb.wait(badgeIs("1"))
			for _, page := range []string{"/a-page", "/another-page"} {
				tb.open(h.origin + page)
				tb.wait(badgeIs("1"))
			}
			owner.reply(ref, "And one more upstairs.")
			tb.wait(badgeIs("2"))

			tb.click(button("Help 2"))
			tb.panel(d).see("And one more upstairs.")
			tb.wait(badgeIs(""))
			tb.open(h.origin + "/a-page")
			tb.frameIn(d.base).wait(`document.body.textContent.includes("And one more upstairs.")`)
			owner.reply(ref, "Good night.")
			tb.wait(badgeIs("1"))
		})
	}
}
