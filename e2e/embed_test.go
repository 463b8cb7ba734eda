package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// shop is the site of an owner with several pages, headers and scripts, which embeds a desk.
type shop struct {
	*desk
	origin string

	mu     sync.Mutex
	pages  map[string]string // by path
	policy string            // Content-Security-Policy, "" for none
	script string            // what /script.js is
}

// embedding starts a desk, and a site for any page. It stands at another site than the desk.
func embedding(t *testing.T) *shop {
	t.Helper()
	chromium.launched(t)
	s := &shop{desk: start(t, "--site", "http://localhost:*"), pages: map[string]string{}}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.origin = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	return s
}

func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	page, script, policy := s.pages[r.URL.Path], s.script, s.policy
	s.mu.Unlock()
	switch {
	case r.URL.Path == "/turbo.js":
		http.ServeFile(w, r, filepath.Join(modules, "@hotwired", "turbo", "dist", "turbo.es2017-umd.js"))
	case r.URL.Path == "/script.js":
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprint(w, script)
	case page == "":
		http.NotFound(w, r)
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if policy != "" {
			w.Header().Set("Content-Security-Policy", policy)
		}
		fmt.Fprint(w, page)
	}
}

// modules are what npm installed for the tests.
var modules = filepath.Join("..", "widget", "client", "node_modules")

// page puts a page at a path: some of a usual page, then more.
func (s *shop) page(path, more string) {
	s.raw(path, `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Page `+path+`</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><body>
<h1>Page `+path+`</h1><nav><a href="/a">To a</a> <a href="/b">To b</a></nav>
<p>Flats by the sea. <button type="button">Book</button> <input aria-label="Name"></p>`+more+`</body></html>`)
}

func (s *shop) raw(path, html string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = html
}

// snippet is what the owner pastes, with further attributes of the script tag.
func (s *shop) snippet(attributes ...string) string {
	return s.with(snippetFor(s.base), attributes...)
}

func (s *shop) with(snippet string, attributes ...string) string {
	return strings.Replace(snippet, "<script async", "<script async "+strings.Join(attributes, " "), 1)
}

// go to a page of the site.
func (tb *tab) goTo(s *shop, path string) {
	tb.t.Helper()
	tb.open(s.origin + path)
}

// run runs statements in the page.
func (tb *tab) run(js string) {
	tb.t.Helper()
	eval[bool](tb, "(() => { "+js+" })() || true")
}

const (
	theLauncher   = `document.querySelector("deskbell-launcher")`
	inLauncher    = theLauncher + `.shadowRoot`
	theBar        = inLauncher + `.querySelector(".bar")`
	theSheet      = inLauncher + `.querySelector(".sheet")`
	launcherThere = `document.querySelectorAll("deskbell-launcher").length === 1 && ` + theBar + `.checkVisibility()`
	theParagraph  = `getComputedStyle(document.querySelector("[data-deskbell]")).visibility`
	panelClosed   = `!!` + theLauncher + ` && !(` + theSheet + `?.checkVisibility())`
)

// openPanel presses Help and waits for the panel.
func (tb *tab) openPanel(s *shop) *tab {
	tb.t.Helper()
	tb.click(button("Help"))
	return tb.panelReady(s)
}

// panelReady waits until the panel is shown and can be typed in.
func (tb *tab) panelReady(s *shop) *tab {
	tb.t.Helper()
	panel := tb.panel(s.desk)
	panel.wait(`document.readyState === "complete"`)
	return panel
}

// each runs a part of a test in the tab, on a page of its own.
func (tb *tab) each(name string, do func(t *testing.T)) {
	tb.t.Run(name, func(t *testing.T) { tb.in(t, func() { do(t) }) })
}
