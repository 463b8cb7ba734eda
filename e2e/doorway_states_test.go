package e2e

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"deskbell/widget"
)

// TestPromise1_APersonIsOneActionAwayInEveryStateOfTheLauncher visits each, on a phone and on a desktop, and looks at
// what it owes everybody: size, keyboard, rules, and what assistive technology is told.
func TestPromise1_APersonIsOneActionAwayInEveryStateOfTheLauncher(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	axeSource(t)
	for _, view := range []viewport{desktop, phone} {
		t.Run(view.name, func(t *testing.T) {
			t.Parallel()
			w := comeBy(t, view, "en")
			w.visitAll(t, func(t *testing.T, s widget.State) {
				w.mustLeadToAPerson(t)
				golden(t, filepath.Join("ax", fileName(s.Name+" "+view.name)+".txt"), w.tab.outline())
				w.sizedAs(zoomed, func() { w.mustLeadToAPerson(t) })
				w.tab.wait(atItsSize)
				for _, theme := range themes {
					w.tab.emulate(theme)
					w.tab.mustPassAxe(t)
					w.mustBeWalkedByTab(t, theme)
				}
				w.tab.emulate("light")
			})
		})
	}
}

// atItsSize: the sheet has become, or is no longer, a dialog over the page.
const atItsSize = `(() => {
	const bar = document.querySelector("deskbell-launcher").shadowRoot.querySelector(".bar"), sheet = bar.parentNode.querySelector(".sheet");
	if (!sheet?.checkVisibility()) return true;
	const over = getComputedStyle(sheet).position === "fixed";
	return bar.inert === over && (!over || Math.abs(sheet.getBoundingClientRect().height - innerHeight) < 1);
})()`

func (w *doorway) mustLeadToAPerson(t *testing.T) {
	t.Helper()
	least := 24
	if w.view.phone {
		least = 44
	}
	w.tab.wait(atItsSize)
	w.tab.mustBeFine(t, "in "+w.view.name, fmt.Sprintf("controls(%d)", least), "sideways()")
	switch {
	case w.panel == nil && len(w.tab.complaints("ways()")) == 0:
		t.Errorf("in %s: nothing in the launcher leads to a person", w.view.name)
	case w.panel != nil:
		control := w.panel.place(t)
		if !control.Shown || !control.Inside || control.Covered != "" {
			t.Errorf("in %s: the control in the frame is not to be seen: %+v", w.view.name, control)
		}
		w.tab.wait(fmt.Sprintf("(%s)(%f, %f)", frameIsOnTopAt, control.X+control.Width/2, control.Y+control.Height/2))
	}
}

// mustBeWalkedByTab presses Tab until all of the launcher had the focus, and could be seen to have it.
func (w *doorway) mustBeWalkedByTab(t *testing.T, theme string) {
	t.Helper()
	w.toPage()
	eval[bool](w.tab, "("+looks()+".startLauncherWalk(), true)")
	const enough = 16 // what can be used in page and launcher, and around
	for range enough {
		w.tab.mustDo(pressing(kb.Tab))
	}
	_ = within(patient, func() error { return nothingIn(w.tab.complaints("launcherWalk()")) })
	w.tab.mustBeFine(t, theme, "launcherWalk()")
}

func nothingIn(complaints []string) error {
	if len(complaints) > 0 {
		return errors.New(complaints[0])
	}
	return nil
}

// toPage puts the focus at the start of the owner's page, or of the document if a dialog is over it.
func (w *doorway) toPage() {
	eval[bool](w.tab, "(document.activeElement.blur(), true)")
	w.tab.toStart()
}

// TestTheLauncherGivesTheFocusBack opens the panel by keyboard from each place that can, and closes it by Escape and
// by its button.
func TestTheLauncherGivesTheFocusBack(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	for _, view := range []viewport{desktop, phone} {
		t.Run(view.name, func(t *testing.T) {
			t.Parallel()
			w := comeBy(t, view, "en")
			w.arrive()
			for _, opener := range []string{"Help", "Reach a person", "Any questions?"} {
				t.Run(opener, func(t *testing.T) {
					w.tab.in(t, func() {
						w.tabTo(opener)
						w.openByEnter(opener)
						w.tab.mustDo(pressing(kb.Escape)) // it goes to the frame that has the focus
						w.mustHaveFocusAgain(t, opener)
						w.openByEnter(opener)
						w.closeByButton(t)
						w.mustHaveFocusAgain(t, opener)
					})
				})
			}
		})
	}
}

// focused is what has the focus, in the launcher too.
const focused = `(document.activeElement.shadowRoot?.activeElement ?? document.activeElement)`

func (w *doorway) tabTo(opener string) {
	w.tab.t.Helper()
	w.toPage()
	for range 8 {
		w.tab.mustDo(pressing(kb.Tab))
		if eval[bool](w.tab, focused+".textContent === "+quote(opener)) {
			return
		}
	}
	w.tab.t.Fatalf("Tab does not reach %q", opener)
}

func (w *doorway) openByEnter(opener string) {
	w.tab.t.Helper()
	w.tab.mustDo(pressing(kb.Enter))
	w.panel = w.tab.panel(w.desk)
	w.tab.wait(focused + `.localName === "iframe"`)
	w.panel.wait(`document.activeElement !== document.body`)
	if opener == "Reach a person" {
		w.panel.wait(onScreen(widget.ScreenPerson) + ` && document.activeElement.id === "form-title"`)
	}
}

func (w *doorway) mustHaveFocusAgain(t *testing.T, opener string) {
	t.Helper()
	w.tab.wait("!" + panelOnTop)
	w.tab.wait(focused + ".textContent === " + quote(opener))
	if !eval[bool](w.tab, focused+`.matches(":focus-visible")`) {
		t.Errorf("%q has the focus again and does not show it", opener)
	}
}

// closeByButton walks to the button in the panel.
func (w *doorway) closeByButton(t *testing.T) {
	t.Helper()
	for range 40 {
		w.tab.mustDo(shiftTab)
		if eval[string](w.panel, "document.activeElement.id") == "close" {
			w.tab.mustDo(pressing(kb.Enter))
			return
		}
	}
	t.Fatal("Tab does not reach the button that closes")
}

var shiftTab = pressing(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift))

// TestTabLeavesThePanel at both of its ends: behind it is the end of the document, before it on a desktop what the
// page has. On a phone the panel is a dialog over the page, which Tab does not reach.
func TestTabLeavesThePanel(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	for _, view := range []viewport{desktop, phone} {
		t.Run(view.name, func(t *testing.T) {
			t.Parallel()
			w := comeBy(t, view, "en")
			w.arrive()
			w.tabTo("Help")
			w.openByEnter("Help")
			stops := eval[int](w.panel, looks()+".startWalk()")
			if !w.passes(pressing(kb.Tab), stops+1)["nothing"] {
				t.Error("Tab does not come to the end of the document")
			}
			w.closeByButton(t)
			w.tabTo("Help")
			w.openByEnter("Help")
			passed := w.passes(shiftTab, stops+6) // page and launcher have four
			for _, at := range []string{"the page", "the launcher"} {
				if passed[at] == view.phone {
					t.Errorf("Tab backwards reaches %s: %v", at, passed[at])
				}
			}
		})
	}
}

// passes presses a key some times and says where the focus has been.
func (w *doorway) passes(key chromedp.Action[chromedp.Void], times int) map[string]bool {
	passed := map[string]bool{}
	for range times {
		w.tab.mustDo(key)
		passed[where(w.tab)] = true
	}
	return passed
}

// where says what holds the focus.
func where(tb *tab) string {
	tb.t.Helper()
	return eval[string](tb, `document.activeElement === document.body ? "nothing" :
		document.activeElement.localName !== "deskbell-launcher" ? "the page" :
		document.activeElement.shadowRoot.activeElement?.localName === "iframe" ? "the panel" : "the launcher"`)
}
