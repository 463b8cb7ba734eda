package e2e

import (
	"strings"
	"testing"
)

// The details are folded: whoever opens them finds in the thread what was filled in, and nobody has to.
func TestWhatHelpsAPersonReachesThem(t *testing.T) {
	t.Parallel()
	d := start(t)
	owner := d.owner(t)
	eachWay(t, func(t *testing.T, w way) {
		tb := w.visit(t)
		tb.open(d.base + "/help")
		tb.fill(textbox("Your question"), "My account is locked.")
		tb.click(button("Ask"))
		tb.see("This may answer it meanwhile")
		if ids, err := tb.all(textbox("Order or customer number")); err != nil || len(ids) != 0 {
			t.Errorf("the details are unfolded: %d, %v", len(ids), err)
		}
		tb.click(named{role: "DisclosureTriangle", name: "Helps us answer faster (optional)"})
		tb.fill(textbox("Order or customer number"), "A-1743")
		tb.click(radio("By e-mail"))
		tb.click(button("Send")) // without an address
		tb.see("Please fill this in.")
		if got := tb.value(textbox("Order or customer number")); got != "A-1743" {
			t.Errorf("after an error the number is %q", got)
		}
		shown := owner.page(tb.sendHere("Please help."))
		for _, want := range []string{"Please help.", "Order or customer number: A-1743"} {
			if !strings.Contains(shown, want) {
				t.Errorf("the agent does not see %q", want)
			}
		}
		if strings.Contains(shown, "Error text") {
			t.Error("the agent sees a detail that was left out")
		}
	})
}

func TestAnUpsetVisitorCanReadTheAnswerOnTheForm(t *testing.T) {
	t.Parallel()
	d := start(t)
	eachWay(t, func(t *testing.T, w way) {
		tb := w.visit(t)
		tb.open(d.base + "/help")
		tb.fill(textbox("Your question"), "Where do I find the fucking door code?")
		tb.click(button("Ask"))
		tb.find(textbox("Your message"))
		tb.see("Your personal door code is in the arrival mail")
	})
}
