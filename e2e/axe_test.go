package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"deskbell/words"
)

// mustPassAxe runs the rules of axe-core for WCAG 2.2 A and AA and its best practices over the present state, in the
// tour's view or on a desktop, so that over the states each language, theme and view meets each. The gallery's -axe
// runs all combinations.
func (o *tour) mustPassAxe(t *testing.T) {
	t.Helper()
	view := []viewport{o.view, desktop}[o.at/len(o.langs)/len(o.themes)%2]
	o.sizedAs(view, func() { o.tab.mustPassAxe(t) })
}

var themes = []string{"light", "dark", "forced"}

// spreadLanguages are two of Latin letters, one from right to left, one of Chinese or Japanese letters, as far as
// there are such.
func spreadLanguages() []string {
	return slices.DeleteFunc([]string{"en", "de", "ar", "ja"}, func(lang string) bool { return !slices.Contains(words.Languages, lang) })
}

// axeSource is the library, as npm installs it for tests.
var axeSource = func() func(*testing.T) string {
	read := sync.OnceValues(func() ([]byte, error) {
		return os.ReadFile(filepath.Join("..", "widget", "client", "node_modules", "axe-core", "axe.min.js"))
	})
	return func(t *testing.T) string {
		t.Helper()
		source, err := read()
		if err != nil && os.Getenv("DESKBELL_TEST_FULL") == "1" {
			t.Fatalf("axe-core is not installed, and DESKBELL_TEST_FULL asks for every test: %v", err)
		}
		if err != nil {
			t.Skipf("skipped: axe-core is not installed (scripts/test-deps.sh does): %v", err)
		}
		return string(source)
	}
}()

// runAxe leaves frames alone: the panel is looked at as a page of its own. target-size is off unless asked for. In
// forced colours axe reads -webkit-text-fill-color, which Chromium gives as the page has it and not as it is painted.
const runAxe = `axe.run(document, {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
	rules: { "target-size": { enabled: true }, "color-contrast": { enabled: !matchMedia("(forced-colors: active)").matches } },
	iframes: false,
	resultTypes: ["violations"],
}).then(({ violations, passes }) => ({
	Passed: passes.length,
	Found: violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.failureSummary.replace(/\s+/g, " ") + " " + n.html.slice(0, 200))),
}))`

// mustPassAxe runs axe in a world of its own: the page's policy allows no script of others, and its own see nothing of it.
func (tb *tab) mustPassAxe(t *testing.T) {
	t.Helper()
	found, err := tb.axe(axeSource(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, violation := range found {
		t.Error(violation)
	}
}

func (tb *tab) axe(source string) ([]string, error) {
	frames, err := chromedp.Call(tb.ctx, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return nil, err
	}
	world, err := chromedp.Call(tb.ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{
		FrameID: frames.FrameTree.Frame.ID, WorldName: "axe",
	})
	if err != nil {
		return nil, err
	}
	got, err := chromedp.Call(tb.ctx, runtime.Evaluate, runtime.EvaluateParams{
		Expression: source + ";" + runAxe, ContextID: world.ExecutionContextID, AwaitPromise: new(true), ReturnByValue: new(true),
	})
	if err != nil {
		return nil, err
	}
	if got.ExceptionDetails != nil {
		return nil, fmt.Errorf("axe: %s %s", got.ExceptionDetails.Text, strings.TrimSpace(got.Result.Description))
	}
	var report struct {
		Passed int
		Found  []string
	}
	if err := json.Unmarshal([]byte(got.Result.Value), &report); err != nil {
		return nil, err
	}
	if report.Passed < 10 {
		err = fmt.Errorf("axe looked at %d rules only", report.Passed)
	}
	return report.Found, err
}
