package e2e

import (
	"errors"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// An owner who has a launcher of their own has no bar that could show the contact.
func TestPromise1_WithTheOwnersLauncherALostDeskShowsTheContactToo(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	p := badWayTo(t, s.desk)
	tb := way{proxy: p.address}.visit(t)
	s.page("/", s.snippet(`data-launcher="own"`))
	tb.goTo(s, "/")
	ours := theLauncher + ` && ` + theBar + `.checkVisibility()`
	tb.wait(theLauncher + ` && !(` + ours + `) && ` + theParagraph + ` === "visible"`)
	p.fail("/", -1, refused)
	tb.click(link("Help"))
	tb.seeInLauncher("No connection")
	tb.mustLinkTo(link(ownersMail), "mailto:"+ownersMail)
	tb.wait(theParagraph + ` === "visible"`)
	p.heal()
	tb.click(link("Help"))
	tb.panelReady(s).find(textbox("Your question"))
	tb.wait("!(" + ours + ")")
}

func TestAPanelThatComesLateLeavesTheFocusWhereTheVisitorIs(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	p := badWayTo(t, s.desk)
	tb := way{proxy: p.address}.visit(t)
	s.page("/", s.snippet())
	tb.goTo(s, "/")
	letGo := p.hold("/help")
	defer letGo()
	tb.click(button("Help"))
	tb.wait(theSheet + `?.checkVisibility()`)
	tb.run(`document.querySelector("input").focus()`)
	letGo()
	tb.panelReady(s)
	tb.wait(theSheet + `.querySelector(".card") === null && document.activeElement.matches("input")`)
}

func TestAPanelThatAScriptOpenedGivesTheFocusToHelp(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/", s.snippet())
	tb.goTo(s, "/")
	tb.wait(launcherThere)
	tb.run(`Deskbell.open()`)
	tb.panelReady(s)
	tb.wait(focused + `.localName === "iframe"`)
	tb.mustDo(pressing(kb.Escape))
	tb.wait(panelClosed + ` && ` + atHelp)
}

// The first panel was lost and closed; the second one is open, and what comes is seen.
func TestAReplyInAPanelThatWasLostFirstIsNotCounted(t *testing.T) {
	t.Parallel()
	d, h := hosted(t)
	owner := d.owner(t)
	p := badWayTo(t, d)
	tb := way{proxy: p.address}.visit(t)
	panel, ref := tb.asksFrom(h, d)
	panel.click(button("Open your request"))
	panel.see("Is there a cot?")

	p.fail("/help", -1, refused)
	tb.open(h.origin + "/another-page") // where the panel is loaded by itself
	tb.click(button("Help"))
	tb.seeInLauncher("No connection")
	tb.click(button("OK"))
	p.heal()
	tb.click(button("Help"))
	panel = tb.panel(d)
	panel.see("Is there a cot?")
	eventually(t, "the thread is live", func() error {
		if p.open(streamOf) == 0 {
			return errors.New("there is no stream")
		}
		return nil
	})
	owner.reply(ref, "Yes, in the cupboard.")
	panel.see("Yes, in the cupboard.")
	if eval[bool](tb, inLauncher+`.querySelector(".badge").checkVisibility()`) {
		t.Error("a reply that is seen is counted")
	}
}

func TestAClickForAWindowOfItsOwnIsTheBrowsers(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/", s.snippet(`data-launcher="own"`))
	tb.goTo(s, "/")
	tb.wait(`!!` + theLauncher)
	for _, key := range []string{"ctrlKey", "metaKey", "shiftKey"} {
		if eval[bool](tb, `(() => {
			const click = new MouseEvent("click", { bubbles: true, cancelable: true, `+key+`: true });
			addEventListener("click", (event) => { window.taken = event.defaultPrevented; event.preventDefault() }, { once: true });
			document.querySelector("[data-deskbell-open]").dispatchEvent(click);
			return taken;
		})()`) {
			t.Errorf("with %s it is taken", key)
		}
	}
	tb.wait(theSheet + ` === null`)
}
