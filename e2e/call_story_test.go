package e2e

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	ical "github.com/emersion/go-ical"
)

const (
	visitorsPhone = "030 901821" // as a person in Berlin types it
	theTopic      = "The heating is cold."
)

func listbox(name string) named { return named{role: "combobox", name: name} }

// TestTheStoryOfACall is a call-back on a phone, from the question to "reached": the visitor is in
// another zone than the desk, chooses a time, changes it, and is called.
func TestTheStoryOfACall(t *testing.T) {
	chromium.launched(t)
	h := hostSite(t)
	d := plan{flags: []string{"--site", h.origin}}.start(t)
	owner := becomeOwner(t, d)
	h.embed(pasted(t, owner, d))
	isAlwaysThere(owner, d)

	panel, _ := asksForACall(t, d, h)
	ref := choosesATime(t, panel)
	owner.open(d.base + "/admin/calls")
	owner.see("Later")
	owner.see(theTopic)
	owner.see("for them ") // their clock, five and a half hours ahead
	calendar := theCalendarHolds(t, owner, d, ref)

	panel.click(button("Open your request"))
	panel.click(named{role: "DisclosureTriangle", name: "Change the call"})
	panel.choose(listbox("When may we call?"), 0) // as soon as possible
	panel.click(button("Save the change"))
	panel.see("The call was changed by you.")
	if after := eventOf(t, calendar, ref); after == "" {
		t.Error("the changed call left the calendar")
	}

	owner.open(d.base + "/admin/calls")
	owner.see("Due now")
	owner.click(button("No answer"))
	owner.see("Tried a moment ago")
	panel.see("did not reach you") // live, where the visitor waits
	owner.click(button("Reached"))
	owner.see("No calls to make.")
	panel.see("We talked on the phone.")
	if left := eventOf(t, calendar, ref); left != "" {
		t.Errorf("the call that was made is still in the calendar:\n%s", left)
	}
}

// isAlwaysThere sets hours that are open whenever the test runs, and a number for those in a hurry.
func isAlwaysThere(owner *tab, d *desk) {
	owner.t.Helper()
	owner.open(d.base + "/admin/settings")
	owner.fill(textbox("Phone"), ownersPhone)
	owner.click(button("Save"))
	owner.see("Saved")
	owner.open(d.base + "/admin/hours")
	for day := time.Sunday; day <= time.Saturday; day++ {
		owner.fill(textbox(day.String()), "0-24")
	}
	owner.fill(listbox("Time zone"), "Europe/Berlin")
	owner.click(button("Save"))
	owner.see("Saved")
}

// asksForACall comes by phone, from India, is not helped, and asks to be called.
func asksForACall(t *testing.T, d *desk, h *host) (panel, page *tab) {
	t.Helper()
	page = way{view: phone}.visit(t)
	abroad := emulation.SetTimezoneOverrideParams{TimezoneID: "Asia/Kolkata"}
	page.call(emulation.SetTimezoneOverride.Method, abroad)
	page.open(h.origin)
	page.click(button("Help"))
	panel = page.panel(d)
	panel.call(emulation.SetTimezoneOverride.Method, abroad)
	panel.askFor(theQuestion)
	panel.click(button("Not solved"))
	if strings.Contains(panel.text(), "Kolkata") {
		t.Error("the visitor's zone is known before they asked for a call")
	}
	panel.click(radio("By phone"))
	panel.see("Times in Kolkata time")
	panel.see(ownersPhone)
	panel.see("We call once about this matter.")
	return panel, page
}

// choosesATime types a number, picks the second window and sends.
func choosesATime(t *testing.T, panel *tab) string {
	t.Helper()
	panel.fill(textbox("Your phone number"), "112")
	panel.fill(textbox("What is it about?"), theTopic)
	panel.choose(listbox("When may we call?"), 2)
	panel.click(button("Send"))
	panel.see("too short")
	if kept := panel.value(textbox("What is it about?")); kept != theTopic {
		t.Errorf("a refused number cost the text: %q", kept)
	}
	panel.fill(textbox("Your phone number"), visitorsPhone)
	panel.click(button("Send"))
	panel.see("We have it.")
	panel.see("your time")
	ref := reference.FindString(panel.text())
	if ref == "" {
		t.Fatalf("no reference on the receipt:\n%s", panel.text())
	}
	return ref
}

// choose takes the nth option of a list, counted over its groups.
func (tb *tab) choose(list named, n int) {
	tb.t.Helper()
	tb.find(list)
	eval[bool](tb, fmt.Sprintf(`(() => {
		const list = [...document.querySelectorAll("select")].find(s => s.labels[0]?.innerText.startsWith(%s))
		list.selectedIndex = %d
		list.dispatchEvent(new Event("change", { bubbles: true }))
		return true
	})()`, quote(list.name), n))
}

// theCalendarHolds reads the agent's calendar as a calendar program does, and gives its address.
func theCalendarHolds(t *testing.T, owner *tab, d *desk, ref string) string {
	t.Helper()
	owner.open(d.base + "/admin/profile")
	address := owner.value(textbox("Address of your calendar"))
	event := eventOf(t, address, ref)
	if !strings.Contains(event, d.base+"/admin/tickets/"+ref) {
		t.Errorf("the calendar does not lead to the ticket:\n%s", event)
	}
	for _, private := range []string{theTopic, "901821"} {
		if strings.Contains(event, private) {
			t.Errorf("the calendar, which leaves the house, says %q:\n%s", private, event)
		}
	}
	return address
}

// eventOf is the event about a ticket, "" if the calendar has none.
func eventOf(t *testing.T, address, ref string) string {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/calendar") {
		t.Fatalf("%s: %s, %v\n%s", address, resp.Status, err, text)
	}
	calendar, err := ical.NewDecoder(strings.NewReader(string(text))).Decode()
	if err != nil {
		t.Fatalf("not a calendar: %v\n%s", err, text)
	}
	for _, event := range calendar.Events() {
		if summary := event.Props.Get(ical.PropSummary); summary != nil && strings.Contains(summary.Value, ref) {
			return string(text)
		}
	}
	return ""
}
