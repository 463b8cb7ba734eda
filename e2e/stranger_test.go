package e2e

import "testing"

// TestAnOwnerSeesWhichSiteMayNotShowThePanelAndAllowsIt: whoever pastes the snippet first and names the site later, or
// names it with another spelling, learns it where the snippet was.
func TestAnOwnerSeesWhichSiteMayNotShowThePanelAndAllowsIt(t *testing.T) {
	t.Parallel()
	h := hostSite(t)
	d := start(t)
	h.embed(snippetFor(d.base))
	owner := becomeOwner(t, d)
	visitor := way{}.visit(t)
	visitor.excuse = "frame-ancestors" // that is the point
	visitor.open(h.origin)
	visitor.click(button("Help"))
	visitor.seeInLauncher("No connection")

	owner.open(d.base + "/admin/snippet")
	owner.see(h.origin + " asked for the panel and may not show it.")
	owner.open(d.base + "/admin/settings")
	owner.see(h.origin + " asked for the panel (")
	owner.click(button("Allow " + h.origin + " and save"))
	owner.wait(`document.querySelector("[name=origins]").value === ` + quote(h.origin))
	owner.open(d.base + "/admin/settings")
	owner.wait(`!document.body.innerText.includes("asked for the panel")`)

	visitor.open(h.origin)
	visitor.click(button("Help"))
	visitor.panel(d).find(textbox("Your question"))
}
