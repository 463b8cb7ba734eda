package e2e

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"deskbell/widget"
)

var (
	galleryDir    = flag.String("gallery", "", "folder for pictures of every state")
	galleryStates = flag.String("states", "", "regular expression of the states that TestGallery shows")
	galleryViews  = flag.String("views", "", "regular expression of the views that TestGallery shows")
	galleryAxe    = flag.Bool("gallery-axe", false, "run axe on what TestGallery shows")
)

// shot is one picture of a state.
type shot struct {
	Name  string
	Title string
	size  viewport
	theme string
	style string
}

// sitting is one visit to every state, and the pictures that are taken there.
type sitting struct {
	name string
	lang string
	view viewport
	// theme from the beginning: Chromium does not paint everything anew when forced colours come later
	theme string
	shots []shot
}

var (
	smallPhone = viewport{"320", 320, 640, true}
	tablet     = viewport{"768", 768, 1024, false}
)

func sittings() []sitting {
	both := func(v viewport) []shot {
		width := fmt.Sprint(v.width)
		return []shot{
			{Name: width + "-light", Title: width + " px, light", size: v, theme: "light"},
			{Name: width + "-dark", Title: width + " px, dark", size: v, theme: "dark"},
		}
	}
	large := shot{Name: "text-200", Title: "text at 200 %", size: phone, theme: "light", style: "html { font-size: 200%; }"}
	one := func(name, title, theme string) []shot {
		return []shot{{Name: name, Title: title, size: phone, theme: theme}}
	}
	return []sitting{
		{name: "phone", view: phone, theme: "light", shots: append(append(both(smallPhone), both(phone)...), large)},
		{name: "desktop", view: desktop, theme: "light", shots: append(both(tablet), both(desktop)...)},
		{name: "German", view: phone, lang: "de", theme: "light", shots: one("de", "German", "light")},
		{name: "Arabic", view: phone, lang: "ar", theme: "light", shots: one("ar", "Arabic, from right to left", "light")},
		{name: "forced colours", view: phone, theme: "forced", shots: one("forced", "forced colours", "forced")},
	}
}

// TestGallery makes the pictures that `go run ./e2e/gallery` asks for. In the whole test run it is tried on one state.
func TestGallery(t *testing.T) {
	if *galleryDir == "" && os.Getenv("DESKBELL_TEST_FULL") == "1" {
		*galleryDir, *galleryStates = t.TempDir(), "^start$"
	}
	if *galleryDir == "" {
		t.Skip("skipped: it makes pictures, for go run ./e2e/gallery")
	}
	states, views := regexp.MustCompile(*galleryStates), regexp.MustCompile(*galleryViews)
	chromium.launched(t)
	t.Run("sittings", func(t *testing.T) {
		for _, s := range sittings() {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				s.take(t, states, views)
			})
		}
	})
	if err := writeSheet(*galleryDir); err != nil {
		t.Error(err)
	}
	if pictures, err := filepath.Glob(filepath.Join(*galleryDir, "*", "*.png")); err != nil || len(pictures) == 0 {
		t.Errorf("no picture was made (%v)", err)
	}
}

func (s sitting) take(t *testing.T, states, views *regexp.Regexp) {
	var wanted []shot
	for _, one := range s.shots {
		if views.MatchString(one.Name) {
			wanted = append(wanted, one)
		}
	}
	if len(wanted) == 0 {
		return
	}
	o := tour{way: way{view: s.view}, themes: []string{s.theme}, only: states}
	if s.lang != "" {
		o.langs = []string{s.lang}
	}
	o.visitAll(t, func(t *testing.T, state widget.State) {
		for _, one := range wanted {
			o.sizedAs(one.size, func() { o.picture(t, state, one) })
		}
		o.tab.emulate(s.theme)
	})
	s.takeLauncher(t, states, wanted)
}

// takeLauncher shows its states on a page of an owner's. Larger text of a page does not reach it, and so shows nothing.
func (s sitting) takeLauncher(t *testing.T, states *regexp.Regexp, wanted []shot) {
	if !slices.ContainsFunc(widget.States, func(s widget.State) bool { return s.Where == widget.Launcher && states.MatchString(s.Name) }) {
		return
	}
	w := comeBy(t, s.view, cmp.Or(s.lang, "en"))
	w.only = states
	w.tab.emulate(s.theme)
	w.visitAll(t, func(t *testing.T, state widget.State) {
		for _, one := range wanted {
			if w.panel != nil {
				w.panel.emulate(one.theme) // a frame of another site has its own
			}
			if one.style == "" {
				w.sizedAs(one.size, func() { w.picture(t, state, one) })
			}
		}
		w.tab.emulate(s.theme)
	})
}

func (o *tour) picture(t *testing.T, s widget.State, one shot) {
	t.Helper()
	o.tab.emulate(one.theme)
	if one.style != "" {
		eval[bool](o.tab, fmt.Sprintf("(%s)(%s)", addStyle, quote(one.style)))
		defer eval[bool](o.tab, "(document.adoptedStyleSheets = [], true)")
	}
	if *galleryAxe {
		o.tab.mustPassAxe(t)
	}
	png, err := chromedp.Run(o.tab.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	small, err := fewColours(png)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(*galleryDir, fileName(s.Name))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, one.Name+".png"), small, 0o644); err != nil {
		t.Fatal(err)
	}
}
