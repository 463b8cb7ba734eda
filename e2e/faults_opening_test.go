package e2e

import (
	"strings"
	"testing"
)

// TestPromise1_BeforeItOpensALostDeskShowsTheContact meets the first click with each fault. The launcher shows the
// owner's address and telephone, and opens the panel when the way is good again.
func TestPromise1_BeforeItOpensALostDeskShowsTheContact(t *testing.T) {
	t.Parallel()
	d, h := hosted(t)
	for name, c := range map[string]struct {
		path  string
		fault fault
	}{
		"nobody listens":              {"/", refused},
		"no answer comes":             {"/", mute},
		"the panel does not come":     {"/help", mute},
		"502 for the panel":           {"/help", says(502, 0)},
		"half the panel":              {"/help", half},
		"503 for the panel's script":  {"/static/panel", says(503, 1)},
		"another page, as in a hotel": {"/help", says(200, 0)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := badWayTo(t, d)
			tb := way{proxy: p.address}.visit(t)
			tb.open(h.origin)
			tb.find(button("Help"))
			p.fail(c.path, -1, c.fault)
			tb.click(button("Help"))
			tb.seeInLauncher("No connection")
			tb.mustLinkTo(link(ownersMail), "mailto:"+ownersMail)
			tb.mustLinkTo(link(ownersPhone), "tel:+4930901820")
			p.heal()
			tb.open(h.origin)
			tb.click(button("Help"))
			tb.panel(d).find(textbox("Your question"))
		})
	}
}

func TestALauncherThatLostTheDeskOpensItOnceItIsBack(t *testing.T) {
	t.Parallel()
	d, h := hosted(t)
	p := badWayTo(t, d)
	tb := way{proxy: p.address}.visit(t)
	tb.open(h.origin)
	tb.find(button("Help"))
	p.fail("/", -1, refused)
	tb.click(button("Help"))
	tb.seeInLauncher("No connection")
	p.heal()
	tb.click(button("Help"))
	tb.panel(d).find(textbox("Your question"))
}

// A panel whose browser keeps nothing works in its page, through an interruption too.
func TestWithStorageBlockedAStepStillArrivesOnce(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.tab.inEveryPage(blockStorage)
	v.atTheForm("The heating is cold.")
	v.way.fail("/help/person", -1, unanswered)
	v.tab.click(button("Send"))
	v.tab.see("sent by itself")
	v.mustKeep(t, textbox("Your message"), "The heating is cold.")
	v.way.heal()
	v.tab.see("We have it.")
	v.tab.see("Your browser keeps nothing for this page.")
	v.tab.click(button("Open your request"))
	v.tab.see("The heating is cold.")
	v.mustCount(t, "tickets", 1)
}

func TestASiteWhoseStorageIsBlockedOpensThePanel(t *testing.T) {
	t.Parallel()
	d, h := hosted(t)
	tb := way{}.visit(t)
	tb.inEveryPage(blockStorage)
	tb.open(h.origin)
	tb.click(button("Reach a person"))
	panel := tb.panel(d)
	panel.sendHere("Is there a cot?")
	panel.click(button("Open your request"))
	panel.see("Is there a cot?")
}

// What a site's policy forbids leaves a way to a person.
func TestASiteThatForbidsTheFrameOrTheScriptKeepsAWayToAPerson(t *testing.T) {
	t.Parallel()
	d := start(t, "--site", "http://localhost:*")
	for name, c := range map[string]struct {
		policy string
		sees   func(*tab)
	}{
		"the frame": {"frame-src 'none'", func(tb *tab) {
			tb.click(button("Help"))
			tb.seeInLauncher("No connection")
			tb.mustLinkTo(link(ownersPhone), "tel:+4930901820")
			tb.mustLinkTo(link(ownersMail), "mailto:"+ownersMail)
		}},
		"the script": {"script-src 'none'", func(tb *tab) {
			tb.wait(noLauncher)
			tb.mustLinkTo(link("Reach a person"), "mailto:"+ownersMail)
			tb.click(link("Help"))
			tb.find(textbox("Your question"))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tb := way{}.visit(t)
			tb.excuse = "Content Security Policy"
			h := hostSite(t)
			h.embed(snippetFor(d.base))
			policy := `<meta http-equiv="Content-Security-Policy" content="` + c.policy + `">`
			h.html.Store(strings.Replace(h.html.Load().(string), "<title>", policy+"<title>", 1))
			tb.open(h.origin)
			c.sees(tb)
		})
	}
}
