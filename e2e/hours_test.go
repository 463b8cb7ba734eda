package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestHoursAreTypedByKeyboardAlone and the preview follows without taking the focus.
func TestHoursAreTypedByKeyboardAlone(t *testing.T) {
	chromium.launched(t)
	owner := becomeOwner(t, start(t))
	owner.open(eval[string](owner, "location.origin") + "/admin/hours")
	owner.see("No times")
	focus(owner, "week.1")
	keys(owner, "0-24", kb.Tab, "0-24", kb.Tab)
	owner.wait(`document.querySelector("#preview li") !== null`) // times for calls
	mustFocus(owner, "week.3")
	keys(owner, "junk", kb.Tab)
	owner.see("First the times that could not be read")
	mustFocus(owner, "week.4")
	focus(owner, "week.3")
	keys(owner, kb.End, kb.Backspace, kb.Backspace, kb.Backspace, kb.Backspace, kb.Tab)
	owner.wait(`document.querySelector("#preview li") !== null`)

	focus(owner, "more-days")
	keys(owner, kb.Enter)
	mustFocus(owner, "days.0.date")
	focus(owner, "days.0.name")
	keys(owner, "Bridge day", kb.Enter) // saves
	owner.see("Please enter a date")
	focus(owner, "drop_day.0")
	keys(owner, kb.Enter)
	mustFocus(owner, "days.0.date")
	focus(owner, "week.1")
	keys(owner, kb.Enter)
	owner.see("Saved.")
	if got := eval[string](owner, `document.getElementById("week.2").value`); got != "00:00–24:00" {
		t.Errorf("Tuesday reads %q", got)
	}
}

func focus(tb *tab, id string) {
	tb.t.Helper()
	eval[bool](tb, `(document.getElementById(`+quote(id)+`).focus(), true)`)
}

func mustFocus(tb *tab, id string) {
	tb.t.Helper()
	tb.wait(`document.activeElement.id === ` + quote(id))
}

func keys(tb *tab, all ...string) {
	tb.t.Helper()
	for _, key := range all {
		tb.mustDo(pressing(key))
	}
}
