package e2e

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// callBack opens a ticket that wants a call as soon as possible.
func (d *desk) callBack(phone, text string) accepted {
	d.t.Helper()
	var a accepted
	body := map[string]string{"kind": "callback", "phone": phone, "message": text, "lang": "en"}
	status, err := call("POST", d.base+"/api/v1/tickets", map[string]string{"Idempotency-Key": rand.Text()}, body, &a)
	if err != nil || status != http.StatusCreated {
		d.t.Fatalf("status %d: %v", status, err)
	}
	return a
}

// TestCallsAreNotReplacedUnderTheHand holds what an agent has opened or focused while the list changes, and
// notes an outcome by keyboard alone.
func TestCallsAreNotReplacedUnderTheHand(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	owner := becomeOwner(t, d)
	first := d.callBack("+49 30 901820", "The first topic")
	owner.open(d.base + "/admin/calls")
	owner.see("The first topic")

	eval[bool](owner, fmt.Sprintf(`(document.getElementById("call-%s-busy").focus(), true)`, first.Ref))
	second := d.callBack("+49 40 428260", "The second topic")
	owner.see("The second topic")
	owner.wait(fmt.Sprintf(`document.activeElement.id === "call-%s-busy"`, first.Ref))

	// From the last button on: the summary, then the day within.
	for _, key := range []string{kb.Tab, kb.Tab, kb.Enter, kb.Tab} {
		owner.mustDo(pressing(key))
	}
	owner.wait(fmt.Sprintf(`document.activeElement.id === "call-%s-again"`, first.Ref))
	d.callBack("+44 20 7946 0958", "The third topic")
	owner.wait(`document.querySelector('[data-badge="calls"] [data-count]').textContent === "3"`)
	if eval[bool](owner, `document.body.innerText.includes("The third topic")`) {
		t.Error("the list was replaced while a form in it was open")
	}
	eval[bool](owner, `(document.activeElement.value = "2099-01-01T10:00", true)`)
	owner.mustDo(pressing(kb.Enter))
	owner.see("Please choose a time within the next 60 days.") // not "Reached", the first button
	owner.see("The third topic")
	owner.wait(fmt.Sprintf(`document.activeElement.id === "call-%s-again"`, first.Ref)) // where something is wrong

	eval[bool](owner, fmt.Sprintf(`(document.getElementById("call-%s-reached").focus(), true)`, second.Ref))
	owner.mustDo(pressing(kb.Enter))
	owner.see("Noted: reached.")
	owner.wait(`!document.body.innerText.includes("The second topic")`)
}
