package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// WCAG 2.4.11: the field stands over the page and grows with what is typed.
func TestALongQuestionBeingTypedHidesNothingThatHasTheFocus(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	for _, size := range [][2]int64{{360, 640}, {416, 500}, {1280, 800}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			o := tour{tab: way{}.visit(t)}
			tb := o.tab
			tb.emulate("light")
			tb.inFront()
			tb.mustDo(chromedp.EmulateViewport(size[0], size[1]))
			tb.open(d.base + "/help?lang=en")
			for _, question := range []string{theQuestion, "Where is the dog beach?", "Where do I find the WLAN password?"} {
				tb.askFor(question)
				tb.see(question)
			}
			tb.fill(textbox("Another question?"), strings.Repeat("Where do I leave the bicycles?\n", 9))
			o.mustBeWalkedByTab(t)
		})
	}
}
