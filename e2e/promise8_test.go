package e2e

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// Budgets of what is served before and at the first click, in bytes.
const (
	loaderBudget  = 4 << 10
	openingBudget = 25 << 10
)

func TestPromise8_OneRequestAndNothingKeptBeforeTheClick(t *testing.T) {
	d, h := hosted(t)
	w := tap(t)
	tb := way{proxy: w.address}.visit(t)
	tb.open(h.origin)
	tb.find(button("Help"))
	tb.mustKeepNothing()

	before := w.to(d.base)
	if got := paths(before); got != "GET /widget.js" {
		t.Errorf("before the click the desk was asked for\n%s", got)
	}
	if n := served(before); n > loaderBudget {
		t.Errorf("the loader has %d bytes as served, the budget is %d", n, loaderBudget)
	}
	tb.click(button("Help"))
	panel := tb.panel(d)
	panel.wait(`document.readyState === "complete"`)
	all := w.to(d.base)
	if !strings.Contains(paths(all), "GET /help?") {
		t.Fatalf("the wire saw only\n%s", paths(all))
	}
	if served(all) > openingBudget {
		t.Errorf("the first opening has %d bytes as served, the budget is %d:\n%s", served(all), openingBudget, paths(all))
	}
	tb.mustKeepNothing()
	panel.mustKeepNothing()
}

func TestPromise8_AConversationAsksNobodyElseAndSetsNoCookie(t *testing.T) {
	d, h := hosted(t)
	w := tap(t)
	tb := way{proxy: w.address}.visit(t)
	tb.open(h.origin)
	tb.click(button("Help"))
	panel := tb.panel(d)
	panel.askFor("Where do I find the door code?")
	panel.mustKeepNothing() // questions leave nothing behind
	panel.click(button("Not solved"))
	panel.sendHere("The mail never came.")
	panel.click(button("Open your request"))
	panel.see("The mail never came.")

	if asked := w.origins(); !slices.Contains(asked, d.base) {
		t.Fatalf("the wire saw only %q", asked)
	}
	for _, origin := range w.origins() {
		if origin != h.origin && origin != d.base {
			t.Errorf("%s was asked, a third party", origin)
		}
	}
	for _, e := range w.to(d.base) {
		if len(e.cookies) > 0 {
			t.Errorf("%s sets a cookie: %q", e.url, e.cookies)
		}
	}
	if n := tb.cookies(); n > 0 {
		t.Errorf("the browser holds %d cookies", n)
	}
	flag := eval[map[string]string](tb, "({ ...sessionStorage })")
	if len(flag) > 1 || !slices.Contains([]string{"", "1"}, flag["deskbell"]) {
		t.Errorf("the site's own storage holds %v, want at most a flag without content", flag)
	}
}

func served(all []exchange) int {
	n := 0
	for _, e := range all {
		n += e.bytes
	}
	return n
}

// mustKeepNothing asserts that the page's origin has left nothing in the browser.
func (tb *tab) mustKeepNothing() {
	tb.t.Helper()
	const kept = `(async () => [
		...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(document.cookie ? [document.cookie] : []),
		...(await indexedDB.databases()).map(d => d.name), ...(await globalThis.caches?.keys() ?? []),
	].join(" "))()`
	got, err := chromedp.Run(tb.ctx, chromedp.Evaluate[string](kept, chromedp.EvalAwaitPromise))
	if err != nil {
		tb.t.Fatal(err)
	}
	if got != "" {
		tb.t.Errorf("%s keeps %s", eval[string](tb, "location.origin"), got)
	}
	if n := tb.cookies(); n > 0 {
		tb.t.Errorf("the browser holds %d cookies", n)
	}
}

// cookies is how many cookies the visitor's browser holds, of whatever origin.
func (tb *tab) cookies() int {
	tb.t.Helper()
	jar, err := chromedp.CallBrowser(tb.ctx, storage.GetCookies, storage.GetCookiesParams{BrowserContextID: tb.visitor()})
	if err != nil {
		tb.t.Fatal(err)
	}
	return len(jar.Cookies)
}
