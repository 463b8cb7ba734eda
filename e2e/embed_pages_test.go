package e2e

import (
	"strings"
	"testing"

	"deskbell/static"
)

const typed = "Is there a cot for"

// typeIn opens the panel and types without asking.
func (tb *tab) typeIn(s *shop) *tab {
	tb.t.Helper()
	panel := tb.openPanel(s)
	panel.fill(textbox("Your question"), typed)
	return panel
}

// mustGoOn asserts that one launcher with the same panel is there, and what was typed.
func (tb *tab) mustGoOn(panel *tab) {
	tb.t.Helper()
	tb.wait(launcherThere + ` && ` + panelOnTop + ` && ` + theParagraph + ` === "hidden"`)
	if got := panel.value(textbox("Your question")); got != typed {
		tb.t.Errorf("what was typed is now %q", got)
	}
}

func TestEmbed_PagesAreSwappedAroundTheOpenPanel(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/pjax", s.snippet())
	tb.goTo(s, "/pjax")
	panel := tb.typeIn(s)
	// As scripts of swapped pages are run: anew, each time.
	tb.run(`window.swap = (title) => {
		document.title = title;
		const old = document.querySelector("script"), next = document.createElement("body"), again = document.createElement("script");
		for (const { name, value } of old.attributes) again.setAttribute(name, value);
		next.append(Object.assign(document.createElement("h1"), { textContent: title }), document.querySelector("[data-deskbell]").cloneNode(true), again);
		document.body.replaceWith(next);
		for (const old of document.querySelectorAll("deskbell-launcher script")) { // as Astro's router does with all there are
			const copy = document.createElement("script");
			for (const { name, value } of old.attributes) copy.setAttribute(name, value);
			old.replaceWith(copy);
		}
	}`)
	tb.each("a new body", func(t *testing.T) {
		tb.run(`swap("Second")`)
		tb.see("Second")
		tb.mustGoOn(panel)
	})
	tb.each("a history router", func(t *testing.T) {
		tb.run(`history.pushState({}, "", "/third"); document.querySelector("h1").textContent = "Third"`)
		tb.mustGoOn(panel)
	})
	tb.each("a view transition", func(t *testing.T) {
		tb.run(`window.done = false; document.startViewTransition(() => swap("Fourth")).finished.then(() => { window.done = true })`)
		tb.wait(`window.done`)
		tb.mustGoOn(panel)
	})
	tb.each("a new language", func(t *testing.T) {
		tb.run(`document.documentElement.lang = "de"`)
		tb.find(button("Hilfe"))
		panel.see("Einen Menschen fragen")
		panel.wait(`document.querySelector("#question").value === ` + quote(typed))
	})
}

func TestEmbed_TurboLeavesTheOpenPanelAlone(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	for _, path := range []string{"/a", "/b"} {
		s.page(path, s.snippet("data-back"))
		s.raw(path, strings.Replace(s.pages[path], "<body>", `<script src="/turbo.js" defer></script><body>`, 1))
	}
	tb.goTo(s, "/a")
	panel := tb.typeIn(s)
	tb.run(`window.same = 1`)
	tb.click(link("To b"))
	tb.see("Page /b")
	tb.mustGoOn(panel)
	tb.run(`history.back()`) // to the page that the panel was opened on
	tb.see("Page /a")
	tb.mustGoOn(panel)
	tb.run(`window.visits = []; for (const e of ["turbo:visit", "turbo:render"]) addEventListener(e, () => window.visits.push(e))`)
	tb.run(`history.back()`)
	tb.wait(panelClosed)
	if got := eval[string](tb, `window.same + " " + location.pathname + " " + visits`); got != "1 /a " {
		t.Errorf("the way back was more than that: %s", got)
	}
}

func TestEmbed_APageThatComesBackWholeHasItsPanel(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/a", s.snippet())
	s.page("/b", "")
	tb.goTo(s, "/a")
	tb.click(button("Reach a person"))
	panel := tb.panelReady(s)
	panel.sendHere("Is there a cot?")
	panel.click(button("Open your request"))
	panel.see("Is there a cot?")
	tb.run(`addEventListener("pageshow", (e) => { window.whole = e.persisted })`)
	tb.click(link("To b"))
	tb.see("Page /b")
	tb.run(`history.back()`)
	tb.wait(launcherThere)
	if whole := eval[bool](tb, `window.whole === true`); !whole {
		t.Log("this Chromium loaded the page anew")
	}
	panel = tb.frameIn(s.base)
	panel.wait(`document.body.textContent.includes("Is there a cot?")`)
}

func TestEmbed_HoweverTheScriptComesThereIsOneLauncher(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	src := s.base + "/widget.js"
	s.script = `const s = document.createElement("script"); s.src = "` + src + `"; document.head.append(s)`
	one := `<script async src="` + src + `"`
	for name, body := range map[string]string{
		"in the body":             s.snippet(),
		"twice":                   s.snippet() + s.snippet(),
		"with other attributes":   s.snippet(`data-help-label="First"`) + s.snippet(`data-help-label="Second"`),
		"not async":               strings.Replace(s.snippet(), " async", "", 1),
		"by document.write":       `<script>document.write('<script src="` + src + `"></scr' + 'ipt>')</script>`,
		"by a module":             `<script type="module" src="/script.js"></script>`,
		"under an element's name": `<p id="Deskbell"></p>` + s.snippet(),
		"by a consent tool":       `<script type="text/plain" src="` + src + `"></script><script>setTimeout(() => { const old = document.querySelector("script[type]"), s = document.createElement("script"); s.src = old.src; old.replaceWith(s) })</script>`,
		"again and again":         one + `></script>` + `<script>for (let i = 0; i < 3; i++) { const s = document.createElement("script"); s.src = "` + src + `?" + i; document.head.append(s) }</script>`,
		"in the head, not async":  "HEAD" + strings.Replace(one, " async", "", 1) + `></script>`,
		"in the head, async":      "HEAD" + one + `></script>`,
	} {
		tb.each(name, func(t *testing.T) {
			if inHead, ok := strings.CutPrefix(body, "HEAD"); ok {
				s.raw("/", `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Flats</title>`+inHead+`</head><body><h1>Flats</h1></body></html>`)
			} else {
				s.page("/", body)
			}
			tb.goTo(s, "/")
			tb.wait(launcherThere + ` && !!Deskbell.open`)
			tb.wait(theLauncher + `.previousElementSibling === document.body`)
			if strings.Contains(body, "First") {
				tb.find(button("First"))
			}
		})
	}
}

func TestEmbed_AScriptThatCannotWorkDoesNothing(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	paragraph, _, _ := strings.Cut(s.snippet(), "<script")
	for name, script := range map[string]string{
		"merged into the page":    `<script>fetch("` + s.origin + `/widget").then(r => r.text()).then(text => { const s = document.createElement("script"); s.textContent = text; document.body.append(s); window.ran = true })</script>`,
		"taken out before it ran": `<script>const s = document.createElement("script"); s.onload = () => { window.ran = true }; s.src = "` + s.base + `/widget.js"; document.body.append(s); s.remove()</script>`,
	} {
		tb.each(name, func(t *testing.T) {
			s.raw("/widget", string(static.Present().Body))
			s.page("/", paragraph+script)
			tb.goTo(s, "/")
			tb.wait(`window.ran === true`)
			tb.wait(noLauncher + ` && !window.Deskbell && ` + theParagraph + ` === "visible"`)
		})
	}
}

func TestEmbed_ALauncherThatIsTakenAwayComesBackForAWhile(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/", s.snippet())
	tb.goTo(s, "/")
	tb.wait(launcherThere)
	tb.run(`window.first = ` + theLauncher + `; window.first.remove()`)
	tb.wait(launcherThere + ` && ` + theLauncher + ` === window.first`)
	tb.openPanel(s)
	tb.run(theLauncher + `.remove()`)
	tb.panelReady(s)
	tb.run(`new MutationObserver(() => window.first.remove()).observe(document.documentElement, { childList: true }); window.first.remove()`)
	tb.wait(noLauncher + ` && ` + theParagraph + ` === "visible"`) // with the way to a person
}
