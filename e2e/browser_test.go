package e2e

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// browser is the one Chromium that all tests share; each has tabs of its own.
type browser struct {
	once sync.Once
	ctx  context.Context
	stop func()
	err  error
}

var chromium = browser{stop: func() {}}

// launched gives the context of the running browser.
func (b *browser) launched(t *testing.T) context.Context {
	t.Helper()
	path := need(t, "chromium", "chromium-browser", "google-chrome")
	b.once.Do(func() { b.err = b.launch(path) })
	if b.err != nil {
		t.Fatalf("%s: %v", path, b.err)
	}
	return b.ctx
}

func (b *browser) launch(path string) error {
	profile := filepath.Join(filepath.Dir(binary), "chromium")
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", false), // they take room, as on a visitor's screen
		// Chromium's own questions to Google about forms would stand among a page's requests; the pages behind its address
		// bar, new ones for each window, took a quarter of the processor time of all tests.
		chromedp.Flag("disable-features", "Translate,AutofillServerCommunication,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"),
		chromedp.Flag("enable-blink-features", "ComputedAccessibilityInfo"), // what announce.js calls things by
		chromedp.Flag("lang", "en-GB"), chromedp.WindowSize(1280, 800),
	)
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	b.ctx = ctx
	b.stop = func() {
		_ = chromedp.Cancel(ctx)
		cancel()
		cancelAllocator()
	}
	return chromedp.Do(ctx)
}

// viewport is a size of the window in CSS pixels.
type viewport struct {
	name          string
	width, height int64
	phone         bool
}

var (
	phone   = viewport{"phone", 360, 740, true}
	desktop = viewport{"desktop", 1280, 800, false}
)

// way is how a visitor comes: the zero value is a desktop with JavaScript.
type way struct {
	view     viewport
	noScript bool
	proxy    string          // address that every request goes through, "" for none
	beside   context.Context // a tab of the same visitor, nil for a new one
}

// visit opens a tab, in a browser context of its own unless beside another, until the test ends.
func (w way) visit(t *testing.T) *tab {
	t.Helper()
	tb := &tab{t: t}
	options := []chromedp.ContextOption{chromedp.WithListener(tb.hear)}
	parent := chromium.launched(t)
	if w.beside != nil {
		parent = w.beside
	} else {
		options = append(options, chromedp.WithNewBrowserContext(w.through))
	}
	ctx, cancel := chromedp.NewContext(parent, options...)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("new tab: %v", err)
	}
	tb.begin(ctx, cancel)
	tb.mustDo(w.sized())
	if w.noScript {
		tb.call(emulation.SetScriptExecutionDisabled.Method, emulation.SetScriptExecutionDisabledParams{Value: true})
	}
	return tb
}

func (w way) through(p *createContext) {
	if w.proxy != "" {
		p.ProxyServer, p.ProxyBypassList = w.proxy, "<-loopback>"
	}
}

func (w way) sized() chromedp.Action[chromedp.Void] {
	view := w.view
	if view.width == 0 {
		view = desktop
	}
	var options []chromedp.EmulateViewportOption
	if view.phone {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	return chromedp.EmulateViewport(view.width, view.height, options...)
}

// panel waits until the launcher shows the panel, and gives it.
func (tb *tab) panel(d *desk) *tab {
	tb.t.Helper()
	inside := tb.frameIn(d.base)
	tb.wait(panelOnTop)
	return inside
}

const panelOnTop = `(() => {
	const root = document.querySelector("deskbell-launcher").shadowRoot, frame = root.querySelector("iframe");
	const r = frame.getBoundingClientRect();
	return frame.checkVisibility() && root.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) === frame;
})()`

// frameIn attaches to the frame of an origin, which is of another site and so a target of its own:
// a click in it passes by whatever the page has put over it.
func (tb *tab) frameIn(origin string) *tab {
	tb.t.Helper()
	inside := &tab{t: tb.t}
	eventually(tb.t, "there is a frame of "+origin, func() error {
		targets, err := chromedp.Targets(tb.ctx)
		if err != nil {
			return err
		}
		for _, info := range targets {
			if info.Type == "iframe" && info.BrowserContextID == tb.visitor() && startsWith(info.URL, origin+"/") {
				return inside.attach(tb.ctx, chromedp.WithTargetID(info.TargetID))
			}
		}
		return fmt.Errorf("none among %d targets", len(targets))
	})
	return inside
}

func (tb *tab) attach(parent context.Context, to chromedp.ContextOption) error {
	ctx, cancel := chromedp.NewContext(parent, to, chromedp.WithListener(tb.hear), chromedp.WithDetachOnCancel())
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		return err
	}
	tb.begin(ctx, cancel)
	return nil
}

func (tb *tab) visitor() cdp.BrowserContextID {
	return chromedp.FromContext(tb.ctx).BrowserContextID
}
