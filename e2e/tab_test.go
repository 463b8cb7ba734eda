package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

type createContext = target.CreateBrowserContextParams

// life is how long a tab may be used. A visit to all states on a machine that does much else takes its time.
const life = 30 * time.Minute

// tab is a page, or a frame of another site in one. Whatever goes wrong in it uncaught
// fails the test.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu     sync.Mutex
	faults []string
	excuse string // what a fault may contain
}

func (tb *tab) begin(ctx context.Context, cancel context.CancelFunc) {
	var limit context.CancelFunc
	tb.ctx, limit = context.WithTimeout(ctx, life)
	tb.t.Cleanup(func() {
		tb.report()
		limit()
		cancel()
	})
}

// hear notes what must not happen. It runs in the loop that reads the tab's messages.
func (tb *tab) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			text += " " + thrown.Description
		}
		tb.fault("uncaught: " + text)
	case *page.EventJavascriptDialogOpening:
		tb.fault("a dialog opened: " + e.Message)
	case *log.EventEntryAdded:
		if e.Entry.Source == log.EntrySourceSecurity && e.Entry.Level == log.EntryLevelError {
			tb.fault("policy: " + e.Entry.Text)
		}
	}
}

func (tb *tab) fault(text string) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	tb.faults = append(tb.faults, text)
}

func (tb *tab) report() {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	for _, text := range tb.faults {
		if tb.excuse == "" || !strings.Contains(text, tb.excuse) {
			tb.t.Error(text)
		}
	}
	tb.faults = nil
}

// in lends the tab to a part of its test, which fails for what goes wrong meanwhile.
func (tb *tab) in(t *testing.T, do func()) {
	t.Helper()
	whole := tb.t
	tb.t = t
	defer func() {
		tb.report()
		tb.t = whole
	}()
	do()
}

func (tb *tab) mustDo(steps ...chromedp.Action[chromedp.Void]) {
	tb.t.Helper()
	if err := chromedp.Do(tb.ctx, steps...); err != nil {
		tb.t.Fatal(err)
	}
}

// call sends a command whose answer holds nothing.
func (tb *tab) call(method string, params any) {
	tb.t.Helper()
	if err := chromedp.FromContext(tb.ctx).Target.Call(tb.ctx, method, params, nil); err != nil {
		tb.t.Fatalf("%s: %v", method, err)
	}
}

func (tb *tab) open(url string) {
	tb.t.Helper()
	if err := chromedp.Do(tb.ctx, chromedp.Navigate(url)); err != nil {
		tb.t.Fatalf("%s: %v", url, err)
	}
}

// eval gives what an expression is in the page.
func eval[T any](tb *tab, js string) T {
	tb.t.Helper()
	value, err := chromedp.Run(tb.ctx, chromedp.Evaluate[T](js))
	if err != nil {
		tb.t.Fatalf("%s: %v", js, err)
	}
	return value
}

// wait waits until an expression holds, through reloads.
func (tb *tab) wait(js string) {
	tb.t.Helper()
	err := within(patient, func() error {
		holds, err := chromedp.Run(tb.ctx, chromedp.Evaluate[bool](js))
		if err == nil && !holds {
			err = errors.New("it does not hold")
		}
		return err
	})
	if err != nil {
		tb.t.Fatalf("waiting for %s: %v\n%s", js, err, tb.text())
	}
}

// see waits until a text can be read.
func (tb *tab) see(text string) {
	tb.t.Helper()
	tb.wait(fmt.Sprintf("document.body.innerText.includes(%s)", quote(text)))
}

// text is what can be read.
func (tb *tab) text() string {
	text, err := chromedp.Run(tb.ctx, chromedp.Evaluate[string]("location.href + '\\n' + document.body.innerText"))
	if err != nil {
		return err.Error()
	}
	return text
}

func quote(text string) string {
	js, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always can be
	}
	return string(js)
}

func startsWith(s, prefix string) bool { return strings.HasPrefix(s, prefix) }
