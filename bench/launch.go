package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"

	"github.com/chromedp/chromedp"

	"deskbell/static"
)

const (
	launches = 11
	slowLine = 1.6e6 / 8 // bytes a second
	roundTo  = 150       // milliseconds of latency
)

// launched is what one visit of a page with the snippet took, in milliseconds.
type launched struct {
	Visible float64 // from the start of the request for the loader to the frame that shows the launcher
	Paint   float64 // from the same moment to the page's own first paint, less than 0 if it was before
}

const watchLaunch = `<script>launched = new Promise((resolve) => new MutationObserver((_, watch) => {
	if (!document.querySelector("deskbell-launcher")) return;
	watch.disconnect();
	requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
}).observe(document.documentElement, { childList: true }))</script>`

// measureLaunch opens a page with the snippet in Chromium, each time with an empty cache, on a line of 1.6 Mbit/s and 150 ms.
func measureLaunch(ctx context.Context, binary, folder string) error {
	d, err := start(ctx, binary, folder, "--site", "http://localhost:*")
	if err != nil {
		return err
	}
	defer d.stop()
	snippet := static.Embed{Base: d.base, Email: "owner@shop.example", Help: "Help", Person: "Reach a person"}.Snippet()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		script := snippet
		if r.URL.Path == "/without" {
			script, _, _ = strings.Cut(snippet, "<script")
		}
		fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><title>Flats</title>%s<h1>Flats</h1>%s</html>`, watchLaunch, script)
	}))
	defer site.Close()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU)
	allocator, stop := chromedp.NewExecAllocator(ctx, options...)
	defer stop()
	browser, stop := chromedp.NewContext(allocator)
	defer stop()
	if err := chromedp.Do(browser); err != nil {
		return err
	}
	page := strings.Replace(site.URL, "127.0.0.1", "localhost", 1)
	var visible, paint, busy []float64
	for range launches {
		one, with, err := visit(browser, page+"/")
		if err != nil {
			return err
		}
		_, without, err := visit(browser, page+"/without")
		if err != nil {
			return err
		}
		visible, paint, busy = append(visible, one.Visible), append(paint, one.Paint), append(busy, with-without)
	}
	fmt.Printf("the launcher is seen %.0f ms after its script is asked for (worst of %d: %.0f ms), the page itself after %.0f ms\n",
		median(visible), launches, slices.Max(visible), median(paint))
	fmt.Printf("the main thread needs %.1f ms of processor time more than without the script\n", median(busy))
	return nil
}

// visit gives the times of a page, and the milliseconds that its main thread was busy.
func visit(browser context.Context, url string) (launched, float64, error) {
	var one launched
	tab, stop := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	defer stop()
	if err := chromedp.Do(tab); err != nil {
		return one, 0, err
	}
	target := chromedp.FromContext(tab).Target
	line := map[string]any{"offline": false, "latency": roundTo, "downloadThroughput": slowLine, "uploadThroughput": slowLine}
	err := errors.Join(
		target.Call(tab, "Network.enable", nil, nil),
		target.Call(tab, "Network.emulateNetworkConditions", line, nil),
		target.Call(tab, "Performance.enable", map[string]any{"timeDomain": "threadTicks"}, nil), // processor time of the thread
		chromedp.Do(tab, chromedp.Navigate(url)),
	)
	if err != nil {
		return one, 0, err
	}
	if !strings.HasSuffix(url, "/without") {
		const times = `launched.then((seen) => { const at = performance.getEntriesByType("resource").find(e => e.name.endsWith("/widget.js")).startTime;
			return { Visible: seen - at, Paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime - at } })`
		if one, err = chromedp.Run(tab, chromedp.Evaluate[launched](times, chromedp.EvalAwaitPromise)); err != nil {
			return one, 0, err
		}
	}
	var done struct {
		Metrics []struct {
			Name  string  `json:"name"`
			Value float64 `json:"value"` // seconds
		} `json:"metrics"`
	}
	if err := target.Call(tab, "Performance.getMetrics", nil, &done); err != nil {
		return one, 0, err
	}
	busy := 0.0
	for _, m := range done.Metrics {
		if slices.Contains([]string{"ScriptDuration", "LayoutDuration", "RecalcStyleDuration"}, m.Name) {
			busy += m.Value * 1000
		}
	}
	return one, busy, nil
}

func median(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}
