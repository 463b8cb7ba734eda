package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestQuestionsAreTriedAndAddedByKeyboard: what an owner pastes is answered, or given to an entry that is
// found by its words, and is answered from then on. Enter in the field of words looks for entries.
func TestQuestionsAreTriedAndAddedByKeyboard(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	d.run("import", entryFile(t, "harbour", "Where is the harbour master?", "In the red house."))
	owner := becomeOwner(t, d)
	eventually(t, "the new entry answers", func() error { return d.answers("Where is the harbour master?", "harbour") })
	for unknown, noScript := range map[string]bool{"zeppelin mooring": false, "quantum flux": true} {
		tb := way{noScript: noScript, beside: owner.ctx}.visit(t)
		tb.open(d.base + "/admin/try")
		tb.tabTo("#questions")
		tb.mustDo(pressing("Where is the harbour master?"), pressing(kb.Enter), pressing(unknown))
		tb.tabTo("main button.primary")
		tb.mustDo(pressing(kb.Enter))
		tb.see("Answered: 1 of 2")

		tb.tabTo("#words-1")
		tb.mustDo(pressing("red house"), pressing(kb.Enter))
		tb.see("Found one entry.")
		tb.wait(`document.activeElement.id === "entry-1-0"`)
		tb.tabTo("[name=add]")
		tb.mustDo(pressing(kb.Enter))
		tb.see("Added to “Where is the harbour master?”.")
		tb.see("Answered: 2 of 2")
		tb.wait(`document.activeElement.matches(".done")`)
		if err := d.answers(unknown, "harbour"); err != nil {
			t.Error(err)
		}
		tb.report()
	}
}
