package web

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"deskbell/internal/fault"
)

// logged writes one line a request, with the pattern of the route instead of the path
// and nothing of the client, and turns a panic into an error page.
func (rt *Router) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		var pattern string
		rec := &recorder{ResponseWriter: w}
		r = r.WithContext(context.WithValue(r.Context(), patternKey, &pattern))
		defer func() {
			if p := recover(); p != nil {
				rt.panicked(rec, r, p)
			}
			rt.site.Log.Debug("request", "method", r.Method, "route", pattern, "status", rec.status, "bytes", rec.bytes,
				"ms", time.Since(start).Milliseconds())
		}()
		next.ServeHTTP(rec, r)
	})
}

func (rt *Router) panicked(rec *recorder, r *http.Request, p any) {
	if p == http.ErrAbortHandler {
		panic(p)
	}
	err := fmt.Errorf("panic: %v\n%s", p, debug.Stack())
	if rec.status != 0 {
		rt.site.Log.Error("request failed after its answer began", "err", err)
		return
	}
	rt.fail(rec, r, faceOf(r.URL.Path), fault.Because(fault.Internal, "internal", err))
}

// serverLog is where net/http says what went wrong on a connection, at debug level and without
// the addresses that it names.
func serverLog(to *slog.Logger) *log.Logger { return log.New(addressless{to}, "", 0) }

type addressless struct{ to *slog.Logger }

var addressWithPort = regexp.MustCompile(`(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:.]+(?:%[^\]]*)?\]):\d+`)

func (a addressless) Write(line []byte) (int, error) {
	a.to.Debug(addressWithPort.ReplaceAllLiteralString(strings.TrimSpace(string(line)), "(address)"))
	return len(line), nil
}

type recorder struct {
	http.ResponseWriter
	status, bytes int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// Flush hands on what compression, which wraps the recorder and asks for http.Flusher, wants
// sent at once: without it no live event would leave before its stream ends.
func (r *recorder) Flush() { _ = http.NewResponseController(r.ResponseWriter).Flush() }
