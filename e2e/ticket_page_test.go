package e2e

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// askCall asks for a call by the API.
func (d *desk) askCall(phone string) accepted {
	d.t.Helper()
	var a accepted
	body := map[string]string{"kind": "callback", "phone": phone, "message": theTopic, "lang": "en"}
	status, err := call("POST", d.base+"/api/v1/tickets", map[string]string{"Idempotency-Key": rand.Text()}, body, &a)
	if err != nil || status != http.StatusCreated {
		d.t.Fatalf("status %d, %v", status, err)
	}
	return a
}

// tabTo presses Tab until the element has focus.
func (tb *tab) tabTo(selector string) {
	tb.t.Helper()
	const enough = 40
	for range enough {
		tb.mustDo(pressing(kb.Tab))
		if eval[bool](tb, fmt.Sprintf("document.activeElement.matches(%s)", quote(selector))) {
			return
		}
	}
	tb.t.Fatalf("%d times Tab does not reach %s", enough, selector)
}

const phoneShown = `document.querySelector("#call-facts dd").textContent === `

// TestACallIsChangedByKeyboard: Enter in a field saves, and presses none of the buttons before it. Where the
// button goes that was pressed, it goes on at the top.
func TestACallIsChangedByKeyboard(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	d.openNow()
	for _, noScript := range []bool{false, true} {
		a, tb := d.askCall("+49 30 902040"), way{noScript: noScript}.visit(t)
		tb.open(a.URL + "?lang=en")
		tb.tabTo("main button")
		tb.mustDo(pressing(kb.Enter))
		tb.see("Change the call")
		tb.tabTo(".change-call > summary")
		tb.mustDo(pressing(kb.Enter))
		tb.tabTo("#phone")
		tb.mustDo(pressing("112"), pressing(kb.Enter)) // Tab selected what was there
		tb.see("This number is too short.")
		if noScript {
			tb.tabTo("#phone")
		}
		tb.wait(`document.activeElement.id === "phone" && document.activeElement.value === "112"`)
		tb.mustDo(pressing("a", chromedp.KeyModifiers(2)), pressing("+49 30 902041"), pressing(kb.Enter))
		tb.see("The call was changed by you.")
		tb.wait(phoneShown + quote("+49 30 902041"))
		tb.atTop(noScript)
		tb.tabTo("#withdraw > summary")
		tb.mustDo(pressing(kb.Enter))
		tb.tabTo("[name=withdraw]")
		tb.mustDo(pressing(kb.Enter))
		tb.see("This request is closed.")
		tb.atTop(noScript)
		tb.report()
	}
}

// atTop waits until focus is where reading begins. Without JavaScript there is a new page.
func (tb *tab) atTop(noScript bool) {
	tb.t.Helper()
	if !noScript {
		tb.wait(`document.activeElement.id === "form-title"`)
	}
}

// TestAnotherTabShowsTheChangeAndKeepsWhatIsTyped is about two tabs on one ticket.
func TestAnotherTabShowsTheChangeAndKeepsWhatIsTyped(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	d.openNow()
	a, tb := d.askCall("+49 30 902042"), way{}.visit(t)
	tb.open(a.URL + "?lang=en")
	tb.click(button("Show my request"))
	tb.see("Change the call")
	tb.click(named{role: "DisclosureTriangle", name: "Change the call"})
	eval[bool](tb, fmt.Sprintf(`(%s)("phone", "+49 30 1")`, fillField))
	eval[bool](tb, fmt.Sprintf(`(%s)("text", "Also the door")`, fillField))
	status, err := call("PUT", d.base+"/api/v1/ticket/callback", bearer(a.Token), map[string]string{"phone": "+49 30 902043"}, nil)
	if err != nil || status != http.StatusOK {
		t.Fatalf("status %d, %v", status, err)
	}
	tb.wait(phoneShown + quote("+49 30 902043"))
	tb.wait(`document.querySelector("#phone").value === "+49 30 1" && document.querySelector("#text").value === "Also the door"`)
	tb.click(button("Save the change")) // is refused, and the message is still there
	tb.see("This number is too short.")
	tb.wait(`document.querySelector("#phone").value === "+49 30 1" && document.querySelector("#text").value === "Also the door"`)
	status, err = call("POST", d.base+"/api/v1/ticket/withdraw", bearer(a.Token), nil, nil)
	if err != nil || status != http.StatusOK {
		t.Fatalf("status %d, %v", status, err)
	}
	tb.see("This request is closed.")
	tb.wait(`document.querySelector("#text").value === "Also the door"`)
}

// TestADownloadLeavesThePage: the script leaves the form of the download to the browser.
func TestADownloadLeavesThePage(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	dir := t.TempDir()
	a, tb := d.askCall("+49 30 902044"), way{}.visit(t)
	tb.call("Page.setDownloadBehavior", map[string]any{"behavior": "allow", "downloadPath": dir})
	tb.open(a.URL + "?lang=en")
	tb.click(button("Show my request"))
	tb.see("Download what is stored")
	tb.click(named{role: "DisclosureTriangle", name: "Download what is stored"})
	tb.click(button("To read"))
	eventually(t, "the file is there", func() error { return holds(dir, "request-"+a.Ref+".txt", theTopic) })
	tb.see("Your request")
	eval[bool](tb, `(document.querySelector("#text").focus(), true)`)
	tb.mustDo(pressing("Still here"))
	tb.click(button("Send"))
	tb.see("Still here")
}

// holds says what is wrong if a file of a folder does not hold a text.
func holds(dir, name, text string) error {
	content, err := os.ReadFile(filepath.Join(dir, name))
	if err == nil && !strings.Contains(string(content), text) {
		err = fmt.Errorf("%q is not in it", text)
	}
	return err
}
