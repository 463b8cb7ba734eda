package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// named is what assistive technology calls things: a role, and a name or how it begins.
type named struct {
	role, name string
	first      bool // there may be several
}

func button(name string) named   { return named{role: "button", name: name} }
func link(name string) named     { return named{role: "link", name: name} }
func textbox(name string) named  { return named{role: "textbox", name: name} }
func checkbox(name string) named { return named{role: "checkbox", name: name} }
func radio(name string) named    { return named{role: "radio", name: name} }

// theControl of promise 1: a screen may offer the person a second time further down.
var theControl = named{role: "button", name: "Reach a person", first: true}

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

// find waits for the one element of a role and name, or for the first.
func (tb *tab) find(n named) cdp.BackendNodeID {
	tb.t.Helper()
	var one cdp.BackendNodeID
	err := within(patient, func() error {
		ids, err := tb.all(n)
		if err == nil && len(ids) != 1 && (len(ids) == 0 || !n.first) {
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
	return tb.property(n, "value")
}

// property is a property of an element, as a string.
func (tb *tab) property(n named, name string) string {
	tb.t.Helper()
	object, err := chromedp.Call(tb.ctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: tb.find(n)})
	if err != nil {
		tb.t.Fatal(err)
	}
	got, err := chromedp.Call(tb.ctx, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID: object.Object.ObjectID, ReturnByValue: new(true),
		FunctionDeclaration: "function() { return String(this." + name + ") }",
	})
	if err != nil {
		tb.t.Fatal(err)
	}
	var value string
	if err := json.Unmarshal([]byte(got.Result.Value), &value); err != nil {
		tb.t.Fatal(err)
	}
	return value
}
