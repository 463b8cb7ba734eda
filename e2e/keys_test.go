package e2e

import (
	"context"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// pressing presses one key after the other, as a keyboard does: what a key types goes along with its press, so that it is
// typed unless the page prevents it. chromedp.KeyEvent sends it apart, and it is typed whatever the page says.
func pressing(pressed string, options ...chromedp.KeyOption) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		for _, one := range pressed {
			for _, event := range strokes(one) {
				for _, set := range options {
					set(&event)
				}
				if event.Modifiers&^int64(chromedp.ModifierShift) != 0 {
					event.Text, event.UnmodifiedText = "", ""
				}
				if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, event); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// strokes are a press and a release.
func strokes(key rune) []input.DispatchKeyEventParams {
	var events []input.DispatchKeyEventParams
	for _, event := range kb.Encode(key) {
		if event.Type != kb.KeyChar {
			events = append(events, *event)
			continue
		}
		press := &events[len(events)-1]
		press.Text, press.UnmodifiedText = event.Text, event.UnmodifiedText
	}
	return events
}
