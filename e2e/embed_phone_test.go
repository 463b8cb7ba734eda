package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const (
	sheetIs   = `(role, modal) => { const s = ` + theSheet + `; return s.role === role && s.ariaModal === modal }`
	sheetRect = `(() => { const r = ` + theSheet + `.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom].map(Math.round).join() })()`
)

func TestEmbed_OnAPhoneThePanelIsADialogOverThePage(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{view: phone}.visit(t)
	s.page("/", `<div style="height: 3000px"></div>`+s.snippet())
	tb.goTo(s, "/")
	tb.wait(launcherThere)
	tb.run(`scrollTo(0, 700); document.querySelector("button").focus({ preventScroll: true })`)
	panel := tb.openPanel(s)
	tb.wait(`(` + sheetIs + `)("dialog", "true") && document.body.inert && ` + theBar + `.inert`)
	tb.wait(sheetRect + fmt.Sprintf(` === "0,0,%d,%d"`, phone.width, phone.height))
	tb.run(`scrollBy(0, 300)`)
	tb.wait(`scrollY >= 700`)
	panel.wait(`[...document.querySelectorAll("input, textarea, select")].every(e => parseFloat(getComputedStyle(e).fontSize) >= 16)`) // smaller ones make iPhones zoom

	// A keyboard leaves less to be seen.
	tb.run(`Object.defineProperties(visualViewport, { height: { value: 400, configurable: true }, offsetTop: { value: 30, configurable: true } }); visualViewport.dispatchEvent(new Event("resize"))`)
	tb.wait(sheetRect + fmt.Sprintf(` === "0,30,%d,430"`, phone.width))
	tb.run(`delete visualViewport.height; delete visualViewport.offsetTop; visualViewport.dispatchEvent(new Event("resize"))`)

	tb.mustDo(chromedp.EmulateViewport(phone.height, phone.width, chromedp.EmulateMobile, chromedp.EmulateTouch)) // turned
	tb.wait(sheetRect + fmt.Sprintf(` === "0,0,%d,%d"`, phone.height, phone.width))
	tb.mustDo(chromedp.EmulateViewport(1000, 800))
	tb.wait(`(` + sheetIs + `)("region", null) && !document.body.inert && !` + theBar + `.inert`)
	tb.mustDo(chromedp.EmulateViewport(phone.width, phone.height, chromedp.EmulateMobile, chromedp.EmulateTouch))
	tb.wait(`(` + sheetIs + `)("dialog", "true") && document.body.inert`)

	// A site that goes on meanwhile cannot be reached either.
	tb.run(`const next = document.body.cloneNode(true); next.inert = false; document.body.replaceWith(next)`)
	tb.wait(`document.body.inert`)
	panel.click(button("Close"))
	tb.wait(panelClosed + ` && !document.body.inert && !` + theBar + `.inert && getComputedStyle(document.documentElement).overflow === "visible"`)
}

func TestEmbed_ThePageIsWhereItWasWhenThePanelCloses(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{view: phone}.visit(t)
	s.page("/", `<div style="height: 3000px"></div>`+s.snippet("data-back"))
	tb.goTo(s, "/")
	tb.wait(launcherThere)
	for range 2 {
		tb.run(`scrollTo(0, 700)`)
		tb.openPanel(s)
		tb.wait(`document.body.inert && scrollY === 700`)
		tb.run(`history.back()`)
		tb.wait(panelClosed + ` && !document.body.inert && scrollY === 700`)
	}
}

func TestEmbed_ABodyThatTheSiteHasPutAsideStaysSo(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{view: phone}.visit(t)
	s.page("/", s.snippet())
	tb.goTo(s, "/")
	tb.wait(launcherThere)
	tb.run(`document.body.inert = true; Deskbell.open()`)
	tb.wait(panelOnTop)
	tb.run(`Deskbell.close()`)
	tb.wait(panelClosed + ` && document.body.inert`)
}

func TestEmbed_ThePanelKeepsOffWhatAPhoneHasInItsGlass(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{view: phone}.visit(t)
	tb.call(emulation.SetSafeAreaInsetsOverride.Method, map[string]any{"insets": map[string]int{"top": 47, "bottom": 34}})
	s.page("/", s.snippet())
	tb.goTo(s, "/")
	tb.wait(launcherThere)
	tb.run(`Deskbell.open()`)
	tb.wait(fmt.Sprintf(`(() => { const r = `+theSheet+`?.querySelector("iframe").getBoundingClientRect(); return r?.top === 47 && r.bottom === %d })()`, phone.height-34))
}

func TestEmbed_OnADesktopThePanelStandsBesideThePage(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/", `<div style="height: 3000px"></div>`+s.snippet())
	tb.goTo(s, "/")
	panel := tb.openPanel(s)
	tb.wait(`(` + sheetIs + `)("region", null) && !document.body.inert`)
	tb.run(`scrollTo(0, 300)`)
	tb.wait(`scrollY === 300`)
	tb.fill(textbox("Name"), "Kim") // in the page
	tb.wait(panelOnTop)
	panel.find(textbox("Your question"))
}
