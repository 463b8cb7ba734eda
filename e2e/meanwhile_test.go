package e2e

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What visitors do while a step is on its way, and what arrives while they do it.

const underWay = `document.querySelector("main").getAttribute("aria-busy") === "true"`

// heldUntil answers with what was so when it was asked, once it is let go.
func heldUntil(letGo <-chan struct{}) fault {
	return func(w http.ResponseWriter, r *http.Request, _ *badWay) {
		then := httptest.NewRecorder()
		forward(then, r)
		<-letGo
		for name, values := range then.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(then.Code)
		_, _ = w.Write(then.Body.Bytes())
	}
}

// hold holds back the next answer to a path until the function it gives is called.
func (p *badWay) hold(path string) (letGo func()) {
	held := make(chan struct{})
	p.fail(path, 1, heldUntil(held))
	return sync.OnceFunc(func() { close(held) })
}

func TestPromise1_APersonIsOneActionAwayWhileAStepIsOnItsWay(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.tab.open(v.desk.base + "/help?lang=en")
	v.tab.fill(textbox("Your question"), theQuestion)
	v.way.fail("/help/ask", 1, mute)
	v.tab.click(button("Ask"))
	v.tab.wait(underWay)
	v.tab.click(theControl, 2) // and impatient
	v.mustKeep(t, textbox("Your message"), theQuestion)
	v.tab.wait("!(" + underWay + ")")
	v.way.heal()

	// What leaves something behind arrives first, and once.
	v.openThread()
	before := v.desk.rows("messages")
	v.tab.fill(textbox("Your message"), "The hall, too.")
	letGo := v.way.hold("/ticket/message")
	defer letGo()
	v.tab.click(button("Send"))
	v.tab.wait(underWay)
	v.tab.click(theControl)
	letGo()
	v.tab.wait(`document.querySelector("main").dataset.screen === "person"`)
	v.mustKeep(t, textbox("Your message"), "")
	v.mustCount(t, "messages", before+1)
}

func TestWhoTriesAgainByKeyboardKeepsTheirPlace(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.tab.open(v.desk.base + "/help?lang=en")
	v.tab.fill(textbox("Your question"), theQuestion)
	v.way.fail("/help/ask", -1, refused)
	v.tab.click(button("Ask"))
	v.tab.see(unsent)
	v.tab.mustDo(chromedp.Evaluate[chromedp.Void](`window.first = document.querySelector("[data-retry]"), first.focus()`), pressing(kb.Enter))
	v.tab.wait(`document.activeElement.matches("[data-retry]") && document.activeElement !== first`)
}

func TestEnterSendsNothingWhileItIsHeldOrEndsAComposition(t *testing.T) {
	t.Parallel()
	chromium.launched(t)
	d := start(t)
	tb := way{}.visit(t)
	tb.open(d.base + "/help?lang=en")
	tb.fill(textbox("Your question"), theQuestion)
	for _, enter := range []string{`{ isComposing: true }`, `{ keyCode: 229 }`, `{ repeat: true }`, `{ shiftKey: true }`} {
		eval[bool](tb, `(document.getElementById("question").dispatchEvent(new KeyboardEvent("keydown",
			{ key: "Enter", bubbles: true, cancelable: true, ...`+enter+` })), true)`)
		if eval[bool](tb, underWay) {
			t.Fatalf("Enter with %s sends", enter)
		}
	}
	tb.typeQuestion(kb.Enter)
	tb.see("From our FAQ")
}

func TestThatTheBrowserKeepsNothingIsSaidOnce(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.tab.inEveryPage(blockStorage)
	v.tab.open(v.desk.base + "/help/person?lang=en")
	v.tab.sendHere("The heating is cold.")
	v.tab.click(button("Open your request"))
	v.tab.fill(textbox("Your message"), "The hall, too.")
	v.way.fail("/ticket/message", -1, refused)
	v.tab.click(button("Send"))
	v.tab.see(unsent)
	v.tab.wait(`document.querySelectorAll(".memory").length === 1`)
}

func TestAThreadThatCannotBeOpenedSaysSoAndIsOfferedOnce(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.openThread()
	v.tab.open(v.desk.base + "/help?lang=en#ask")
	offered := button("Back to your request " + v.ref)
	v.tab.find(offered)
	v.way.fail("/help/thread", -1, refused)
	v.tab.click(offered)
	v.tab.see(unsent)
	v.tab.find(offered)
	v.way.heal()
	v.tab.click(button("Try again"))
	v.tab.seeIn("h2", v.ref)
}

func TestWhatIsTypedBeforeAThreadComesIsNotReplaced(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.openThread()
	v.tab.open("about:blank")
	letGo := v.way.hold("/help/thread")
	defer letGo()
	v.tab.open(v.desk.base + "/help?lang=en")
	v.tab.fill(textbox("Your question"), theQuestion)
	letGo()
	v.tab.find(button("Back to your request " + v.ref))
	v.mustKeep(t, textbox("Your question"), theQuestion)
}

func TestAThreadInTheLanguageBeforeDoesNotComeBack(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.inTheThread(t)
	letGo := v.way.hold("/help/thread")
	defer letGo()
	looks := v.way.count("GET /help/thread")
	v.desk.owner(t).reply(v.ref, "It is warm again.")
	v.awaitCount(t, "GET /help/thread", looks+1)
	eval[bool](v.tab, `(document.getElementById("switch").value = "de", document.getElementById("switch-do").click(), true)`)
	v.tab.wait(`document.documentElement.lang === "de"`)
	letGo()
	german := eval[string](v.tab, `document.getElementById("after").textContent`)
	v.tab.wait(`performance.getEntriesByType("resource").some(e => e.name.includes("/help/thread?lang=en") && e.responseEnd > 0)`)
	v.tab.see("It is warm again.")
	v.awaitStreams(t, 1)
	if now := eval[string](v.tab, `document.getElementById("after").textContent`); now != german {
		t.Errorf("the page is German, and says %q", now)
	}
}

func TestAStepIsKeptADayFromItsPress(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.atTheForm("The heating is cold.")
	v.way.fail("/help/person", -1, refused)
	v.tab.click(button("Send"))
	v.tab.see("sent by itself")
	const since = `JSON.parse(sessionStorage.getItem("deskbell.unsent")).at`
	pressed := eval[int64](v.tab, since)
	for _, text := range []string{"The heating is cold.", "The heating is warm."} {
		v.tab.fill(textbox("Your message"), text)
		eval[bool](v.tab, `window.dispatchEvent(new PageTransitionEvent("pagehide"))`)
		v.tab.wait(`sessionStorage.getItem("deskbell.unsent").includes(` + quote(text) + `)`)
		if now := eval[int64](v.tab, since); now != pressed {
			t.Errorf("%q is kept from %d ms after the press", text, now-pressed)
		}
	}
}

// A proxy may say so after the first try, too.
func TestWhoIsToldLaterToWaitLongIsNotToldThatItIsSentByItself(t *testing.T) {
	t.Parallel()
	v := onABadWay(t)
	v.atTheForm("The heating is cold.")
	v.way.fail("/help/person", 1, says(502, 0))
	v.way.fail("/help/person", -1, says(503, 3600))
	v.tab.click(button("Send"))
	v.tab.see("sent by itself")
	v.tab.wait(`!document.body.innerText.includes("sent by itself")`)
	v.tab.see(unsent)
	v.way.heal()
	v.tab.click(button("Try again"))
	v.tab.see("We have it.")
	v.mustCount(t, "tickets", 1)
}
