package e2e

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
)

// wire is a proxy that every request of a tab goes through, and remembers them. What it
// counts is what was served: compressed, if it was.
type wire struct {
	address string

	mu       sync.Mutex
	requests []*exchange
}

type exchange struct {
	method, url string
	cookies     []string // that the answer sets
	bytes       int      // of the answer's body, as served
}

func tap(t *testing.T) *wire {
	w := &wire{}
	forward := &httputil.ReverseProxy{
		Rewrite:        func(*httputil.ProxyRequest) {}, // the address is absolute already
		Transport:      &http.Transport{DisableCompression: true},
		ModifyResponse: w.note,
		FlushInterval:  -1,
		ErrorHandler:   func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
	}
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodConnect { // HTTPS: nothing of a test is there
			w.add(&exchange{method: r.Method, url: "https://" + r.Host})
			out.WriteHeader(http.StatusForbidden)
			return
		}
		forward.ServeHTTP(out, r)
	}))
	t.Cleanup(server.Close)
	w.address = server.URL
	return w
}

func (w *wire) note(resp *http.Response) error {
	e := &exchange{method: resp.Request.Method, url: resp.Request.URL.String(), cookies: resp.Header.Values("Set-Cookie")}
	w.add(e)
	resp.Body = &counted{resp.Body, w, e}
	return nil
}

func (w *wire) add(e *exchange) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.requests = append(w.requests, e)
}

type counted struct {
	io.ReadCloser
	wire *wire
	of   *exchange
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.wire.mu.Lock()
	defer c.wire.mu.Unlock()
	c.of.bytes += n
	return n, err
}

// to gives copies of the requests to an origin, in order.
func (w *wire) to(origin string) []exchange {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []exchange
	for _, e := range w.requests {
		if originOf(e.url) == origin {
			all = append(all, *e)
		}
	}
	return all
}

// origins are all that were asked.
func (w *wire) origins() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []string
	for _, e := range w.requests {
		if o := originOf(e.url); !slices.Contains(all, o) {
			all = append(all, o)
		}
	}
	return all
}

func originOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Scheme + "://" + u.Host
}

// paths are the requests without their origin.
func paths(all []exchange) string {
	var list []string
	for _, e := range all {
		list = append(list, e.method+" "+strings.TrimPrefix(e.url, originOf(e.url)))
	}
	return strings.Join(list, "\n")
}
