package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"deskbell/words"
)

func get(serve func(http.ResponseWriter, *http.Request), headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "/", nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	serve(w, r)
	return w
}

func TestAFileIsFoundUnderItsHashOnly(t *testing.T) {
	url := URL("loader.js")
	base := strings.TrimPrefix(url, "/static/")
	if f, ok := Find(base); !ok || f.Name != "loader.js" {
		t.Errorf("%s was not found", base)
	}
	for _, bad := range []string{
		"loader.js", "loader.000000000000.js", "loader." + Present().Hash + ".css", "loader.js.br", "", ".", "..", "/", "../static.go",
		strings.ToUpper(base), base + ".br", "README.md",
	} {
		if _, ok := Find(bad); ok {
			t.Errorf("%q was found", bad)
		}
	}
}

func TestAMissingFileIsNoticedAtOnce(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a page could link to nothing")
		}
	}()
	URL("nonsense.css")
}

func TestTheSmallestFormAcceptedIsSent(t *testing.T) {
	f := Present().File
	for accept, want := range map[string]string{
		"gzip, deflate, br, zstd": "br", "br;q=1.0": "br", "BR": "br", "": "", "gzip": "", "br;q=0": "", "br; q=0.0": "", "gzip, br;q=0.5": "br", "brotli": "",
	} {
		w := get(f.Serve, "Accept-Encoding", accept)
		if got := w.Header().Get("Content-Encoding"); got != want {
			t.Errorf("%q: got %q, want %q", accept, got, want)
		}
		if !strings.Contains(w.Header().Get("Vary"), "Accept-Encoding") {
			t.Errorf("%q: no Vary", accept)
		}
	}
}

func TestWhatTheBrowserHasIsNotSentAgain(t *testing.T) {
	first := get(Present().ServeStable)
	tag := first.Header().Get("ETag")
	for _, sent := range []string{tag, `"other", ` + tag, strings.TrimPrefix(tag, "W/"), "*"} {
		if w := get(Present().ServeStable, "If-None-Match", sent); w.Code != 304 || w.Body.Len() != 0 {
			t.Errorf("%s: %d with %d bytes", sent, w.Code, w.Body.Len())
		}
	}
	if w := get(Present().ServeStable, "If-None-Match", `W/"other"`); w.Code != 200 {
		t.Errorf("other: %d", w.Code)
	}
}

// The loader's budget, as served to browsers that take brotli and to those that take
// gzip: this is all that a page view costs before the visitor clicks.
func TestTheLoaderIsSmall(t *testing.T) {
	const budget, gzipBudget = 4 << 10, 5200
	l := Present()
	if n := len(l.Brotli); n == 0 || n > budget {
		t.Errorf("brotli: %d bytes, want at most %d", n, budget)
	}
	if n := len(gzipped(t, l.Body)); n > gzipBudget {
		t.Errorf("gzip: %d bytes, want at most %d", n, gzipBudget)
	}
}

func TestTheLoaderLoadsNothingAndEvaluatesNothing(t *testing.T) {
	body := string(Present().Body)
	for _, word := range []string{"eval(", "Function(", "import(", "fetch(", "XMLHttpRequest", "sendBeacon", "document.cookie", "localStorage", "innerHTML", "document.write"} {
		if strings.Contains(body, word) {
			t.Errorf("the loader contains %s", word)
		}
	}
	for _, part := range strings.Split(body, "http")[1:] {
		if !strings.HasPrefix(part, "://www.w3.org/2000/svg") {
			t.Errorf("the loader names an address: http%.40s", part)
		}
	}
}

func TestTheLoaderNamesExactlyTheScriptThatItLoads(t *testing.T) {
	sum := sha256.Sum256(Frame().Body)
	want := "widget." + Frame().Hash + ".js sha256-" + base64.StdEncoding.EncodeToString(sum[:])
	if !strings.Contains(string(Present().Body), want) {
		t.Errorf("the loader does not hold %s", want)
	}
}

func TestTheLauncherSpeaksEveryLanguage(t *testing.T) {
	body := string(Present().Body)
	for _, lang := range words.Languages {
		w := words.In(lang)
		line := strings.Join([]string{strings.ToLower(lang), w.T("host.help"), w.T("widget.person"), w.T("launcher.lost")}, "|")
		if !strings.Contains(body, line) {
			t.Errorf("%s is not among its words", line)
		}
	}
}

func TestEveryReleasedLoaderIsServedUnderItsHash(t *testing.T) {
	entries, err := os.ReadDir("released")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		hash, isLoader := strings.CutSuffix(e.Name(), ".js")
		if !isLoader {
			continue
		}
		if l, ok := loaders[hash]; !ok || Hash(l.Body) != hash {
			t.Errorf("%s: the content has another hash", e.Name())
		}
	}
	for _, l := range []Loader{Present(), Frame()} {
		if _, ok := loaders[l.Hash]; !ok {
			t.Errorf("the present %s is not served pinned", l.Name)
		}
	}
}

func TestOnlyThePinnedLoaderMayBeReadByOtherSites(t *testing.T) {
	l := Present()
	for name, c := range map[string]struct {
		serve                func(http.ResponseWriter, *http.Request)
		cors, resource, keep string
	}{
		"stable": {l.ServeStable, "", "cross-origin", "max-age=3600, stale-while-revalidate=86400, stale-if-error=604800"},
		"pinned": {l.ServePinned, "*", "cross-origin", "max-age=31536000, immutable"},
		"asset":  {l.Serve, "", "", "max-age=31536000, immutable"},
	} {
		h := get(c.serve).Header()
		if h.Get("Access-Control-Allow-Origin") != c.cors || h.Get("Cross-Origin-Resource-Policy") != c.resource {
			t.Errorf("%s: %v", name, h)
		}
		if !strings.HasSuffix(h.Get("Cache-Control"), c.keep) {
			t.Errorf("%s: Cache-Control %q", name, h.Get("Cache-Control"))
		}
	}
}

func gzipped(t *testing.T, body []byte) []byte {
	t.Helper()
	var small bytes.Buffer
	w := gzip.NewWriter(&small)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return small.Bytes()
}
