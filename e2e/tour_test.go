package e2e

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"deskbell/widget"
	"deskbell/words"
)

// tour is a visit to all states of the panel in one way, in one tab. Languages and themes, if there are several, are
// spread over the states.
type tour struct {
	name string
	way
	langs  []string       // of the panel, none for English
	themes []string       // none for light
	only   *regexp.Regexp // names of the states to visit, nil for all
	desks  *desks
	tab    *tab
	at     int    // place of the present state in the list
	lang   string // of the present state, "" for English
	held   string // what has the focus after the last step, "" for nothing
}

// visitAll goes to each state that there is in this way, a test each, and does there what do does.
func (o *tour) visitAll(t *testing.T, do func(t *testing.T, s widget.State)) {
	o.desks, o.tab = newDesks(t), o.visit(t)
	o.tab.emulate("light")
	o.tab.inFront()
	for at, s := range widget.States {
		if s.Where != widget.Panel || s.Script && o.noScript || o.only != nil && !o.only.MatchString(s.Name) {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			o.tab.in(t, func() {
				o.choose(at)
				o.stay(s, func() { do(t, s) })
			})
		})
	}
}

func (o *tour) choose(at int) {
	o.at = at
	if n := len(o.langs); n > 0 {
		o.lang = o.langs[at%n]
		at /= n
	}
	if n := len(o.themes); n > 0 {
		o.tab.emulate(o.themes[at%n])
	}
}

// stay goes to a state, and takes back afterwards what its way changed in the browser.
func (o *tour) stay(s widget.State, do func()) {
	if s.Needs == widget.NoStorage {
		defer o.tab.inEveryPage(blockStorage)()
	}
	defer o.forget(o.desks.of(s.Needs), s.Needs != widget.NoStorage)
	o.reach(s)
	do()
}

// forget leaves the page before the connection is back, so that nothing that waits is sent, and then lets go of what
// the page has kept as it went.
func (o *tour) forget(d *desk, stored bool) {
	o.tab.open("about:blank")
	o.tab.connected(online)
	if stored {
		o.tab.open(d.base + "/healthz")
		eval[bool](o.tab, "(sessionStorage.clear(), true)")
	}
}

const blockStorage = `Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("", "SecurityError"); } })`

// inEveryPage runs a script at the beginning of each page, until it is taken back.
func (tb *tab) inEveryPage(script string) (takeBack func()) {
	tb.t.Helper()
	added, err := chromedp.Call(tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	if err != nil {
		tb.t.Fatal(err)
	}
	return func() {
		tb.call("Page.removeScriptToEvaluateOnNewDocument", map[string]any{"identifier": added.Identifier})
	}
}

// connection is what the browser is made to believe of its network.
type connection struct {
	Offline    bool    `json:"offline"`
	Latency    float64 `json:"latency"` // ms
	Downstream float64 `json:"downloadThroughput"`
	Upstream   float64 `json:"uploadThroughput"`
}

var (
	online = connection{Downstream: -1, Upstream: -1}
	cutOff = connection{Offline: true, Downstream: -1, Upstream: -1}
	anAge  = connection{Latency: 60_000, Downstream: -1, Upstream: -1}
)

func (tb *tab) connected(c connection) {
	tb.t.Helper()
	tb.call("Network.emulateNetworkConditions", c)
}

// reach goes the way to a state.
func (o *tour) reach(s widget.State) {
	tb, d := o.tab, o.desks.of(s.Needs)
	tb.open(d.base + o.inLanguage(s.Path))
	for _, step := range s.Steps {
		o.happen(step.Meanwhile, d)
		for field, value := range step.Fill {
			eval[bool](tb, fmt.Sprintf("(%s)(%s, %s)", fillField, quote(field), quote(value)))
		}
		if step.Open != "" {
			o.unfold(step.Open)
		}
		if step.Press != "" {
			o.press(step.Press, step.Meanwhile != widget.AnswersTakeAge)
		}
		if step.Visit != "" {
			tb.open("about:blank") // an address that differs by its fragment alone would not be opened
			tb.open(d.base + o.inLanguage(step.Visit))
		}
	}
	o.awaitState(s)
	_ = within(patient, func() error { // it comes a moment later, if what had it is gone
		o.held = eval[string](tb, `document.activeElement === document.body ? "" : document.activeElement?.localName ?? ""`)
		if isPressedFor(s) && !o.noScript && o.held == "" {
			return errors.New("nothing has the focus")
		}
		return nil
	})
}

// isPressedFor reports whether something is pressed on the last page that leads to a state: then something has the focus.
func isPressedFor(s widget.State) bool {
	pressed := false
	for _, step := range s.Steps {
		pressed = step.Visit == "" && (pressed || step.Press != "")
	}
	return pressed
}

func (o *tour) awaitState(s widget.State) {
	o.tab.wait(fmt.Sprintf("(%s)(%s)", isOnScreen, quote(s.Screen)))
	if s.Shows != "" {
		o.tab.wait(fmt.Sprintf("document.querySelector(%s)?.checkVisibility()", quote(s.Shows)))
	}
	if s.Says != "" {
		o.tab.see(words.In(o.lang).T(s.Says))
	}
}

func (o *tour) inLanguage(path string) string {
	if o.lang == "" {
		return path
	}
	path, fragment, cut := strings.Cut(path, "#")
	mark := "?"
	if strings.Contains(path, "?") {
		mark = "&"
	}
	path += mark + "lang=" + o.lang
	if cut { // else a mark alone: the same address again would not be opened anew
		path += "#" + fragment
	}
	return path
}

func (o *tour) happen(event widget.Event, d *desk) {
	switch event {
	case widget.ConnectionLost:
		o.tab.connected(cutOff)
	case widget.AnswersTakeAge:
		o.tab.connected(anAge)
	default:
		o.desks.happen(o.tab.t, event, d, o.tab.text())
	}
}

// With JavaScript an error is shown above the step that met it.
const isOnScreen = `(name) => document.querySelector("main").dataset.screen === name ||
	name === "failed" && document.querySelector("main [data-problem]") !== null`

const fillField = `(name, value) => {
	const fields = [...document.getElementsByName(name)].filter(f => f.type !== "hidden");
	const field = fields.find(f => f.type !== "radio" || f.value === value);
	field.focus();
	if (field.type === "radio") field.checked = true;
	else if (field.type === "checkbox") field.checked = value === "on";
	else field.value = value;
	for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
	return true;
}`

// unfold opens what a summary folds, unless it is open.
func (o *tour) unfold(summary string) {
	if eval[bool](o.tab, fmt.Sprintf("document.querySelector(%s).parentElement.open", quote(summary))) {
		return
	}
	o.clickAtFirst(summary)
	o.tab.wait(fmt.Sprintf("document.querySelector(%s).parentElement.open", quote(summary)))
}

// press clicks and waits for what comes of it: a new page, or the end of the step.
func (o *tour) press(selector string, ends bool) {
	eval[bool](o.tab, "window.before = true")
	o.clickAtFirst(selector)
	switch {
	case o.noScript:
		o.tab.wait(`!window.before && document.readyState === "complete" && document.querySelector("main") !== null`)
	case ends:
		o.tab.wait(`document.readyState === "complete" && document.querySelector("main").getAttribute("aria-busy") !== "true"`)
	}
}

// clickAtFirst presses once more where a live update has moved the element away from under the finger.
func (o *tour) clickAtFirst(selector string) {
	tb := o.tab
	for range 3 {
		at := eval[*[2]float64](tb, fmt.Sprintf("(%s)(%s)", bringIntoView, quote(selector)))
		if at == nil {
			tb.t.Fatalf("nothing to press at %s\n%s", selector, tb.text())
		}
		if err := tb.clickAt(at[0], at[1], 1); err != nil {
			tb.t.Fatal(err)
		}
		missed, err := chromedp.Run(tb.ctx, chromedp.Evaluate[bool]("window.hit === false"))
		if o.noScript || err != nil || !missed { // without scripts nobody can tell; an error is another page
			return
		}
	}
}

const bringIntoView = `(selector) => {
	for (const e of document.querySelectorAll(selector)) {
		const within = e.matches("summary") ? e.parentElement.parentElement : e;
		for (let d = within.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
		if (!e.checkVisibility()) continue;
		e.scrollIntoView({ block: "center", behavior: "instant" });
		const r = e.getBoundingClientRect();
		window.hit = false;
		e.addEventListener("click", () => { window.hit = true; }, { capture: true, once: true });
		return [r.x + r.width / 2, r.y + r.height / 2];
	}
	return null;
}`

// sizedAs looks at the same page in another view.
func (o *tour) sizedAs(v viewport, do func()) {
	before := o.way
	o.view = v
	o.tab.mustDo(o.sized())
	do()
	o.way = before
	o.tab.mustDo(o.sized())
}

// inFront makes the tab one that is used, though others are beside it: else there are no events of focus. It is in
// Berlin, as the desk is.
func (tb *tab) inFront() {
	tb.t.Helper()
	tb.call("Emulation.setFocusEmulationEnabled", map[string]bool{"enabled": true})
	tb.call("Emulation.setTimezoneOverride", map[string]string{"timezoneId": "Europe/Berlin"})
}

// emulate sets the theme: light, dark, or forced for the system's own colours. Motion is reduced, so that what moves
// in is there at once.
func (tb *tab) emulate(theme string) {
	tb.t.Helper()
	forced, scheme := "none", theme
	if theme == "forced" {
		forced, scheme = "active", "dark"
	}
	tb.call("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{
		{"name": "prefers-color-scheme", "value": scheme},
		{"name": "forced-colors", "value": forced},
		{"name": "prefers-reduced-motion", "value": "reduce"},
	}})
}
