package e2e

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"deskbell/widget"
)

// TestPromise1_APersonIsOneActionAwayOnEveryScreen visits every state that the panel can be
// in, as a visitor comes to it.
func TestPromise1_APersonIsOneActionAwayOnEveryScreen(t *testing.T) {
	chromium.launched(t)
	for _, view := range []viewport{phone, desktop} {
		for _, noScript := range []bool{false, true} {
			name := view.name + " with JavaScript"
			if noScript {
				name = view.name + " without JavaScript"
			}
			t.Run(name, func(t *testing.T) { tour{way: way{view: view, noScript: noScript}}.make(t) })
		}
	}
}

// tour is a visit to all screens in one way, where the control has one place.
type tour struct {
	way
	desks *desks
	tab   *tab
	place *place // of the control on the first screen
}

func (o tour) make(t *testing.T) {
	t.Parallel()
	o.desks, o.tab = newDesks(t), o.way.visit(t)
	for _, s := range widget.States {
		t.Run(s.Name, func(t *testing.T) {
			o.tab.in(t, func() {
				d := o.desks.of(s.Needs)
				o.reach(s, d)
				o.mustReachAPerson(t)
				eval[bool](o.tab, "(sessionStorage.clear(), true)")
			})
		})
	}
}

// reach goes the way to a state.
func (o *tour) reach(s widget.State, d *desk) {
	tb := o.tab
	tb.open(d.base + s.Path)
	for _, step := range s.Steps {
		o.desks.happen(tb.t, step.Meanwhile, d, tb.text())
		for field, value := range step.Fill {
			eval[bool](tb, fmt.Sprintf("(%s)(%s, %s)", fillField, quote(field), quote(value)))
		}
		o.press(step.Press)
	}
	tb.wait(fmt.Sprintf("(%s)(%s)", isOnScreen, quote(s.Screen)))
}

// With JavaScript an error is shown above the step that met it.
const isOnScreen = `(name) => document.querySelector("main").dataset.screen === name ||
	name === "failed" && document.querySelector("main [data-problem]") !== null`

const fillField = `(name, value) => {
	const fields = [...document.getElementsByName(name)].filter(f => f.type !== "hidden");
	const field = fields.find(f => f.type !== "radio" || f.value === value);
	if (field.type === "radio") field.checked = true;
	else if (field.type === "checkbox") field.checked = value === "on";
	else field.value = value;
	for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
	return true;
}`

// press clicks and waits for what comes of it: a new page, or the end of the step.
func (o *tour) press(selector string) {
	tb := o.tab
	at := eval[*[2]float64](tb, fmt.Sprintf("(%s)(%s)", bringIntoView, quote(selector)))
	if at == nil {
		tb.t.Fatalf("nothing to press at %s\n%s", selector, tb.text())
	}
	eval[bool](tb, "window.before = true")
	if err := tb.clickAt(at[0], at[1], 1); err != nil {
		tb.t.Fatal(err)
	}
	if o.noScript {
		tb.wait(`!window.before && document.readyState === "complete" && document.querySelector("main") !== null`)
	} else {
		tb.wait(`document.readyState === "complete" && document.querySelector("main").getAttribute("aria-busy") !== "true"`)
	}
}

const bringIntoView = `(selector) => {
	for (const e of document.querySelectorAll(selector)) {
		for (let d = e.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
		if (!e.checkVisibility()) continue;
		e.scrollIntoView({ block: "center", behavior: "instant" });
		const r = e.getBoundingClientRect();
		return [r.x + r.width / 2, r.y + r.height / 2];
	}
	return null;
}`

// place is where the control is in the window, and what can be said of it there. A screen
// may offer the person a second time: the first one counts.
type place struct {
	Missing       bool
	X, Y          float64
	Width, Height float64
	Shown         bool // not hidden by a style
	Inside        bool // the whole of it is in the window
	Covered       string
	Aside         bool // the page can be scrolled sideways
}

const findControl = `(name) => {
	const e = [...document.querySelectorAll("a, button")].find(e => e.textContent.trim() === name);
	if (!e) return { Missing: true };
	const r = e.getBoundingClientRect(), top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
	return {
		X: r.x, Y: r.y, Width: r.width, Height: r.height,
		Shown: e.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
		Inside: r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight,
		Covered: e.contains(top) ? "" : top ? top.outerHTML.slice(0, 80) : "nothing is there",
		Aside: document.documentElement.scrollWidth > innerWidth,
	};
}`

func (o *tour) mustReachAPerson(t *testing.T) {
	t.Helper()
	rest := o.look(t, "at rest")
	if o.place == nil {
		o.place = &rest
	}
	if !rest.near(*o.place) {
		t.Errorf("the control is at %.0f,%.0f and was at %.0f,%.0f on the first screen", rest.X, rest.Y, o.place.X, o.place.Y)
	}
	eval[bool](o.tab, `(scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }), true)`)
	if end := o.look(t, "at the end of the page"); !end.near(rest) {
		t.Errorf("scrolled to the end, the control is at %.0f,%.0f and was at %.0f,%.0f", end.X, end.Y, rest.X, rest.Y)
	}
	o.mustBeReachedByKeyboard(t)
}

func (o *tour) look(t *testing.T, when string) place {
	t.Helper()
	p := o.tab.place(t)
	switch {
	case !p.Shown || !p.Inside:
		t.Errorf("%s: the control is not visible: %+v", when, p)
	case p.Covered != "":
		t.Errorf("%s: over the control there is %s", when, p.Covered)
	}
	if p.Height < 24 || p.Width < 24 {
		t.Errorf("%s: the control has %.0f×%.0f CSS pixels: too small for a finger", when, p.Width, p.Height)
	}
	if p.Aside {
		t.Errorf("%s: the page is wider than the window", when)
	}
	return p
}

// place finds the control.
func (tb *tab) place(t *testing.T) place {
	t.Helper()
	var p place
	if err := json.Unmarshal(eval[[]byte](tb, fmt.Sprintf("(%s)(%s)", findControl, quote(theControl.name))), &p); err != nil {
		t.Fatal(err)
	}
	if p.Missing {
		t.Fatalf("there is no %q\n%s", theControl.name, tb.text())
	}
	return p
}

func (p place) near(q place) bool { return math.Abs(p.X-q.X) <= 2 && math.Abs(p.Y-q.Y) <= 2 }

// mustBeReachedByKeyboard presses Tab from the start of the page.
func (o *tour) mustBeReachedByKeyboard(t *testing.T) {
	t.Helper()
	const enough = 3
	eval[bool](o.tab, `(document.body.tabIndex = -1, document.body.focus(), document.body.removeAttribute("tabindex"), true)`)
	for range enough {
		o.tab.mustDo(chromedp.KeyEvent(kb.Tab))
		if eval[string](o.tab, "document.activeElement.textContent.trim()") == theControl.name {
			return
		}
	}
	t.Errorf("%d times Tab from the start of the page does not reach the control", enough)
}
