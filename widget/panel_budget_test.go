package widget

import (
	"net/http"
	"testing"
)

// firstOpening is what the first opening of the panel may weigh as served, in bytes.
const firstOpening = 20 << 10

func TestTheFirstOpeningIsLight(t *testing.T) {
	f := newFixture(t)
	v := f.visitor(t).open("/help")
	paths := []string{"/help"}
	for _, n := range v.find("link[rel=stylesheet]") {
		paths = append(paths, attr(n, "href"))
	}
	for _, n := range v.find("script") {
		paths = append(paths, attr(n, "src"))
	}
	total := 0
	for _, path := range paths {
		w := f.get(path, "Accept-Encoding", "br, gzip")
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d", path, w.Code)
		}
		t.Logf("%6d bytes %s", w.Body.Len(), path)
		total += w.Body.Len()
	}
	if len(paths) != 4 || total > firstOpening {
		t.Errorf("%d bytes in %d requests, at most %d in 4", total, len(paths), firstOpening)
	}
}
