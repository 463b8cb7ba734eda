package e2e

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

//go:embed announce.js
var announce string

// listener uses a page by roles and names alone, with the keyboard, and writes down what it does and hears.
type listener struct {
	*tab
	story strings.Builder
}

// listen begins before the first page.
func (tb *tab) listen() *listener {
	tb.t.Helper()
	tb.inEveryPage(announce)
	tb.inFront()
	return &listener{tab: tb}
}

// chapter begins the next task.
func (l *listener) chapter(title string) { fmt.Fprintf(&l.story, "\n# %s\n", title) }

// comesTo opens a page.
func (l *listener) comesTo(url string) {
	l.t.Helper()
	l.open(url)
	fmt.Fprintf(&l.story, "> opens %s\n", steady(url))
	l.hears()
}

// focuses goes to an element, as a virtual cursor does that acts on it.
func (l *listener) focuses(n named) {
	l.t.Helper()
	if _, err := chromedp.Call(l.ctx, dom.Focus, dom.FocusParams{BackendNodeID: l.find(n)}); err != nil {
		l.t.Fatalf("%s %q: %v", n.role, n.name, err)
	}
}

// types fills a field.
func (l *listener) types(n named, text string) {
	l.t.Helper()
	l.focuses(n)
	if _, err := chromedp.Call(l.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		l.t.Fatalf("%s %q: %v", n.role, n.name, err)
	}
	fmt.Fprintf(&l.story, "> types into %s %q: %s\n", n.role, n.name, text)
	l.hears()
}

// presses acts on an element by a key, and waits until something can be heard or found.
func (l *listener) presses(key string, n named, until string) {
	l.t.Helper()
	l.focuses(n)
	l.mustDo(pressing(key))
	l.wait(until)
	l.wait("document.activeElement !== document.body") // it comes a moment later, if what had it is gone
	fmt.Fprintf(&l.story, "> presses %s on %s %q\n", map[string]string{kb.Enter: "Enter", " ": "Space"}[key], n.role, n.name)
	l.hears()
}

// hears writes down what was said since.
func (l *listener) hears() {
	l.t.Helper()
	l.wait(`document.querySelector("main").getAttribute("aria-busy") !== "true"`)
	for _, words := range eval[[]string](l.tab, "deskbellHeard()") {
		fmt.Fprintf(&l.story, "%s\n", steady(words))
	}
}

// mustTell counts what stands in the story.
func (l *listener) mustTell(times int, texts ...string) {
	l.t.Helper()
	for _, text := range texts {
		if n := strings.Count(l.story.String(), text); n != times {
			l.t.Errorf("%q stands %d times in the story, want %d", text, n, times)
		}
	}
}

// mustBeAs compares the story with a file of testdata.
func (l *listener) mustBeAs(file string) {
	l.t.Helper()
	golden(l.t, file, strings.TrimLeft(l.story.String(), "\n"))
}
