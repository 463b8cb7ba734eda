package e2e

import (
	"fmt"
	"testing"

	"deskbell/widget"
	"deskbell/words"
)

// doorway is a page of an owner's with the launcher, seen in one way, on a network that can fail.
type doorway struct {
	tour
	desk  *desk
	site  *host
	net   *badWay
	agent *agent
	panel *tab // the launcher's, nil in a state that shows none
}

// comeBy opens a doorway in a language.
func comeBy(t *testing.T, view viewport, lang string) *doorway {
	t.Helper()
	site := hostSite(t)
	d := start(t, append([]string{"--site", site.origin}, unbounded...)...)
	net := badWayTo(t, d)
	w := &doorway{tour: tour{way: way{view: view, proxy: net.address}, lang: lang}, desk: d, site: site, net: net}
	direction := map[string]string{"ar": "rtl"}[lang]
	site.html.Store(fmt.Sprintf(`<!DOCTYPE html><html lang=%q dir=%q><meta charset="utf-8"><title>Holiday flats</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><body>
<header><h1>Holiday flats</h1></header>
<main><p>Flats by the sea. <button type="button">Book</button> <button type="button" data-deskbell-open>Any questions?</button></p>`, lang, direction) +
		snippetFor(d.base) + `</main></body></html>`)
	w.tab = w.visit(t)
	w.tab.emulate("light")
	w.tab.inFront()
	w.tab.call("Network.setCacheDisabled", map[string]bool{"cacheDisabled": true}) // what was loaded before is lost, too
	return w
}

// visitAll goes to each state of the launcher, a test each.
func (w *doorway) visitAll(t *testing.T, do func(t *testing.T, s widget.State)) {
	for _, s := range widget.States {
		if s.Where != widget.Launcher || w.only != nil && !w.only.MatchString(s.Name) {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			w.tab.in(t, func() {
				if s.Needs == widget.SlowDesk {
					defer w.tab.inEveryPage(withoutHurry)()
				}
				defer w.tab.open("about:blank")
				defer w.net.heal()
				w.reach(s)
				do(t, s)
			})
		})
	}
}

// withoutHurry makes the launcher wait for its panel for ever.
const withoutHurry = `{ const begin = setTimeout; window.setTimeout = (then, ms, ...more) => ms === 4000 ? 0 : begin(then, ms, ...more); }`

// arrive opens the page with the launcher.
func (w *doorway) arrive() {
	w.panel = nil
	w.tab.open(w.site.origin)
	w.tab.wait(`document.querySelector("deskbell-launcher")?.shadowRoot.querySelector(".help").checkVisibility()`)
}

func (w *doorway) reach(s widget.State) {
	w.arrive()
	switch s.Needs {
	case widget.NoDesk:
		w.net.fail("/", -1, refused)
	case widget.NoPanel:
		w.net.fail("/help", -1, refused)
	case widget.SlowDesk:
		w.net.fail("/help", -1, mute)
	}
	for _, step := range s.Steps {
		if step.Meanwhile == widget.AgentReplies {
			w.getReply()
		}
		if step.Press != "" {
			w.press(step.Press)
		}
	}
	w.tab.wait(fmt.Sprintf("%s.launcher().querySelector(%s)?.checkVisibility()", looks(), quote(s.Shows)))
	if s.Says != "" {
		w.tab.seeInLauncher(words.In(w.lang).T(s.Says))
	}
	if s.Screen != "" {
		w.panel = w.tab.panel(w.desk)
		w.panel.wait(onScreen(s.Screen))
	}
	w.tab.wait(fmt.Sprintf("%s.launcher().getAnimations().every(a => a.playState === 'finished')", looks()))
}

func (w *doorway) press(selector string) {
	w.tab.t.Helper()
	at := eval[[]float64](w.tab, fmt.Sprintf(`(() => {
		const r = %s.launcher().querySelector(%s).getBoundingClientRect();
		return [r.x + r.width / 2, r.y + r.height / 2];
	})()`, looks(), quote(selector)))
	if err := w.tab.clickAt(at[0], at[1], 1); err != nil {
		w.tab.t.Fatal(err)
	}
}

// getReply sends a request, closes the panel, and is answered.
func (w *doorway) getReply() {
	if w.agent == nil {
		w.agent = w.desk.owner(w.desk.t)
	}
	w.press(".bar button:not(.help)")
	panel := w.tab.panel(w.desk)
	panel.wait(onScreen(widget.ScreenPerson))
	eval[bool](panel, fmt.Sprintf(`(%s)("kind", "here") && (%s)("message", "Is there a cot?")`, fillField, fillField))
	eval[bool](panel, `(document.querySelector("[name=send]").click(), true)`)
	panel.wait(onScreen(widget.ScreenReceipt))
	ref := reference.FindString(panel.text())
	eval[bool](panel, `(document.querySelector("#desk [type=submit]").click(), true)`)
	panel.wait(onScreen(widget.ScreenThread))
	eval[bool](panel, `(document.querySelector("#close").click(), true)`)
	w.tab.wait("!" + panelOnTop)
	w.agent.reply(ref, "It is warm again.")
}
