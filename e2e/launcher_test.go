package e2e

import (
	"testing"
)

func TestPromise1_FromTheHostPageToAnAnswerAndAPerson(t *testing.T) {
	d, h := hosted(t)
	tb := way{}.visit(t)
	tb.open(h.origin)
	tb.click(button("Help"))
	panel := tb.frameIn(d.base)
	panel.fill(textbox("Your question"), "Where do I find the door code?")
	panel.click(button("Ask"))
	panel.see("arrival mail")
	panel.click(button("Reach a person"))
	panel.find(textbox("Your e-mail address"))
}
