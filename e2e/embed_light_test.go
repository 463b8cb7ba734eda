package e2e

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"deskbell/static"
)

func TestEmbed_TheScriptIsAskedForOnce(t *testing.T) {
	t.Parallel()
	s := embedding(t)
	pinned := static.Embed{Base: s.base, Email: ownersMail, Help: "Help", Person: "Reach a person"}.PinnedSnippet()
	for name, snippet := range map[string]string{"stable": s.snippet(), "pinned": pinned} {
		t.Run(name, func(t *testing.T) {
			w := tap(t)
			tb := way{proxy: w.address}.visit(t)
			s.page("/a", snippet)
			s.page("/b", snippet)
			for range 2 {
				tb.goTo(s, "/a")
				tb.wait(launcherThere)
				tb.goTo(s, "/b")
				tb.wait(launcherThere)
			}
			if n := len(w.to(s.base)); n != 1 {
				t.Errorf("the desk was asked %d times:\n%s", n, paths(w.to(s.base)))
			}
		})
	}
}

func TestEmbed_AScriptThatIsTheSameIsNotSentAgain(t *testing.T) {
	t.Parallel()
	d := start(t)
	for _, path := range []string{"/widget.js", static.Present().PinnedPath(), static.Frame().PinnedPath()} {
		first, err := http.Get(d.base + path)
		if err != nil {
			t.Fatal(err)
		}
		first.Body.Close()
		again, err := http.NewRequest(http.MethodGet, d.base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		again.Header.Set("If-None-Match", first.Header.Get("ETag"))
		resp, err := http.DefaultClient.Do(again)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusNotModified || len(body) > 0 {
			t.Errorf("%s: %s, %d bytes, %v", path, resp.Status, len(body), err)
		}
	}
}

// The script is on its way until the test lets it through.
func TestEmbed_ThePageStandsBeforeTheScriptAndDoesNotMoveWhenItComes(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	let := make(chan struct{})
	var page string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/widget.js" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, page)
			return
		}
		select {
		case <-let:
			static.Present().ServeStable(w, r)
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(server.Close)
	page = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Flats</title><body><h1>Flats</h1>` + snippetFor(server.URL) +
		strings.Repeat("<p>By the sea.</p>", 99) + `</body></html>`
	tb := way{view: phone}.visit(t)
	tb.run(`location.href = ` + quote(server.URL)) // it is not complete yet: opening it would wait
	tb.wait(`performance.getEntriesByName("first-contentful-paint").length === 1`)
	tb.wait(noLauncher)
	tb.mustLinkTo(link("Reach a person"), "mailto:"+ownersMail)
	tb.run(`window.moved = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) window.moved += e.value }).observe({ type: "layout-shift", buffered: true })`)
	close(let)
	tb.wait(launcherThere)
	tb.run(`window.drawn = 0; requestAnimationFrame(function next() { if (window.drawn++ < 3) requestAnimationFrame(next) })`)
	tb.wait(`window.drawn > 3`)
	if moved := eval[float64](tb, "window.moved"); moved != 0 {
		t.Errorf("the page moved by %f", moved)
	}
	// The observer would have seen it.
	tb.run(`document.body.prepend(Object.assign(document.createElement("div"), { style: "height: 300px" }))`)
	tb.wait(`window.moved > 0`)
}
