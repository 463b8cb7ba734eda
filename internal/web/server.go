package web

import (
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"deskbell/internal/fault"
)

const (
	headerTimeout = 5 * time.Second
	readTimeout   = 15 * time.Second
	writeTimeout  = 5 * time.Minute // enough for the largest download over a slow line
	idleTimeout   = 60 * time.Second
	maxHeader     = 16 << 10
)

// NewServer is an HTTP server that slow or greedy clients cannot hold. Live streams have no
// deadline as a whole; Stream sets one for each event.
func NewServer(h http.Handler, log *slog.Logger) *http.Server {
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          serverLog(log),
	}
	endStreams(s)
	endUnused(s)
	return s
}

// Serve puts what every request passes in front of a router: the log, the host, the
// client's address, compression.
func (rt *Router) Serve() http.Handler {
	// Jitter hides what compression would tell about secrets beside reflected text (BREACH).
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.RandomJitter(32, 0, false),
		gzhttp.ExceptContentTypes([]string{"text/event-stream"}))
	if err != nil {
		panic(err) // constant options
	}
	return rt.logged(rt.hosted(compress(rt)))
}

// hosted refuses hosts that are not ours, so that no link is ever built from a
// forged one and no foreign name is bound to this server.
func (rt *Router) hosted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		face := faceOf(r.URL.Path)
		setHeaders(w.Header(), face, rt.site) // what no route answers needs them too; a route sets its own
		if !rt.serves(r) {
			rt.fail(w, r, face, fault.New(fault.Invalid, codeMisdirect))
			return
		}
		next.ServeHTTP(w, r.WithContext(withClient(r.Context(), rt.site.Proxies.client(r))))
	})
}

// defaultPorts may be written or left out, which names the same host.
var defaultPorts = map[string]string{"http": ":80", "https": ":443"}

func (rt *Router) serves(r *http.Request) bool {
	if r.URL.Path == "/healthz" || r.URL.Path == "/readyz" {
		return true // asked by address, whatever the name
	}
	if rt.site.BaseURL != nil {
		port := defaultPorts[rt.site.BaseURL.Scheme]
		return strings.EqualFold(strings.TrimSuffix(r.Host, port), strings.TrimSuffix(rt.site.BaseURL.Host, port))
	}
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	_, err = netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil || strings.EqualFold(host, "localhost")
}
