package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// router is a site that goes by its addresses, as history routers do, and was there first.
const router = `<script>
	shown = []; const show = () => { shown.push(location.pathname + JSON.stringify(history.state)); document.querySelector("h1").textContent = location.pathname };
	history.replaceState({ key: 1 }, "");
	addEventListener("popstate", (event) => { if (event.state) show() });
	go = (path) => { history.pushState({ key: Math.random() }, "", path); show() };
</script><div style="height: 3000px"></div>`

func TestEmbed_TheWayBackClosesThePanelAndChangesNothingElse(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/a", s.snippet("data-back")+router)
	tb.goTo(s, "/a")
	tb.openPanel(s)
	long := eval[int](tb, "history.length")
	tb.run(`scrollTo(0, 500); history.back()`)
	tb.wait(panelClosed)
	tb.wait(`scrollY === 500 && shown.length === 0 && history.state.key === 1 && location.pathname === "/a" && history.scrollRestoration === "auto"`)

	tb.run(`history.forward()`) // to what is ours, at the same address
	tb.wait(`history.state.deskbell === 1 && location.pathname === "/a"`)
	tb.run(`Deskbell.open()`)
	tb.wait(panelOnTop)
	for range 3 { // however often, and at once
		tb.run(`Deskbell.close(); Deskbell.open()`)
		tb.wait(panelOnTop + ` && history.state.deskbell === 1`)
	}
	tb.run(`Deskbell.close()`)
	tb.wait(panelClosed + ` && !history.state.deskbell && history.state.key === 1`)
	if now := eval[int](tb, "history.length"); now != long {
		t.Errorf("the history has %d entries, and %d when the panel was first open", now, long)
	}

	// The site goes on under the open panel, and back.
	tb.run(`Deskbell.open()`)
	tb.wait(panelOnTop)
	tb.run(`shown.length = 0; go("/b")`)
	tb.run(`history.back()`)
	tb.wait(`shown.length === 2 && document.querySelector("h1").textContent === "/a"`)
	tb.wait(panelOnTop)
	tb.run(`go("/b"); Deskbell.close()`)
	tb.wait(panelClosed)
	tb.run(`shown.length = 0; history.go(-2)`)
	tb.wait(`shown.at(-1) === '/a{"key":1}'`) // the router has its state again
}

func TestEmbed_WithoutItTheHistoryIsTheSites(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/a", s.snippet()+router)
	tb.goTo(s, "/a")
	tb.find(button("Help"))
	before := eval[string](tb, "history.length + JSON.stringify(history.state)")
	tb.openPanel(s)
	tb.run(`document.querySelector("input").focus()`)
	tb.mustDo(pressing(kb.Escape)) // a CloseWatcher hears it in the page, too, as it does Android's gesture
	tb.wait(panelClosed + ` && document.activeElement.matches("input")`)
	if after := eval[string](tb, "history.length + JSON.stringify(history.state)"); after != before {
		t.Errorf("the history is %s, and was %s", after, before)
	}
}
