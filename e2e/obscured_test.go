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
			tb := way{}.visit(t)
			tb.emulate("light")
			tb.inFront()
			tb.mustDo(chromedp.EmulateViewport(size[0], size[1]))
			tb.open(d.base + "/help?lang=en")
			for _, question := range []string{theQuestion, "Where is the dog beach?", "Where do I find the WLAN password?"} {
				tb.askFor(question)
				tb.see(question)
			}
			tb.fill(textbox("Another question?"), strings.Repeat("Where do I leave the bicycles?\n", 9))
			for _, complaint := range eval[[]string](tb, fmt.Sprintf("(%s)(%s)", focusBehindTheField, looks())) {
				t.Error(complaint)
			}
		})
	}
}

// focusBehindTheField scrolls each stop to where the field stands before it gets the focus.
const focusBehindTheField = `(look) => look.stops().filter((e) => !e.closest(".head, .writer")).flatMap((e) => {
	const field = document.querySelector(".writer").getBoundingClientRect();
	scrollBy({ top: e.getBoundingClientRect().bottom - (field.top + field.bottom) / 2, behavior: "instant" });
	e.focus();
	return look.hidden(e);
})`
