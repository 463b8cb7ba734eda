package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// strangers begins a site whose scripts all say that they ran.
func strangers(t *testing.T) (origin string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprint(w, "window.stolen = true")
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// What visitors of a site write is often cleaned of scripts and keeps its names: such an element stands in for a
// property of the document that is called the same.
func TestEmbed_MarkupOfAVisitorOfTheSiteLeadsNoScriptElsewhere(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	evil := strangers(t)
	for name, markup := range map[string]string{
		"both":                 `<img name="currentScript" src="` + evil + `/widget.js"><form name="scripts"><input src="` + evil + `/widget.js"></form>`,
		"the script":           `<img name="currentScript" src="` + evil + `/widget.js"><script src="` + evil + `/widget.js" type="text/plain"></script>`,
		"all scripts":          `<form name="scripts"><input src="` + s.base + `/widget.js" data-email="evil@evil.example"></form>`,
		"the root":             `<img name="documentElement">`,
		"what the launcher is": `<a id="Deskbell"></a><form id="Deskbell"><input name="destroy"></form>`,
	} {
		tb.each(name, func(t *testing.T) {
			s.page("/", markup+s.snippet()+`<script async src="`+s.base+`/widget.js" onload="done = true"></script>`)
			tb.goTo(s, "/")
			tb.wait(`window.done === true`)
			tb.run(theLauncher + `?.shadowRoot.querySelector(".help").click()`)
			// Either the launcher shows our panel, or there is none and the paragraph stays.
			tb.wait(theLauncher + ` ? ` + launcherThere + ` && ` + inLauncher + `.querySelector("iframe")?.src.startsWith(` + quote(s.base) + `) : ` + theParagraph + ` === "visible"`)
			if eval[bool](tb, `window.stolen === true`) {
				t.Error("a stranger's script ran in the page")
			}
		})
	}
}

func TestEmbed_AnOffsetIsReadHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	for _, c := range []struct {
		offset string
		x, y   int
	}{
		{"40 60", 40, 60},
		{"40px 60px", 40, 60},
		{"40, 60", 40, 60},
		{" 40  60 ", 40, 60},
		{"0 0", 0, 0},
		{"-40 -60", 40, 60},
		{"40", 40, 16},
		{"near the corner", 16, 16},
		{"", 16, 16},
	} {
		tb.each(c.offset, func(t *testing.T) {
			s.page("/", `<div style="height: 3000px"></div>`+s.snippet(`data-offset="`+c.offset+`"`))
			tb.goTo(s, "/")
			tb.wait(launcherThere)
			tb.wait(fmt.Sprintf(`(() => { const r = %s.getBoundingClientRect(), root = document.documentElement;
				return Math.abs(root.clientWidth - r.right - %d) < 1 && Math.abs(root.clientHeight - r.bottom - %d) < 1 })()`, theBar, c.x, c.y))
		})
	}
}

// Launcher and panel listen to each other alone, whatever other frames of the page say.
func TestEmbed_WhatOtherFramesSayIsNotHeard(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	tb := way{}.visit(t)
	s.page("/other", `<script>
		for (const said of [{ type: "ready" }, { type: "event", name: "ticket" }, { type: "badge", count: 99 }, { type: "size", height: 5000 }, { type: "close" }])
			parent.postMessage({ deskbell: 1, ...said }, "*");
		for (let i = 0; i < parent.frames.length; i++) parent.frames[i].postMessage({ deskbell: 1, type: "ask", text: "forged" }, "*");
		parent.postMessage("last", "*");
		</script>`)
	s.page("/", `<script>heard = []; addEventListener("message", (e) => e.data === "last" && (last = true));
		for (const e of ["close", "ticket"]) addEventListener("deskbell:" + e, () => heard.push(e))</script><iframe id="other"></iframe>`+s.snippet())
	tb.goTo(s, "/")
	panel := tb.openPanel(s)
	tb.wait(`!` + theSheet + `.querySelector(".card")`)
	height := eval[string](tb, theSheet+`.style.getPropertyValue("--height")`)
	tb.run(`document.getElementById("other").src = "/other"`)
	tb.wait(`window.last === true`)
	got := eval[string](tb, `[heard.length, sessionStorage.length, `+inLauncher+`.querySelector(".badge").textContent, `+theSheet+`.checkVisibility(), `+theSheet+`.style.getPropertyValue("--height")].join()`)
	if want := "0,0,,true," + height; got != want {
		t.Errorf("events, marks, badge, open, height: %s, want %s", got, want)
	}
	if log := eval[string](panel, `document.querySelector("#log").textContent`); strings.Contains(log, "forged") {
		t.Errorf("the panel asked for a stranger: %s", log)
	}
}
