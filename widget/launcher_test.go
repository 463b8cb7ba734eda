package widget

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"deskbell/static"
)

// hostPage is a page of another site, in a browser, that embeds the desk and forbids
// itself all that docs/embedding.md does not ask for.
type hostPage struct {
	t    *testing.T
	ctx  context.Context
	desk *httptest.Server

	mu    sync.Mutex
	asked []string // paths that the desk was asked for
	mute  bool     // no panel comes
}

// onPage opens the page: the desk is at 127.0.0.1 and the page at localhost, which
// are different sites.
func onPage(t *testing.T, query string, change ...func(*fixture)) *hostPage {
	t.Helper()
	h := &hostPage{t: t}
	f := newFixture(t, change...)
	h.desk = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		h.asked = append(h.asked, r.URL.Path)
		mute := h.mute && strings.HasPrefix(r.URL.Path, "/help")
		h.mu.Unlock()
		if mute {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		f.handler.ServeHTTP(w, r)
	}))
	t.Cleanup(h.desk.Close)
	site := httptest.NewServer(http.HandlerFunc(h.serve))
	t.Cleanup(site.Close)
	origin := strings.Replace(site.URL, "127.0.0.1", "localhost", 1)
	f.settings.Origins = []string{origin}
	h.launch()
	if err := chromedp.Do(h.ctx, chromedp.Navigate(origin+"/"+query)); err != nil {
		t.Fatal(err)
	}
	h.wait(`!!window.Deskbell`)
	return h
}

func (h *hostPage) serve(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Security-Policy", fmt.Sprintf(
		"default-src 'none'; script-src %s 'nonce-x'; frame-src %[1]s; require-trusted-types-for 'script'", h.desk.URL))
	embed := static.Embed{Base: h.desk.URL, Email: "owner@shop.example", Phone: "+49 30 1", Help: "Help", Person: "Reach a person"}
	fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><title>Flats</title>
<script nonce="x">broken = []; for (const what of ["error", "securitypolicyviolation"]) document.addEventListener(what, e => broken.push(what), true)</script>
<h1>Flats</h1>%s
<script async src="%s/widget.js"></script></html>`, embed.Snippet(), h.desk.URL) // twice, as it happens
}

func (h *hostPage) launch() {
	path, err := exec.LookPath("chromium")
	if err != nil && os.Getenv("DESKBELL_TEST_FULL") == "1" {
		h.t.Fatal("chromium is not installed")
	}
	if err != nil {
		h.t.Skip("skipped: chromium is not installed")
	}
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	h.t.Cleanup(cancel)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU)
	allocator, cancel := chromedp.NewExecAllocator(ctx, options...)
	h.t.Cleanup(cancel)
	h.ctx, cancel = chromedp.NewContext(allocator)
	h.t.Cleanup(cancel)
}

// wait returns when a JavaScript condition holds.
func (h *hostPage) wait(js string) {
	h.t.Helper()
	for range 1000 {
		holds, err := chromedp.Run(h.ctx, chromedp.Evaluate[bool](js))
		if err != nil {
			h.t.Fatalf("%s: %v", js, err)
		}
		if holds {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	text, _ := chromedp.Run(h.ctx, chromedp.Evaluate[string](`document.querySelector("deskbell-launcher")?.shadowRoot.textContent ?? "no launcher"`))
	h.t.Fatalf("never true: %s\nthe launcher shows: %s", js, text)
}

func (h *hostPage) do(js string) {
	h.t.Helper()
	if _, err := chromedp.Run(h.ctx, chromedp.Evaluate[bool](js+"; true")); err != nil {
		h.t.Fatalf("%s: %v", js, err)
	}
}

func (h *hostPage) paths() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.asked)
}

const (
	root  = `document.querySelector("deskbell-launcher").shadowRoot`
	sheet = root + `.querySelector(".sheet")`
)

func TestBeforeTheClickThereIsOneRequestAndNothingStored(t *testing.T) {
	h := onPage(t, "")
	h.wait(`document.querySelectorAll("deskbell-launcher").length === 1`)
	h.wait(root + `.textContent === "HelpReach a person"`)
	h.wait(`sessionStorage.length + localStorage.length === 0 && document.cookie === ""`)
	h.wait(`getComputedStyle(document.querySelector("[data-deskbell]")).visibility === "hidden"`)
	h.wait(`broken.length === 0`)
	for _, path := range h.paths() {
		if path != "/widget.js" { // the second tag has it from the cache, or asks for it again
			t.Errorf("asked for %s", path)
		}
	}
}

func TestThePanelOpensAndClosesAndGivesTheFocusBack(t *testing.T) {
	h := onPage(t, "")
	h.do(`events = []; for (const e of ["open", "close"]) addEventListener("deskbell:" + e, () => events.push(e))`)
	h.do(root + `.querySelector("button").focus(); ` + root + `.querySelector("button").click()`)
	h.wait(sheet + `?.hidden === false && !` + root + `.querySelector(".card") && !!` + root + `.querySelector("iframe[title=Help]")`)
	if !slices.Contains(h.paths(), "/help") {
		t.Errorf("asked for %v", h.paths())
	}
	h.do(`postMessage({ deskbell: 1, type: "close" }, "*")`) // not from the panel: of no effect
	h.do(root + `.querySelectorAll("button")[1].click()`)
	h.wait(`!` + sheet + `.hidden`)
	h.do(root + `.querySelector("button").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true }))`)
	h.wait(sheet + `.hidden && ` + root + `.activeElement === ` + root + `.querySelector("button")`)
	h.wait(`events.join() === "open,close" && broken.length === 0`)
}

func TestADeskThatIsGoneLeavesTheOwnersContact(t *testing.T) {
	h := onPage(t, "")
	h.desk.Close()
	h.do(`Deskbell.open("person")`)
	h.wait(root + `.querySelector(".lost p")?.textContent === "No connection"`)
	for _, address := range []string{"mailto:owner@shop.example", "tel:+49301"} {
		h.wait(root + `.querySelector('.lost a[href="` + address + `"]').checkVisibility()`)
	}
}

func TestAPanelThatDoesNotComeLeavesTheOwnersContact(t *testing.T) {
	h := onPage(t, "")
	h.mute = true
	h.do(`Deskbell.open()`)
	h.wait(root + `.querySelector(".card p")?.textContent === "No connection"`)
	for _, address := range []string{"mailto:owner@shop.example", "tel:+49301", "/help"} {
		h.wait(root + `.querySelector('.card a[href*="` + address + `"]') !== null`)
	}
	h.do(root + `.querySelector(".card button").click()`)
	h.wait(sheet + `.hidden`)

	h.mu.Lock()
	h.mute = false
	h.mu.Unlock()
	h.do(`Deskbell.open()`) // tries again
	h.wait(`!` + root + `.querySelector(".card") && !` + sheet + `.hidden`)
}

func TestDestroyLeavesNothing(t *testing.T) {
	h := onPage(t, "")
	h.do(`Deskbell.open(); Deskbell.destroy()`)
	h.wait(`!document.querySelector("deskbell-launcher") && !window.Deskbell && sessionStorage.length === 0`)
	h.wait(`document.adoptedStyleSheets.length === 0 && getComputedStyle(document.querySelector("[data-deskbell]")).visibility === "visible"`)
}

// A9: the host's address reaches no prototype.
func TestNothingOfTheHostReachesAPrototype(t *testing.T) {
	h := onPage(t, "?__proto__[x]=1&constructor.prototype.y=1")
	h.do(`Deskbell.open()`)
	h.wait(`({}).x === undefined && ({}).y === undefined`)
}

func TestTheLanguageCanBeChanged(t *testing.T) {
	h := onPage(t, "")
	h.do(`Deskbell.setLanguage("de-AT")`)
	h.wait(root + `.textContent === "HilfeEinen Menschen fragen" && document.querySelector("deskbell-launcher").lang === "de"`)
}
