package widget

import (
	"strings"
	"testing"

	"deskbell/site"
	"deskbell/static"
)

func TestTheLoaderHasAStableAndAPinnedAddress(t *testing.T) {
	f := newFixture(t)
	for _, path := range []string{"/widget.js", static.Present().PinnedPath()} {
		w := f.get(path)
		if w.Code != 200 || w.Body.String() != string(static.Present().Body) || w.Header().Get("Content-Type") != "text/javascript; charset=utf-8" {
			t.Errorf("%s: %d %v", path, w.Code, w.Header())
		}
		again := f.get(path, "If-None-Match", w.Header().Get("ETag"), "Accept-Encoding", "gzip, br")
		if again.Code != 304 || again.Body.Len() > 0 {
			t.Errorf("%s again: %d, %d bytes", path, again.Code, again.Body.Len())
		}
	}
	if w := f.get("/widget.000000000000.js"); w.Code != 404 {
		t.Errorf("a loader that never was: %d", w.Code)
	}
}

func TestBrowsersGetTheLoaderCompressed(t *testing.T) {
	f := newFixture(t)
	for accept, want := range map[string]struct {
		coding string
		bytes  int
	}{"gzip, deflate, br": {"br", 4 << 10}, "gzip": {"gzip", 5200}} {
		w := f.get("/widget.js", "Accept-Encoding", accept)
		if w.Header().Get("Content-Encoding") != want.coding || w.Body.Len() > want.bytes {
			t.Errorf("%s: %s, %d bytes", accept, w.Header().Get("Content-Encoding"), w.Body.Len())
		}
	}
}

func TestAssetsAreServedUnderTheirHash(t *testing.T) {
	f := newFixture(t)
	for _, name := range []string{"panel.js", "panel.css", "demo.css"} {
		if w := f.get(static.URL(name)); w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
		if w := f.get("/static/" + name); w.Code != 404 {
			t.Errorf("%s without its hash: %d", name, w.Code)
		}
	}
}

func TestTheThemeFollowsTheOwnersColour(t *testing.T) {
	f := newFixture(t)
	f.settings.Colour = "#ffd500"
	address := themeURL(f.settings)
	w := f.get(address)
	want := ":root{--brand:#ffd500;--on-brand:#000000;--brand-text:"
	if w.Code != 200 || w.Header().Get("Content-Type") != "text/css; charset=utf-8" || !strings.HasPrefix(w.Body.String(), want) {
		t.Errorf("%d %v\n%s", w.Code, w.Header(), w.Body)
	}
	f.settings.Colour = "#0b5fff"
	if w := f.get(address); w.Code != 404 {
		t.Errorf("the old theme is still served: %d", w.Code)
	}
}

func TestTextInTheOwnersColourIsReadable(t *testing.T) {
	for r := 0; r < 256; r += 17 {
		for g := 0; g < 256; g += 17 {
			for b := 0; b < 256; b += 17 {
				c := site.Colour{R: uint8(r), G: uint8(g), B: uint8(b)}
				onLight, onDark := readable(c, lightSurface, black), readable(c, darkSurface, white)
				if site.Contrast(onLight, lightSurface) < 4.5 || site.Contrast(onDark, darkSurface) < 4.5 {
					t.Fatalf("%v: %v, %v", c, onLight, onDark)
				}
			}
		}
	}
}

func TestThemeOfAWrongColourIsTheDefault(t *testing.T) {
	hostile := site.Settings{Colour: "red;}</style><script>"}
	if themeURL(hostile) != themeURL(site.Default()) {
		t.Error("a colour that is none came into the style sheet")
	}
}

func TestTheDemoStandsUntilASiteIsNamed(t *testing.T) {
	f := newFixture(t)
	w := f.get("/", "Accept-Language", "de")
	if w.Code != 200 || !strings.Contains(w.Body.String(), `<html lang="de"`) || !strings.Contains(w.Body.String(), "<p data-deskbell>") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if !strings.Contains(w.Body.String(), `src="http://localhost:8080/widget.js"`) {
		t.Errorf("no script: %s", w.Body)
	}
	f.settings.Origins = []string{"https://shop.example"}
	w = f.get("/")
	if w.Code != 200 || strings.Contains(w.Body.String(), "data-deskbell") || !strings.Contains(w.Body.String(), `href="/help/person`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestHealthAndReadiness(t *testing.T) {
	f := newFixture(t)
	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ready"} {
		if w := f.get(path, "Host", "10.0.0.1"); w.Code != 200 || w.Body.String() != `{"status":"`+want+`"}`+"\n" {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	f.ready = errBroken
	for path, want := range map[string]string{"/healthz": "unhealthy", "/readyz": "not_ready"} {
		if w := f.get(path); w.Code != 503 || code(t, w) != want || strings.Contains(w.Body.String(), errBroken.Error()) {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	if !strings.Contains(f.log.String(), errBroken.Error()) {
		t.Error("the cause is not in the log")
	}
}

func TestRobotsStayOutOfWhatIsPrivate(t *testing.T) {
	w := newFixture(t).get("/robots.txt")
	for _, path := range []string{"/admin", "/api/", "/ticket"} {
		if !strings.Contains(w.Body.String(), "Disallow: "+path+"\n") {
			t.Errorf("%s is open: %s", path, w.Body)
		}
	}
}

func TestTheIconIsAnIcon(t *testing.T) {
	w := newFixture(t).get("/favicon.ico")
	if w.Code != 200 || w.Header().Get("Content-Type") != "image/svg+xml" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}
