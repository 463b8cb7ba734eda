package e2e

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/domdebugger"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// What is no call is passed over.
func TestEmbed_CallsFromBeforeTheScriptAreMadeInTheirOrder(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/", `<script>
		events = [];
		for (const e of ["open", "close", "answer", "person", "ticket"]) addEventListener("deskbell:" + e, (event) => events.push(e + (event.detail ?? "")));
		(window.Deskbell = window.Deskbell || []).push(["setLanguage", "de"], ["nothing"], null, ["open", "person"], ["ask", "Where do I find the door code?"])
		</script>`+s.snippet())
	tb.goTo(s, "/")
	panel := tb.panelReady(s)
	panel.see("Your personal door code is in the arrival mail")
	panel.see("Einen Menschen fragen")
	tb.find(button("Hilfe"))
	tb.run(`Deskbell.push(["close"])`)
	tb.wait(panelClosed)
	tb.wait(`events.join() === "open,person,answer,close"`)

	// From every screen, and one right after the other.
	tb.run(`events.length = 0; Deskbell.setLanguage("en"); Deskbell.open("person")`)
	panel.find(textbox("Your message"))
	tb.run(`Deskbell.ask("What are the check-in and check-out times?")`)
	panel.wait(`document.querySelector("main").dataset.screen === "answer" && [...document.querySelectorAll(".from-visitor")].at(-1).textContent.includes("check-out")`)
	panel.click(theControl)
	panel.sendHere("It is cold.")
	tb.run(`Deskbell.ask("Where do I find the door code?")`)
	panel.see("Your personal door code is in the arrival mail")
	tb.wait(`events.filter(e => e === "ticket").length === 1 && events.filter(e => e === "open").length === 1`)
}

func TestEmbed_ElementsOfTheSiteOpenThePanel(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/", `<a id="link" href="`+s.base+`/help" data-deskbell-open>Questions?</a>
		<button id="button" data-deskbell-open="person"><span><b id="inner">Talk to us</b></span></button>
		<button id="taken" data-deskbell-open onclick="event.preventDefault()">Not this one</button>`+s.snippet())
	tb.goTo(s, "/")
	tb.wait(launcherThere)
	tb.run(`document.getElementById("taken").click(); document.dispatchEvent(new MouseEvent("click"))`)
	tb.wait(theSheet + ` === null`)
	tb.click(link("Questions?"))
	panel := tb.panelReady(s)
	panel.find(textbox("Your question"))
	tb.run(`Deskbell.close()`)
	tb.wait(panelClosed + ` && document.activeElement.id === "link"`)

	tb.click(button("Talk to us"))
	tb.wait(panelOnTop)
	panel.find(textbox("Your message"))
	panel.click(button("Close"))
	tb.wait(panelClosed + ` && document.activeElement.id === "button"`)

	// Who has gone on on the page is not called back.
	tb.run(`Deskbell.open()`)
	tb.wait(panelOnTop)
	tb.run(`document.querySelector("input").focus(); Deskbell.close()`)
	tb.wait(panelClosed + ` && document.activeElement.matches("input")`)
}

func TestEmbed_TheOwnersAttributesCount(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/", s.snippet(`data-lang="de" data-help-label="Frag uns" data-person-label="Anrufen" data-title="Die Ferienwohnung" data-scope="flat-3" data-colour="#ffff00" data-hide="/checkout /pay"`))
	tb.goTo(s, "/")
	tb.find(button("Anrufen"))
	tb.wait(theBar + `.ariaLabel === "Die Ferienwohnung" && getComputedStyle(` + theBar + `.querySelector(".help")).color === "rgb(0, 0, 0)"`)
	tb.click(button("Frag uns"))
	panel := tb.panelReady(s)
	panel.wait(`document.documentElement.lang === "de" && document.querySelector("[name=scope]").value === "flat-3"`)
	tb.wait(theSheet + `.ariaLabel === "Die Ferienwohnung" && ` + theSheet + `.querySelector("iframe").title === "Die Ferienwohnung"`)
	tb.run(`document.querySelector("script[data-scope]").dataset.scope = "flat-4"; Deskbell.close(); Deskbell.open()`) // a page that is swapped
	panel.wait(`document.querySelector("[name=scope]").value === "flat-4"`)

	tb.run(`Deskbell.close(); history.pushState(null, "", "/checkout/2")`)
	tb.wait(`!` + theBar + `.checkVisibility() && ` + theParagraph + ` === "visible"`)
	tb.run(`history.back()`)
	tb.wait(launcherThere + ` && ` + theParagraph + ` === "hidden"`)

	s.page("/own", s.snippet(`data-launcher="own"`))
	tb.goTo(s, "/own")
	tb.wait(`!!window.Deskbell && !` + theBar + `.checkVisibility() && ` + theParagraph + ` === "visible"`)
	tb.click(link("Reach a person"))
	tb.panelReady(s).find(textbox("Your message"))

	_, alone, _ := strings.Cut(s.snippet(`data-launcher="own"`), "</p>")
	s.page("/alone", alone) // nothing of promise 1 would be left
	tb.goTo(s, "/alone")
	tb.find(button("Reach a person"))
}

// traces are what a script leaves in a page beside its elements.
func (tb *tab) traces() []string {
	tb.t.Helper()
	var all []string
	for _, target := range []string{"window", "document", "document.documentElement", "document.body", "visualViewport", "navigation", `matchMedia("(max-width: 480px), (max-height: 480px)")`} {
		object, err := chromedp.Run(tb.ctx, chromedp.Evaluate[*runtime.RemoteObject](target))
		if err != nil {
			tb.t.Fatal(err)
		}
		found, err := chromedp.Call(tb.ctx, domdebugger.GetEventListeners, domdebugger.GetEventListenersParams{ObjectID: object.ObjectID})
		if err != nil {
			tb.t.Fatal(err)
		}
		for _, l := range found.Listeners {
			all = append(all, target+" hears "+l.Type)
		}
	}
	slices.Sort(all)
	var rest []string
	const kept = `JSON.stringify([...Object.getOwnPropertyNames(window).filter(n => isNaN(n)), ...Object.keys(sessionStorage), ...Object.keys(localStorage),
		"sheets " + document.adoptedStyleSheets.length, "scroll " + history.scrollRestoration, "inert " + document.body.inert, document.documentElement.outerHTML])`
	if err := json.Unmarshal([]byte(eval[string](tb, kept)), &rest); err != nil {
		tb.t.Fatal(err)
	}
	return append(all, rest...)
}

func TestEmbed_DestroyLeavesNothingAndItCanBeginAgain(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	for _, view := range []viewport{desktop, phone} {
		t.Run(view.name, func(t *testing.T) {
			tb := way{view: view}.visit(t)
			s.page("/", s.snippet("data-back", "data-wait"))
			s.raw("/", strings.Replace(s.pages["/"], "src=", "data-src=", 1))
			tb.goTo(s, "/")
			const begin = `const old = document.querySelector("script"), next = document.createElement("script");
				for (const { name, value } of old.attributes) if (name !== "data-src") next.setAttribute(name, value);
				next.src = old.dataset.src; document.body.append(next); next.onload = () => next.remove()`
			before := tb.traces()
			for range 2 {
				tb.run(begin)
				tb.wait(launcherThere)
				tb.click(button("Reach a person"))
				panel := tb.panelReady(s)
				panel.sendHere("Is there a cot?")
				panel.click(button("Open your request"))
				tb.wait(`sessionStorage.length === 1`)
				tb.run(`Deskbell.destroy()`)
				tb.wait(`history.state === null`)
				if diff := cmp.Diff(before, tb.traces()); diff != "" {
					t.Fatal(diff)
				}
				tb.wait(theParagraph + ` === "visible"`)
			}
		})
	}
}
