package e2e

import (
	"testing"
)

func TestPromise4_ADoubleClickSendsOneTicket(t *testing.T) {
	t.Parallel()
	eachWay(t, func(t *testing.T, w way) {
		d := start(t)
		tb := w.visit(t)
		tb.open(d.base + "/help/person")
		tb.click(radio("Here only"))
		tb.fill(textbox("Your message"), "The heating is cold.")
		tb.click(button("Send"), 2)
		tb.see("We have it.")
		if n := d.count("tickets"); n != 1 {
			t.Errorf("a double click made %d tickets", n)
		}
	})
}

func TestTwoTabsOfAVisitorKeepTheirThreadsApart(t *testing.T) {
	d := start(t)
	owner := d.owner(t)
	first := way{}.visit(t)
	second := way{beside: first.ctx}.visit(t)
	for tb, message := range map[*tab]string{first: "The heating is cold.", second: "Is there a cot?"} {
		tb.open(d.base + "/help/person")
		ref := tb.sendHere(message)
		tb.click(button("Open your request"))
		tb.see(message)
		owner.reply(ref, "About: "+message)
	}
	first.see("About: The heating is cold.")
	second.see("About: Is there a cot?")
	for tb, message := range map[*tab]string{first: "The heating is cold.", second: "Is there a cot?"} {
		tb.open(d.base + "/help") // another page of the site
		tb.see("About: " + message)
	}
	if n := d.count("tickets"); n != 2 {
		t.Errorf("two tabs made %d tickets", n)
	}
}
