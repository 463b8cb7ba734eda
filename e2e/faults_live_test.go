package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

const (
	streamOf    = "/api/v1/ticket/events"
	interrupted = "The connection is interrupted. New replies appear as soon as it is back."
	backAgain   = "The connection is back."
	liveSays    = `document.querySelector("#live[role=status]")?.textContent === `
)

// inTheThread opens the visitor's thread and waits until it is live.
func (v *wayfarer) inTheThread(t *testing.T) {
	t.Helper()
	v.openThread()
	v.awaitStreams(t, 1)
}

func (v *wayfarer) awaitStreams(t *testing.T, want int) {
	t.Helper()
	eventually(t, "streams are open", func() error {
		if n := v.way.open(streamOf); n != want {
			return fmt.Errorf("%d are, want %d", n, want)
		}
		return nil
	})
}

func TestAnInterruptedThreadSaysSoAndIsLiveAgain(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	owner := v.desk.owner(t)
	v.inTheThread(t)
	v.tab.fill(textbox("Your message"), "I am typing")
	for _, path := range []string{streamOf, "/help/thread"} {
		v.way.fail(path, -1, refused)
	}
	v.way.drop(streamOf)
	v.tab.wait(liveSays + quote(interrupted))
	v.mustShowPerson(t)
	owner.reply(v.ref, "It is warm again.")
	v.way.heal()
	v.tab.see("It is warm again.")
	v.tab.wait(liveSays + quote(backAgain))
	v.tab.wait(liveSays + `""`)
	v.mustKeep(t, textbox("Your message"), "I am typing")
}

// Whether the answer or the live thread brings an own message first, reading goes on there, and a phone's keyboard goes.
func TestAMessageThatTheThreadHadFirstIsWhereReadingGoesOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		view viewport
		at   string
	}{{phone, `#log > :last-child p`}, {desktop, `.writer textarea`}} {
		t.Run(c.view.name, func(t *testing.T) {
			v := onABadWay(t)
			v.tab = way{proxy: v.way.address, view: c.view}.visit(t)
			v.inTheThread(t)
			v.way.fail("/ticket/message", 1, answeredLate)
			v.tab.fill(textbox("Your message"), "It is cold again.")
			v.tab.mustDo(pressing(kb.Enter))
			v.tab.wait(`document.querySelector("#log").innerText.includes("It is cold again.")`)
			v.way.heal()
			v.tab.wait(`document.querySelector(".writer textarea").value === ""`)
			v.tab.wait(`document.activeElement === document.querySelector(` + quote(c.at) + `)`)
		})
	}
}

func TestAShortInterruptionOfAThreadIsNotSpokenOf(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	owner := v.desk.owner(t)
	v.inTheThread(t)
	eval[bool](v.tab, `(window.said = [], new MutationObserver(() => said.push(document.querySelector("#live").textContent))
		.observe(document.querySelector("#live"), { childList: true }), true)`)
	for n := range 3 {
		v.way.drop(streamOf)
		text := fmt.Sprintf("Reply %d.", n)
		owner.reply(v.ref, text)
		v.tab.see(text)
		v.awaitStreams(t, 1)
	}
	if said := eval[[]string](v.tab, "window.said"); len(said) > 0 {
		t.Errorf("it said %q", said)
	}
}

func TestAThreadIsPolledWhereSomethingHoldsStreamsBack(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	owner := v.desk.owner(t)
	v.way.fail(streamOf, -1, heldBack)
	v.openThread()
	owner.reply(v.ref, "It is warm again.")
	v.tab.see("It is warm again.")
	owner.reply(v.ref, "And stays so.")
	v.tab.see("And stays so.")
	if eval[bool](v.tab, `document.querySelector("#live").textContent !== ""`) {
		t.Errorf("a thread that is polled is not interrupted:\n%s", v.tab.text())
	}
}

func TestAStreamThatDiedInSilenceIsReplaced(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.way.fail(streamOf, 1, fallsSilent)
	v.inTheThread(t)
	v.desk.owner(t).reply(v.ref, "It is warm again.") // while nothing comes through
	v.tab.see("It is warm again.")
	if n := v.way.count("GET " + streamOf); n < 2 {
		t.Errorf("there was %d stream", n)
	}
}

func TestAThreadThatIsSeenAgainIsBroughtUpToDateAtOnce(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	owner := v.desk.owner(t)
	v.inTheThread(t)
	for what, event := range map[string]string{
		"the connection is back":       `window.dispatchEvent(new Event("online"))`,
		"the computer slept":           `(Date.now = ((now) => () => now() + 3600_000)(Date.now.bind(Date)), true)`,
		"it is taken out of the cache": `window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))`,
	} {
		v.way.fail(streamOf, 1, fallsSilent) // the next one says nothing of the reply
		v.way.drop(streamOf)
		v.awaitCount(t, "GET "+streamOf, v.way.count("GET "+streamOf)+1)
		before := v.way.count("GET " + streamOf)
		eval[bool](v.tab, event)
		v.awaitCount(t, "GET "+streamOf, before+1)
		owner.reply(v.ref, "Reply after "+what)
		v.tab.see("Reply after " + what)
	}
	eval[bool](v.tab, `window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }))`)
	v.awaitStreams(t, 0) // or the page could not be kept
}

func (v *wayfarer) awaitCount(t *testing.T, request string, least int) {
	t.Helper()
	eventually(t, request, func() error {
		if n := v.way.count(request); n < least {
			return fmt.Errorf("%d times, want %d", n, least)
		}
		return nil
	})
}

// A browser has six connections for a site: only the tab that is seen holds one.
func TestOfManyTabsOnlyTheOneThatIsSeenHoldsAStream(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	a := v.desk.ticket("kim@example.com", "The heating is cold.")
	for range 9 {
		v.tab.open(a.URL + "?lang=en")
		v.tab.click(button("Show my request"))
		v.tab.see("The heating is cold.")
		v.awaitStreams(t, 1)
		v.tab.isSeen(false)
		v.awaitStreams(t, 0)
		v.tab = way{beside: v.tab.ctx}.visit(t)
	}
}

// isSeen tells a page whether its tab is in front. Without a window the browser takes every tab for seen.
func (tb *tab) isSeen(seen bool) {
	tb.t.Helper()
	state := map[bool]string{true: "visible", false: "hidden"}[seen]
	eval[bool](tb, fmt.Sprintf(`(Object.defineProperty(document, "hidden", { configurable: true, get: () => %t }),
		Object.defineProperty(document, "visibilityState", { configurable: true, get: () => %q }),
		document.dispatchEvent(new Event("visibilitychange")), true)`, !seen, state))
}

func TestAReplyAfterAnInterruptionIsCountedOnTheClosedLauncher(t *testing.T) {
	t.Parallel()
	d, h := hosted(t)
	owner := d.owner(t)
	p := badWayTo(t, d)
	tb := way{proxy: p.address}.visit(t)
	panel, ref := tb.asksFrom(h, d)
	panel.click(button("Open your request"))
	panel.see("It is our turn.")
	panel.click(button("Close"))
	tb.wait("!" + panelOnTop)
	for _, path := range []string{streamOf, "/help/thread"} {
		p.fail(path, -1, refused)
	}
	p.drop(streamOf)
	owner.reply(ref, "Yes, in the cupboard.")
	p.heal()
	tb.click(button("Help 1"))
	tb.panel(d).see("Yes, in the cupboard.")
}
