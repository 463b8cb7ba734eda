package e2e

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/google/go-cmp/cmp"
)

// computed are all computed styles of elements, a line each. What a variable is shows where it is used.
const computed = `(all) => JSON.stringify([...all].map(e => {
	const style = getComputedStyle(e);
	return e.localName + "." + e.className + " " + e.checkVisibility() + " " + [...style].filter(p => !p.startsWith("--")).map(p => p + ":" + style.getPropertyValue(p)).join(";");
}))`

func (tb *tab) styles(elements string) []string {
	tb.t.Helper()
	var lines []string
	if err := json.Unmarshal([]byte(eval[string](tb, fmt.Sprintf("(%s)(%s)", computed, elements))), &lines); err != nil {
		tb.t.Fatal(err)
	}
	return lines
}

const launchersElements = `[` + theLauncher + `, ...` + inLauncher + `.querySelectorAll("*")]`

// still keeps what moves out of what is compared.
var still = emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}}

func TestEmbed_NoStyleOfTheSiteReachesTheLauncher(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	tb.call(emulation.SetEmulatedMedia.Method, still)
	s.page("/", s.snippet()+`<style id="site"></style>`)
	tb.goTo(s, "/")
	// The height is the panel's wish.
	tb.run(`addEventListener("message", (e) => e.data?.type === "size" && e.stopImmediatePropagation(), true); Deskbell.open()`)
	tb.wait(panelOnTop + ` && !` + inLauncher + `.querySelector(".card")`)
	under := func(css string) []string {
		tb.run(`document.getElementById("site").textContent = ` + quote("html { overflow: hidden }"+css))
		return tb.styles(launchersElements)
	}
	plain := under("")
	for name, css := range map[string]string{
		"everything unset":   `html > *, html > * * { all: unset !important; display: none !important; position: static !important; visibility: hidden !important; opacity: 0 !important; transition: all 9s !important; animation: x 9s !important }`,
		"its own name":       `deskbell-launcher { all: unset !important; display: none !important; position: static !important; inset: 0 auto auto 0 !important; transform: scale(9) !important; pointer-events: none !important; z-index: -1 !important }`,
		"elements":           `button, iframe, div, span, a, p, script { display: none !important; color: red !important; font: 99px serif !important; position: fixed !important; border: 9px solid !important }`,
		"inherited":          `html { color: red; font: italic 99px/3 serif; text-align: right; text-transform: uppercase; letter-spacing: 1em; word-spacing: 1em; white-space: pre; cursor: none; visibility: hidden; pointer-events: none; user-select: none; line-height: 9; text-indent: 5em; writing-mode: vertical-rl; color-scheme: only light; quotes: "x"; hyphens: auto }`,
		"small root font":    `html { font-size: 62.5% }`,
		"large root font":    `html { font-size: 40px }`,
		"its own variables":  `html { --brand: red; --on-brand: red; --x: 50%; --y: 50vh; --height: 3px; --top: 99px; --visible: 9px }`,
		"a moved body":       `body { transform: translate(50%, 50%) rotate(9deg); filter: blur(9px); perspective: 9px; contain: strict; overflow: hidden; height: 50px }`,
		"layout of the root": `html { display: grid; grid-template-columns: 9px 9px; overflow: hidden; height: 9px }`,
		"pseudo-elements":    `*::before, *::after { box-sizing: border-box; border: 0 solid; }`,
	} {
		tb.each(name, func(t *testing.T) {
			if diff := cmp.Diff(plain, under(css)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEmbed_NoStyleOfTheLauncherReachesTheSite(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	tb.call(emulation.SetEmulatedMedia.Method, still)
	// The paragraph itself gives way.
	const siteElements = `[...document.querySelectorAll("html, head, head *, body, body *")].filter(e => !e.matches("[data-deskbell], [data-deskbell] *, script"))`
	styled := `<style>div { color: green } .bar, .sheet, .card, .lost, .badge, .help { padding: 3px } :root { --x: 9px }</style>
		<div class="bar">A bar</div><div class="sheet card">A <a href="#">sheet</a></div><dialog open>A dialog</dialog><table><tr><td>1</table><ul><li>1</ul><iframe title="Map"></iframe>`
	s.page("/without", snippetFor("http://127.0.0.1:1")+styled)
	s.page("/with", s.snippet()+styled)
	tb.goTo(s, "/without")
	without := tb.styles(siteElements)
	same := func(t *testing.T, when string) {
		t.Helper()
		with := tb.styles(siteElements)
		if len(with) < 10 || !slices.Equal(without, with) {
			t.Errorf("%s: %s", when, cmp.Diff(without, with))
		}
	}
	tb.goTo(s, "/with")
	tb.find(button("Help"))
	tb.wait(theParagraph + ` === "hidden"`)
	same(t, "before the click")
	tb.openPanel(s)
	same(t, "with the panel open")
	tb.run(`Deskbell.close()`)
	same(t, "with the panel closed")
}

func TestEmbed_PaperShowsTheParagraphAlone(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	s.page("/", s.snippet())
	tb := way{}.visit(t)
	tb.goTo(s, "/")
	tb.openPanel(s)
	tb.call(emulation.SetEmulatedMedia.Method, emulation.SetEmulatedMediaParams{Media: "print"})
	tb.wait(`!` + theLauncher + `.checkVisibility() && !` + theBar + `.checkVisibility() && !` + theSheet + `.checkVisibility()`)
	tb.wait(theParagraph + ` === "visible"`)
	tb.call(emulation.SetEmulatedMedia.Method, emulation.SetEmulatedMediaParams{})
	tb.wait(launcherThere + ` && ` + theParagraph + ` === "hidden"`)
}

func TestEmbed_TheLauncherStandsWhereTheOwnerWants(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	const inside = `[` + theBar + `, ` + theSheet + `].every(e => { const r = e.getBoundingClientRect(); return r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight })`
	const right, left = `innerWidth - ` + theBar + `.getBoundingClientRect().right`, theBar + `.getBoundingClientRect().left`
	const bottom = `innerHeight - ` + theBar + `.getBoundingClientRect().bottom`
	for _, c := range []struct {
		name, dir, attribute string
		side                 string
		x, y                 int
	}{
		{"by itself", "ltr", "", right, 16, 16},
		{"on a page from right to left", "rtl", "", left, 16, 16},
		{"to the left", "ltr", `data-position="left"`, left, 16, 16},
		{"to the right", "ltr", `data-position="right"`, right, 16, 16},
		{"to the left from right to left", "rtl", `data-position="left"`, left, 16, 16},
		{"to the right from right to left", "rtl", `data-position="right"`, right, 16, 16},
		{"at a distance", "ltr", `data-offset="40 60"`, right, 40, 60},
		{"at a distance to the left", "ltr", `data-position="left" data-offset="40 60 1 2"`, left, 40, 60},
	} {
		tb.each(c.name, func(t *testing.T) {
			s.raw("/", `<!DOCTYPE html><html lang="en" dir="`+c.dir+`"><meta charset="utf-8"><title>Flats</title><body style="margin:0"><h1>Flats</h1>`+s.snippet(c.attribute)+`</body></html>`)
			tb.goTo(s, "/")
			tb.wait(launcherThere)
			tb.wait(fmt.Sprintf("Math.abs(%s - %d) < 1 && Math.abs(%s - %d) < 1", c.side, c.x, bottom, c.y))
			tb.run(`Deskbell.open()`)
			tb.wait(theSheet + `?.checkVisibility() && ` + inside)
			tb.run(theSheet + `.style.setProperty("--height", "2000px"), ` + theSheet + `.querySelector(".card")?.remove()`)
			tb.wait(inside) // when the panel is there and wants much, too
		})
	}
	small := way{view: phone}.visit(t)
	s.page("/phone", s.snippet(`data-offset="40 60 8 80"`))
	small.goTo(s, "/phone")
	small.wait(launcherThere)
	small.wait(fmt.Sprintf("Math.abs(%s - 8) < 1 && Math.abs(%s - 80) < 1", right, bottom))
}
