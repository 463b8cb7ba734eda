package e2e

import "testing"

// refusing lets the panel's page take no focus until its window hears an event of a type. Safari does so to a frame of another site until
// the visitor has done something in it, Firefox while it does not show the frame yet.
func (tb *tab) refusing(until string) {
	tb.t.Helper()
	eval[bool](tb, `(() => {
		const given = HTMLElement.prototype.focus;
		document.activeElement.blur();
		HTMLElement.prototype.focus = () => {};
		addEventListener(`+quote(until)+`, () => HTMLElement.prototype.focus = given, { capture: true, once: true });
		return true;
	})()`)
}

const nowhere = `document.activeElement === document.body`

// reopened closes the panel and opens it again, with a page that takes no focus until an event.
func reopened(t *testing.T, until string) (panel *tab) {
	t.Helper()
	d, h := hosted(t)
	page := way{}.visit(t)
	page.open(h.origin)
	page.click(button("Help"))
	panel = page.panel(d)
	panel.wait(inTheField)
	panel.click(button("Close"))
	page.wait("!" + panelOnTop)
	panel.refusing(until)
	page.click(button("Help"))
	page.wait(panelOnTop)
	return panel
}

func TestPanel_TheFirstKeyGoesIntoTheFieldThatCouldNotHaveTheFocus(t *testing.T) {
	t.Parallel()
	panel := reopened(t, "keydown")
	panel.wait(nowhere)
	panel.key("cot")
	if typed := panel.value(textbox("Your question")); typed != "cot" {
		t.Errorf("the field holds %q, want what was typed", typed)
	}
}

func TestPanel_TheFieldHasTheFocusOnceTheFrameHasIt(t *testing.T) {
	t.Parallel()
	panel := reopened(t, "shown")
	panel.wait(nowhere)
	eval[bool](panel, `dispatchEvent(new Event("shown")) && dispatchEvent(new Event("focus"))`)
	panel.wait(inTheField)
}

func TestPanel_WhoHasDoneSomethingInItIsLeftThere(t *testing.T) {
	t.Parallel()
	panel := reopened(t, "pointerdown")
	panel.wait(nowhere)
	eval[bool](panel, `document.querySelector(".head").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }))`)
	panel.key("c")
	panel.wait(nowhere)
	if typed := panel.value(textbox("Your question")); typed != "" {
		t.Errorf("the field holds %q: the focus was taken", typed)
	}
}

// The field gets the focus a moment after the panel was opened, so that screen readers notice it.
func TestPanel_WhatIsTypedBeforeTheFieldHasTheFocusStandsInIt(t *testing.T) {
	t.Parallel()
	d, h := hosted(t)
	page := way{}.visit(t)
	page.open(h.origin)
	page.click(button("Help"))
	panel := page.panel(d)
	panel.wait(inTheField)
	page.click(button("Help"))
	page.wait("!" + panelOnTop)
	eval[bool](panel, `(document.activeElement.blur(), window.setTimeout = () => 0, true)`) // the moment never ends
	page.click(button("Help"))
	page.wait(panelOnTop)
	panel.wait(nowhere)
	panel.key("cot")
	if typed := panel.value(textbox("Your question")); typed != "cot" {
		t.Errorf("the field holds %q, want what was typed", typed)
	}
}
