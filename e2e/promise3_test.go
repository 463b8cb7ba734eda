package e2e

import (
	"strings"
	"testing"
)

func TestPromise3_AQuestionThatWasOnlyTypedGoesAlong(t *testing.T) {
	d := start(t)
	eachWay(t, func(t *testing.T, w way) {
		tb := w.visit(t)
		tb.open(d.base + "/help")
		tb.fill(textbox("Your question"), "May we bring two dogs & a cat?")
		tb.click(theControl)
		if got := tb.value(textbox("Your message")); got != "May we bring two dogs & a cat?" {
			t.Errorf("the form holds %q", got)
		}
	})
}

func TestPromise3_TheConversationIsSentOnlyIfTickedAndWithoutStruckLines(t *testing.T) {
	t.Parallel()
	d := start(t)
	owner := d.owner(t)
	const kept, struck = "Where do I find the door code?", "Is there a washing machine?"
	eachWay(t, func(t *testing.T, w way) {
		for _, ticked := range []bool{true, false} {
			tb := w.visit(t)
			tb.open(d.base + "/help")
			for _, question := range []string{kept, struck} {
				tb.askFor(question)
			}
			tb.click(theControl)
			tb.click(checkbox("You " + struck))
			if ticked {
				tb.click(checkbox("Yes, send these lines along"))
			}
			shown := owner.page(tb.sendHere("Please call my sister."))
			if got := strings.Contains(shown, kept); got != ticked {
				t.Errorf("ticked: %v, and the agent sees the conversation: %v", ticked, got)
			}
			if strings.Contains(shown, `dir="auto">`+struck) {
				t.Errorf("ticked: %v, and the agent sees a line that was struck out", ticked)
			}
		}
	})
}

// eachWay runs a test with and without JavaScript.
func eachWay(t *testing.T, test func(*testing.T, way)) {
	chromium.launched(t)
	t.Run("with JavaScript", func(t *testing.T) { test(t, way{view: phone}) })
	t.Run("without JavaScript", func(t *testing.T) { test(t, way{view: phone, noScript: true}) })
}

// askFor asks in the panel and waits for what the desk says.
func (tb *tab) askFor(question string) {
	tb.t.Helper()
	field := textbox("Your question")
	if ids, err := tb.all(field); err == nil && len(ids) == 0 {
		field = textbox("Another question?")
	}
	tb.fill(field, question)
	tb.click(button("Ask"))
	tb.find(textbox("Another question?"))
	tb.see(question)
}

// asksFrom opens the panel on an owner's page and sends a request.
func (tb *tab) asksFrom(h *host, d *desk) (panel *tab, ref string) {
	tb.t.Helper()
	tb.open(h.origin)
	tb.click(button("Reach a person"))
	panel = tb.panel(d)
	return panel, panel.sendHere("Is there a cot?")
}

// sendHere sends the form for a reply on the ticket's page and gives the reference.
func (tb *tab) sendHere(message string) string {
	tb.t.Helper()
	tb.click(radio("Here only"))
	tb.fill(textbox("Your message"), message)
	tb.click(button("Send"))
	tb.see("We have it.")
	return reference.FindString(tb.text())
}
