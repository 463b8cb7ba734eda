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

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

type createContext = target.CreateBrowserContextParams

// life is how long a tab may be used.
const life = 3 * time.Minute

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

// named is what assistive technology calls things: a role, and a name or how it begins.
type named struct{ role, name string }

func button(name string) named   { return named{"button", name} }
func link(name string) named     { return named{"link", name} }
func textbox(name string) named  { return named{"textbox", name} }
func checkbox(name string) named { return named{"checkbox", name} }
func radio(name string) named    { return named{"radio", name} }

// all finds every element of a role and name that is not hidden, in shadow roots too.
func (tb *tab) all(n named) ([]cdp.BackendNodeID, error) {
	document, err := chromedp.Run(tb.ctx, chromedp.Evaluate[*runtime.RemoteObject]("document"))
	if err != nil {
		return nil, err
	}
	found, err := chromedp.Call(tb.ctx, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{
		ObjectID: document.ObjectID, Role: n.role,
	})
	var exact, begun []cdp.BackendNodeID
	for _, node := range found.Nodes {
		name := nameOf(node)
		switch {
		case node.Ignored || node.BackendDOMNodeID == 0:
		case name == n.name:
			exact = append(exact, node.BackendDOMNodeID)
		case strings.HasPrefix(name, n.name):
			begun = append(begun, node.BackendDOMNodeID)
		}
	}
	if len(exact) > 0 {
		return exact, err
	}
	return begun, err
}

func nameOf(node *accessibility.Node) string {
	var name string
	if node.Name != nil {
		_ = json.Unmarshal([]byte(node.Name.Value), &name) // a name is a string or missing
	}
	return strings.TrimSpace(name)
}

// find waits for the one element of a role and name.
func (tb *tab) find(n named) cdp.BackendNodeID {
	tb.t.Helper()
	var one cdp.BackendNodeID
	err := within(patient, func() error {
		ids, err := tb.all(n)
		if err == nil && len(ids) != 1 {
			err = fmt.Errorf("there are %d", len(ids))
		}
		if err == nil {
			one = ids[0]
		}
		return err
	})
	if err != nil {
		tb.t.Fatalf("%s %q: %v\n%s", n.role, n.name, err, tb.text())
	}
	return one
}

// click presses the mouse button on the middle of an element, times times at once.
func (tb *tab) click(n named, times ...int) {
	tb.t.Helper()
	clicks := append(times, 1)[0]
	err := within(patient, func() error {
		x, y, err := tb.middle(tb.find(n))
		if err != nil {
			return err
		}
		return tb.clickAt(x, y, clicks)
	})
	if err != nil {
		tb.t.Fatalf("click on %s %q: %v\n%s", n.role, n.name, err, tb.text())
	}
}

// middle is where an element is in the window, after it was brought there.
func (tb *tab) middle(id cdp.BackendNodeID) (x, y float64, err error) {
	_, err = chromedp.Call(tb.ctx, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{BackendNodeID: id})
	if err != nil {
		return 0, 0, err
	}
	box, err := chromedp.Call(tb.ctx, dom.GetContentQuads, dom.GetContentQuadsParams{BackendNodeID: id})
	if err != nil {
		return 0, 0, err
	}
	if len(box.Quads) == 0 {
		return 0, 0, errors.New("it takes no room")
	}
	q := box.Quads[0]
	return (q[0] + q[4]) / 2, (q[1] + q[5]) / 2, nil
}

func (tb *tab) clickAt(x, y float64, times int) error {
	for n := range times {
		for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
			_, err := chromedp.Call(tb.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{
				Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: int64(n + 1),
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// fill replaces what stands in a field, as if pasted.
func (tb *tab) fill(n named, text string) {
	tb.t.Helper()
	id := tb.find(n)
	_, err := chromedp.Call(tb.ctx, dom.Focus, dom.FocusParams{BackendNodeID: id})
	if err == nil {
		err = chromedp.Do(tb.ctx, chromedp.Evaluate[chromedp.Void]("document.activeElement.select()"))
	}
	if err == nil {
		_, err = chromedp.Call(tb.ctx, input.InsertText, input.InsertTextParams{Text: text})
	}
	if err != nil {
		tb.t.Fatalf("fill %s %q: %v", n.role, n.name, err)
	}
}

// value is what stands in a field.
func (tb *tab) value(n named) string {
	tb.t.Helper()
	object, err := chromedp.Call(tb.ctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: tb.find(n)})
	if err != nil {
		tb.t.Fatal(err)
	}
	got, err := chromedp.Call(tb.ctx, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID: object.Object.ObjectID, FunctionDeclaration: "function() { return this.value }", ReturnByValue: new(true),
	})
	if err != nil {
		tb.t.Fatal(err)
	}
	var value string
	_ = json.Unmarshal([]byte(got.Result.Value), &value)
	return value
}
