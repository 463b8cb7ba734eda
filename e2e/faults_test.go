package e2e

import (
	"fmt"
	"strconv"
	"testing"

	"deskbell/site"
	"deskbell/store"
)

// faults are what can be wrong with the way to the desk while a step is sent, and what the visitor is told of it.
var faults = []struct {
	name  string
	fault fault
	says  string
}{
	{"nobody listens", refused, "That did not get through."},
	{"no answer comes", mute, "That did not get through."},
	{"500 by something in between", says(500, 0), "That did not get through."},
	{"502 by something in between", says(502, 0), "That did not get through."},
	{"503 with a time to wait", says(503, 1), "That did not get through."},
	{"429 with a time to wait", says(429, 1), "That did not get through."},
	{"another page, as in a hotel", says(200, 0), "That did not get through."},
	{"done, and the answer is lost", unanswered, "That did not get through."},
	{"done, and half the answer is lost", half, "That did not get through."},
}

// moment is a step of a visitor that a fault can meet.
type moment struct {
	name    string
	begin   func(*wayfarer) // goes where the step is taken
	path    string          // of the step
	field   named           // what the visitor types into
	press   named
	arrived func(tb *tab, text string) // waits until it has got through
	left    func(d *desk) int          // how many it left at the desk, each once
	silent  bool                       // nothing is sent but for showing the next screen, which is not spoken of
}

var moments = []moment{
	{
		name: "reaching a person from the first screen", path: "/help/person", field: textbox("Your question"), press: theControl, silent: true,
		begin:   func(v *wayfarer) { v.tab.open(v.desk.base + "/help?lang=en") },
		arrived: func(tb *tab, text string) { tb.wait(`document.querySelector("#message")?.value === ` + quote(text)) },
	},
	{
		name: "asking", path: "/help/ask", field: textbox("Your question"), press: button("Ask"),
		begin:   func(v *wayfarer) { v.tab.open(v.desk.base + "/help?lang=en") },
		arrived: func(tb *tab, text string) { tb.seeIn("#log .from-visitor", text) },
	},
	{
		name: "sending the form", path: "/help/person", field: textbox("Your message"), press: button("Send"),
		begin: func(v *wayfarer) {
			v.tab.open(v.desk.base + "/help/person?lang=en")
			v.tab.click(radio("Here only"))
		},
		arrived: func(tb *tab, _ string) { tb.see("We have it.") },
		left:    func(d *desk) int { return d.rows("tickets") },
	},
	{
		name: "in the thread", path: "/ticket/message", field: textbox("Your message"), press: button("Send"),
		begin: (*wayfarer).openThread,
		arrived: func(tb *tab, text string) {
			tb.seeIn("#log .from-visitor", text)
			tb.wait(`document.querySelector("#text").value === ""`)
		},
		left: func(d *desk) int { return d.rows("messages") },
	},
}

// TestPromise4_WhateverHappensOnTheWayAStepArrivesOnce meets each step with each fault. Every time the visitor reads
// what happened, finds the text where it was typed, has the owner's address and telephone and the person in view, and
// presses nothing more: when the way is good again, the step arrives, once.
func TestPromise4_WhateverHappensOnTheWayAStepArrivesOnce(t *testing.T) {
	for _, m := range moments {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			v := onABadWay(t)
			for i, f := range faults {
				t.Run(f.name, func(t *testing.T) {
					v.tab.in(t, func() { v.meets(t, m, i, f.fault, f.says) })
				})
			}
		})
	}
}

// wayfarer is a visitor on a bad way.
type wayfarer struct {
	desk *desk
	way  *badWay
	tab  *tab
	ref  string // of the thread, once there is one
}

// openThread goes to the visitor's thread, which the first time has to be begun.
func (v *wayfarer) openThread() {
	v.tab.t.Helper()
	if v.ref == "" {
		v.tab.open(v.desk.base + "/help/person?lang=en")
		v.ref = v.tab.sendHere("The heating is cold.")
		v.tab.click(button("Open your request"))
	} else {
		v.tab.open(v.desk.base + "/help?lang=en")
	}
	v.tab.seeIn("h2", v.ref)
}

// onABadWay gives a visitor whose browser's clock runs ten times as fast, so that what they would wait for comes soon.
func onABadWay(t *testing.T) *wayfarer {
	t.Helper()
	chromium.launched(t)
	d := start(t, append([]string{"--limit", "messages_per_hour=1000000"}, unbounded...)...)
	d.isKnown()
	p := badWayTo(t, d)
	tb := way{proxy: p.address}.visit(t)
	tb.inEveryPage(hurried)
	return &wayfarer{desk: d, way: p, tab: tb}
}

const hurried = `(() => {
	const { setTimeout: later, setInterval: often } = window, { timeout } = AbortSignal;
	window.setTimeout = (call, ms, ...more) => later(call, ms / 10, ...more);
	window.setInterval = (call, ms, ...more) => often(call, ms / 10, ...more);
	AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms / 10);
})()`

// isKnown gives the desk an address and a telephone for when nothing else works.
func (d *desk) isKnown() {
	d.t.Helper()
	if err := d.store(func(s *store.Store) error {
		_, err := s.ChangeSettings(d.t.Context(), func(set site.Settings) (site.Settings, error) {
			set.Email, set.Phone = ownersMail, ownersPhone
			return set.Clean()
		})
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	eventually(d.t, "the form shows the contact", func() error { return d.formShows("tel:+4930901820") })
}

// rows is how many rows of a kind the desk holds: count without a process of its own.
func (d *desk) rows(kind string) (n int) {
	d.t.Helper()
	if err := d.store(func(s *store.Store) error {
		report, err := s.Check(d.t.Context())
		n = int(report.Rows[kind])
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return n
}

// holds says what is wrong unless the desk holds so many rows of a kind.
func (d *desk) holds(kind string, want int) error {
	if n := d.rows(kind); n != want {
		return fmt.Errorf("there are %d %s, want %d", n, kind, want)
	}
	return nil
}

// meets takes a step that a fault meets, until it has arrived.
func (v *wayfarer) meets(t *testing.T, m moment, i int, f fault, said string) {
	t.Helper()
	text := "Where is the harbour master " + strconv.Itoa(i) + "?"
	m.begin(v)
	v.tab.fill(m.field, text)
	before := v.left(m)
	v.way.fail(m.path, -1, f)
	v.tab.click(m.press, 2) // and impatient
	v.tab.see(said)
	if !m.silent {
		v.tab.see("It is sent by itself as soon as the connection is back.")
	}
	v.mustKeep(t, m.field, text)
	v.mustShowContact(t)
	v.way.heal()
	m.arrived(v.tab, text)
	if eval[bool](v.tab, `document.querySelector("[data-passing]") !== null`) {
		t.Errorf("it has arrived, and still there is said\n%s", v.tab.text())
	}
	if n := v.left(m); m.left != nil && n != before+1 {
		t.Errorf("it arrived %d times", n-before)
	}
	eval[bool](v.tab, `(sessionStorage.removeItem("deskbell.unsent"), true)`)
}

func (v *wayfarer) left(m moment) int {
	if m.left == nil {
		return 0
	}
	return m.left(v.desk)
}

func (v *wayfarer) mustKeep(t *testing.T, field named, text string) {
	t.Helper()
	if got := v.tab.value(field); got != text {
		t.Errorf("the field holds %q, want %q: nothing typed is lost", got, text)
	}
}

// mustShowContact asserts that the owner can be reached without Deskbell, and the person with one press.
func (v *wayfarer) mustShowContact(t *testing.T) {
	t.Helper()
	v.tab.mustLinkTo(named{role: "link", name: ownersMail, first: true}, "mailto:"+ownersMail)
	v.tab.mustLinkTo(named{role: "link", name: ownersPhone, first: true}, "tel:+4930901820")
	v.mustShowPerson(t)
}

func (v *wayfarer) mustShowPerson(t *testing.T) {
	t.Helper()
	if c := v.tab.place(t); !c.Shown || !c.Inside || c.Covered != "" {
		t.Errorf("the person control: %+v", c)
	}
}

// seeIn waits until one of the elements of a selector holds a text.
func (tb *tab) seeIn(selector, text string) {
	tb.t.Helper()
	tb.wait(fmt.Sprintf("[...document.querySelectorAll(%s)].some(e => e.textContent.includes(%s))", quote(selector), quote(text)))
}
