package e2e

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// hostile would run in a page that took it for HTML, and ask for /stolen.
const hostile = `"><img src=/stolen onerror=alert(1)><script>alert(2)</script>`

func TestHostileTextStaysTextForTheVisitor(t *testing.T) {
	d := start(t)
	owner := d.owner(t)
	eachWay(t, func(t *testing.T, v way) {
		w := tap(t)
		v.proxy = w.address
		tb := v.visit(t)
		tb.open(d.base + "/help?lang=en&scope=" + url.QueryEscape("flat") + "&page=" + url.QueryEscape("http://localhost/"+hostile))
		tb.askFor(hostile)
		tb.click(theControl)
		tb.fill(textbox("Your name"), hostile)
		ref := tb.sendHere(hostile)
		tb.click(button("Open your request"))
		tb.see(hostile)
		owner.reply(ref, "Dear "+hostile)
		if v.noScript {
			tb.mustDo(chromedp.Reload())
		}
		tb.see("Dear " + hostile)
		mustNotHaveRun(t, w, d)
	})
}

func TestHostileTextStaysTextForTheAgent(t *testing.T) {
	d := start(t)
	w := tap(t)
	visitor := way{}.visit(t)
	visitor.open(d.base + "/help")
	visitor.askFor(hostile)
	visitor.click(theControl)
	visitor.fill(textbox("Your name"), hostile)
	visitor.click(checkbox("Yes, send these lines along"))
	ref := visitor.sendHere(hostile)

	agent := way{proxy: w.address}.visit(t)
	becomeOwnerIn(agent, d)
	agent.open(d.base + "/admin/")
	agent.see(hostile)
	agent.open(d.base + "/admin/tickets/" + ref)
	agent.see(hostile)
	mustNotHaveRun(t, w, d)
}

func mustNotHaveRun(t *testing.T, w *wire, d *desk) {
	t.Helper()
	if all := paths(w.to(d.base)); !strings.Contains(all, "GET ") || strings.Contains(all, "/stolen") {
		t.Errorf("text became an element:\n%s", all)
	}
}
