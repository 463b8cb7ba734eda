package e2e

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"deskbell/widget"
	"deskbell/words"
)

// TestPromise1_APersonIsOneActionAwayOnEveryScreen visits every state that the panel can be in, as a visitor comes
// to it. The visits with JavaScript also look at what every state owes those who use it without a mouse, without
// sight, or at another size; languages and themes are spread over the states of the one on a phone.
func TestPromise1_APersonIsOneActionAwayOnEveryScreen(t *testing.T) {
	chromium.launched(t)
	axeSource(t)
	looks := map[*tour]func(*tour, *testing.T, widget.State, controlPlaces){
		{name: "phone", way: way{view: phone}, langs: spreadLanguages(), themes: themes}: (*tour).mustSuitAThumb,
		{name: "desktop", way: way{view: desktop}}:                                       (*tour).mustSuitEverybody,
		{name: "without JavaScript", way: way{view: phone, noScript: true}}:              (*tour).mustSuitADesktopToo,
	}
	for o, look := range looks {
		t.Run(o.name, func(t *testing.T) {
			t.Parallel()
			places := controlPlaces{}
			o.visitAll(t, func(t *testing.T, s widget.State) {
				look(o, t, s, places)
				o.mustReachAPerson(t, places)
			})
		})
	}
}

// controlPlaces are where the control was on the first screen, by view and by what it is called.
type controlPlaces map[string]place

// mustSuitADesktopToo looks at the same page at another size.
func (o *tour) mustSuitADesktopToo(t *testing.T, _ widget.State, places controlPlaces) {
	t.Helper()
	o.sizedAs(desktop, func() { o.mustReachAPerson(t, places) })
}

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
		Aside: document.documentElement.scrollWidth > document.documentElement.clientWidth,
	};
}`

func (o *tour) mustReachAPerson(t *testing.T, places controlPlaces) {
	t.Helper()
	rest := o.lookAtControl(t, "at rest")
	way := o.view.name + " " + o.tab.control()
	if _, ok := places[way]; !ok {
		places[way] = rest
	}
	if first := places[way]; !rest.near(first) {
		t.Errorf("the control is at %.0f,%.0f and was at %.0f,%.0f on the first screen", rest.X, rest.Y, first.X, first.Y)
	}
	eval[bool](o.tab, `(scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }), true)`)
	if end := o.lookAtControl(t, "at the end of the page"); !end.near(rest) {
		t.Errorf("scrolled to the end, the control is at %.0f,%.0f and was at %.0f,%.0f", end.X, end.Y, rest.X, rest.Y)
	}
	o.mustBeReachedByKeyboard(t)
}

func (o *tour) lookAtControl(t *testing.T, when string) place {
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

// control is what it is called in the language of the page.
func (tb *tab) control() string {
	tb.t.Helper()
	return words.In(eval[string](tb, "document.documentElement.lang")).T("widget.person")
}

// place finds the control.
func (tb *tab) place(t *testing.T) place {
	t.Helper()
	var p place
	name := tb.control()
	if err := json.Unmarshal(eval[[]byte](tb, fmt.Sprintf("(%s)(%s)", findControl, quote(name))), &p); err != nil {
		t.Fatal(err)
	}
	if p.Missing {
		t.Fatalf("there is no %q\n%s", name, tb.text())
	}
	return p
}

func (p place) near(q place) bool { return math.Abs(p.X-q.X) <= 2 && math.Abs(p.Y-q.Y) <= 2 }

// mustBeReachedByKeyboard presses Tab from the start of the page.
func (o *tour) mustBeReachedByKeyboard(t *testing.T) {
	t.Helper()
	const enough = 3
	name := o.tab.control()
	o.tab.toStart()
	for range enough {
		o.tab.mustDo(pressing(kb.Tab))
		if eval[string](o.tab, "document.activeElement.textContent.trim()") == name {
			return
		}
	}
	t.Errorf("%d times Tab from the start of the page does not reach the control", enough)
}

// toStart puts the focus before all that can have it, as a press there does: what was to have it in a moment has it no more.
func (tb *tab) toStart() {
	eval[bool](tb, `(document.dispatchEvent(new PointerEvent("pointerdown")), document.body.tabIndex = -1, document.body.focus(), document.body.removeAttribute("tabindex"), true)`)
}
