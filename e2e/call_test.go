package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// heard is what a screen reader was told last of a step.
const heard = `document.querySelector("#busy").textContent === `

// TestTheZoneIsReadWhenTheCallIsLookedAt is about what leaves the browser before that (promise 8), and that all
// times are the visitor's afterwards.
func TestTheZoneIsReadWhenTheCallIsLookedAt(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	d.closedNow()
	tb := way{view: phone}.visit(t)
	tb.call("Emulation.setTimezoneOverride", map[string]string{"timezoneId": "Asia/Kolkata"})
	tb.open(d.base + "/help/person?lang=en")
	eval[bool](tb, fmt.Sprintf(`(%s)("phone", "+49 30 1")`, fillField))
	if zone := eval[string](tb, `document.querySelector("#call-time").dataset.zone`); zone != "unknown" {
		t.Errorf("before the visitor looks at the call, the zone is %s", zone)
	}
	eval[bool](tb, `(document.querySelector("[name=kind][value=callback]").click(), true)`)
	tb.see("Times in Kolkata time")
	tb.wait(heard + quote("Times in Kolkata time"))
	tb.wait(`document.querySelector("#expect").textContent.includes("(your time: ")`)
	if got := eval[string](tb, `document.querySelector("#time_zone").value + " " + document.querySelector("#phone").value`); got != "Asia/Kolkata +49 30 1" {
		t.Errorf("zone and number are %s", got)
	}
}

// TestACallIsAskedForByKeyboardAlone goes through the form with Tab, arrows and Enter, and changes the zone on the way.
func TestACallIsAskedForByKeyboardAlone(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t, deadMail...)
	d.openNow()
	tb := way{view: desktop}.visit(t)
	tb.call("Emulation.setTimezoneOverride", map[string]string{"timezoneId": "Europe/Kiev"})
	tb.open(d.base + "/help/person?lang=en")
	press := func(keys ...string) {
		for _, k := range keys {
			tb.mustDo(pressing(k))
		}
	}
	eval[bool](tb, `(document.querySelector("#message").focus(), true)`)
	press("The heating is cold.", kb.Tab, kb.ArrowRight)
	tb.see("Times in Kyiv time")
	press(kb.Tab, kb.Tab, kb.Tab, kb.ArrowDown) // past the owner's number and the visitor's to the windows
	chosen := eval[string](tb, `document.querySelector("#window").value`)
	press(kb.Tab, kb.Enter, kb.Tab, "Lis", kb.Tab, kb.Enter)
	tb.see("Times in Lisbon time")
	tb.wait(heard + quote("Times in Lisbon time"))
	if got := eval[string](tb, `document.querySelector("#window").value`); got != chosen || got == "" {
		t.Errorf("the window was %q and is %q", chosen, got)
	}
	if got := eval[string](tb, `document.activeElement.name`); got != "zone" {
		t.Errorf("focus went to %q", got)
	}
	eval[bool](tb, `(document.querySelector("#phone").focus(), true)`)
	press("+49 30 901825", kb.Enter)
	tb.see("We have it")
}
