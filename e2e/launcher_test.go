package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"deskbell/static"
)

const (
	noLauncher = `document.querySelector("deskbell-launcher") === null`
	atHelp     = `document.querySelector("deskbell-launcher").shadowRoot.activeElement?.textContent.startsWith("Help")`
)

func TestPromise1_WithoutJavaScriptTheSnippetIsAWayToAPerson(t *testing.T) {
	d, h := hosted(t)
	tb := way{noScript: true}.visit(t)
	tb.open(h.origin)
	tb.mustLinkTo(link("Reach a person"), "mailto:"+ownersMail)
	tb.click(link("Help"))
	tb.find(textbox("Your question"))
	if at := eval[string](tb, "location.origin"); at != d.base {
		t.Errorf("Help leads to %s, want %s", at, d.base)
	}
}

func TestPromise1_AnOwnerWithATelephoneAloneIsCalled(t *testing.T) {
	h := hostSite(t)
	h.embed(static.Embed{Base: "http://127.0.0.1:" + freePort(t), Phone: ownersPhone, Help: "Help", Person: "Reach a person"}.Snippet())
	tb := way{noScript: true, view: phone}.visit(t)
	tb.open(h.origin)
	tb.mustLinkTo(link("Reach a person"), "tel:+4930901820")
}

func TestPromise1_ADeskThatWasNeverReachedLeavesTheSnippet(t *testing.T) {
	h := hostSite(t)
	base := "http://127.0.0.1:" + freePort(t) // nobody listens there
	h.embed(snippetFor(base))
	tb := way{}.visit(t)
	tb.open(h.origin)
	tb.mustLinkTo(link("Reach a person"), "mailto:"+ownersMail)
	tb.mustLinkTo(link("Help"), base+"/help?lang=en")
	tb.wait(noLauncher)
}

func TestPromise1_ALauncherFromTheCacheShowsTheContactOfADeskThatIsGone(t *testing.T) {
	t.Parallel()
	d, h := hosted(t)
	tb := way{}.visit(t)
	tb.open(h.origin)
	tb.find(button("Help"))
	d.stop()
	for _, entrance := range []string{"Help", "Reach a person"} {
		tb.open(h.origin + "/another-page")
		tb.click(button(entrance))
		tb.mustLinkTo(link(ownersMail), "mailto:"+ownersMail)
		tb.mustLinkTo(link(ownersPhone), "tel:+4930901820")
		tb.seeInLauncher("No connection")
	}
}

func TestPromise1_ASiteThatMayNotEmbedThePanelShowsTheContact(t *testing.T) {
	t.Parallel()
	h := hostSite(t)
	d := start(t, "--site", "https://elsewhere.example")
	h.embed(snippetFor(d.base))
	tb := way{}.visit(t)
	tb.excuse = "frame-ancestors" // that is the point
	tb.open(h.origin)
	tb.click(button("Help"))
	tb.seeInLauncher("No connection")
	tb.mustLinkTo(link(ownersMail), "mailto:"+ownersMail)
	tb.mustLinkTo(link(ownersPhone), "tel:+4930901820")
	if target := tb.property(link("Help ↗"), "href"); !strings.HasPrefix(target, d.base+"/help") {
		t.Errorf("the link leads to %s, want %s/help", target, d.base)
	}
}

func TestPromise1_TheLauncherLeadsToThePersonAtOnce(t *testing.T) {
	d, h := hosted(t)
	tb := way{view: phone}.visit(t)
	tb.open(h.origin)
	tb.click(button("Reach a person"))
	tb.panel(d).find(textbox("Your message"))
}

func TestPromise1_ThePersonIsInViewInTheFrameToo(t *testing.T) {
	d, h := hosted(t)
	for _, view := range []viewport{phone, desktop} {
		t.Run(view.name, func(t *testing.T) {
			tb := way{view: view}.visit(t)
			tb.open(h.origin)
			tb.click(button("Help"))
			panel := tb.panel(d)
			control := panel.place(t)
			if !control.Shown || !control.Inside || control.Covered != "" {
				t.Errorf("in the frame: %+v", control)
			}
			tb.wait(fmt.Sprintf("(%s)(%f, %f)", frameIsOnTopAt, control.X+control.Width/2, control.Y+control.Height/2))
		})
	}
}

// A point of the frame is in the window, and nothing of the host page or the launcher covers it.
const frameIsOnTopAt = `(x, y) => {
	const root = document.querySelector("deskbell-launcher").shadowRoot, frame = root.querySelector("iframe");
	const r = frame.getBoundingClientRect();
	return root.elementFromPoint(r.x + x, r.y + y) === frame;
}`

func TestAReplyIsAnnouncedOnTheNextPageOfTheSite(t *testing.T) {
	d, h := hosted(t)
	owner := d.owner(t)
	tb := way{}.visit(t)
	panel, ref := tb.asksFrom(h, d)
	panel.click(button("Open your request"))
	panel.see("It is our turn.")

	tb.open(h.origin + "/another-page")
	panel = tb.frameIn(d.base) // closed, and there
	panel.wait(`document.body.textContent.includes("Is there a cot?")`)
	owner.reply(ref, "Yes, in the cupboard.")
	tb.click(button("Help 1"))
	tb.panel(d).see("Yes, in the cupboard.")
}

func TestEscapeClosesThePanelAndGivesTheFocusBack(t *testing.T) {
	d, h := hosted(t)
	tb := way{}.visit(t)
	tb.open(h.origin)
	tb.find(button("Help"))
	for range 2 { // Book, Help
		tb.mustDo(pressing(kb.Tab))
	}
	tb.wait(atHelp)
	tb.mustDo(pressing(kb.Enter))
	panel := tb.panel(d)
	panel.wait(`document.activeElement?.name === "question"`) // typing can begin at once
	tb.mustDo(pressing(kb.Escape))                            // it goes to the frame that has the focus
	tb.wait("!" + panelOnTop)
	tb.wait(atHelp)

	tb.click(button("Help"))
	tb.wait(panelOnTop)
	panel.click(button("Close"))
	tb.wait("!" + panelOnTop)
}

// seeInLauncher waits until a text can be read in the launcher.
func (tb *tab) seeInLauncher(text string) {
	tb.t.Helper()
	tb.wait(`[...document.querySelector("deskbell-launcher").shadowRoot.querySelectorAll("[role=status]")].some(e =>
		e.checkVisibility() && e.textContent.includes(` + quote(text) + `))`)
}

func (tb *tab) mustLinkTo(n named, target string) {
	tb.t.Helper()
	if got := tb.property(n, "href"); got != target {
		tb.t.Errorf("the link %q leads to %s, want %s", n.name, got, target)
	}
}
