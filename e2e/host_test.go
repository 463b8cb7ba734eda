package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"deskbell/static"
)

const (
	ownersMail  = "owner@shop.example"
	ownersPhone = "+49 30 901820"
)

// host is the site of an owner. It stands at localhost and the desk at 127.0.0.1: for the
// browser they are different sites, as they are on the web.
type host struct {
	origin string
	html   atomic.Value // string
}

// hostSite begins a site without a page. It comes before the desk, which is told its origin.
func hostSite(t *testing.T) *host {
	h := &host{}
	h.html.Store("")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, h.html.Load())
	}))
	t.Cleanup(server.Close)
	h.origin = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	return h
}

// embed puts a page around a snippet.
func (h *host) embed(snippet string) {
	h.html.Store(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Holiday flats</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<h1>Holiday flats</h1><p><button type="button">Book</button></p>` + snippet + `</html>`)
}

// snippetFor is what an owner with mail address and telephone pastes.
func snippetFor(base string) string {
	return static.Embed{
		Base: base, Lang: "en", Email: ownersMail, Phone: ownersPhone, Help: "Help", Person: "Reach a person",
	}.Snippet()
}

// hosted starts a desk and a page of another site that embeds it.
func hosted(t *testing.T, flags ...string) (*desk, *host) {
	t.Helper()
	h := hostSite(t)
	d := start(t, append([]string{"--site", h.origin}, flags...)...)
	h.embed(snippetFor(d.base))
	return d, h
}
