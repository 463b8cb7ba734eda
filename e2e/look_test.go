package e2e

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"deskbell/widget"
)

//go:embed look.js
var look string

// complaints are what one of the looks of look.js has to say.
func (tb *tab) complaints(call string) []string {
	tb.t.Helper()
	return eval[[]string](tb, looks()+"."+call)
}

func looks() string { return strings.TrimSpace(look[strings.Index(look, "({"):]) }

// mustBeFine asks them all at once: each way to the browser and back takes its time.
func (tb *tab) mustBeFine(t *testing.T, when string, calls ...string) {
	t.Helper()
	all := "((look) => [...look." + strings.Join(calls, ", ...look.") + "])(" + looks() + ")"
	for _, complaint := range eval[[]string](tb, all) {
		t.Errorf("%s: %s", when, complaint)
	}
}

// mustSuitAThumb: 44 CSS pixels for what is pressed, 24 for a link that stands alone. The keyboard goes, the focus stays.
func (o *tour) mustSuitAThumb(t *testing.T, s widget.State, _ controlPlaces) {
	t.Helper()
	o.mustHoldFocus(t, s)
	o.tab.mustBeFine(t, "on a phone", "targets(44, 24)", "moving()", "tongues()")
	o.mustPassAxe(t)
	o.mustBearLargeType(t)
}

// mustBearLargeType: at 200 % of the type alone (WCAG 1.4.4) nothing is beside a phone's screen.
func (o *tour) mustBearLargeType(t *testing.T) {
	t.Helper()
	eval[bool](o.tab, fmt.Sprintf("(%s)(%s)", addStyle, quote("html { font-size: 200%; }")))
	o.tab.mustBeFine(t, "with type of 200 %", "sideways()")
	eval[bool](o.tab, "(document.adoptedStyleSheets = [], true)")
}

// mustSuitEverybody looks at a state on a large screen: for the eye, the keyboard, assistive technology, and at 400 %.
func (o *tour) mustSuitEverybody(t *testing.T, s widget.State, _ controlPlaces) {
	t.Helper()
	o.tab.mustBeFine(t, "on a desktop", "targets(24, 24)", "clipped()", "moving()", "tongues()", "purposes()")
	o.mustHoldFocus(t, s)
	o.mustLookAlike(t, s)
	o.mustBeWalkedByTab(t)
	o.mustFlow(t)
}

// mustHoldFocus: whoever pressed something is somewhere afterwards, not at the start of the page.
func (o *tour) mustHoldFocus(t *testing.T, s widget.State) {
	t.Helper()
	if isPressedFor(s) && o.held == "" {
		t.Error("the last step loses the focus")
	}
}

// mustBeWalkedByTab presses Tab from the start until the page is through, and looks at each stop.
func (o *tour) mustBeWalkedByTab(t *testing.T) {
	t.Helper()
	tb := o.tab
	tb.toStart()
	stops := eval[int](tb, looks()+".startWalk()")
	through := false
	for range stops + 10 { // more are parts that can be scrolled
		tb.mustDo(pressing(kb.Tab))
		at := eval[*[]string](tb, looks()+".stop()")
		if through = at == nil; through {
			break
		}
		for _, complaint := range *at {
			t.Error(complaint)
		}
	}
	if !through {
		t.Error("Tab does not lead out of the page")
	}
	for _, complaint := range tb.complaints("notReached()") {
		t.Error(complaint)
	}
}

// zoomed is a window of 1280×1024 at 400 %.
var zoomed = viewport{"400 %", 320, 256, false}

// mustFlow: at 400 %, and with the spacing of WCAG 1.4.12 on top, all is there, in one column.
func (o *tour) mustFlow(t *testing.T) {
	t.Helper()
	o.sizedAs(zoomed, func() {
		eval[bool](o.tab, "(scrollTo({ top: 0, behavior: 'instant' }), true)")
		o.tab.mustBeFine(t, "at 400 %", "sideways()", "clipped()")
		if p := o.tab.place(t); !p.Inside || p.Covered != "" {
			t.Errorf("at 400 %% the control is not to be seen: %+v", p)
		}
		eval[bool](o.tab, fmt.Sprintf("(%s)(%s)", addStyle, quote(wideSpacing)))
		o.tab.mustBeFine(t, "at 400 % and widely spaced", "sideways()", "clipped()")
	})
	o.tab.mustBeFine(t, "widely spaced", "sideways()", "clipped()")
	eval[bool](o.tab, "(document.adoptedStyleSheets = [], true)")
}

// wideSpacing is what WCAG 1.4.12 asks a page to bear.
const wideSpacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
	p { margin-block-end: 2em !important; }`

const addStyle = `(css) => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(css);
	document.adoptedStyleSheets = [sheet];
	return true;
}`
