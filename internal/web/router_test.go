package web

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"deskbell/internal/fault"
)

func failing(err error) Handler {
	return func(http.ResponseWriter, *http.Request) error { return err }
}

func TestWhatNoRouteTakesIsAnsweredInTheMannerOfItsPath(t *testing.T) {
	s := serve(t, Site{}, okRoute, echoRoute)
	for _, c := range []struct {
		method, path string
		status       int
		contentType  string
		allow        string
	}{
		{"GET", "/nowhere", 404, "text/html; charset=utf-8", ""},
		{"GET", "/api/nowhere", 404, "application/problem+json", ""},
		{"GET", "/api/echo", 405, "application/problem+json", "POST"},
		{"POST", "/ok", 405, "text/html; charset=utf-8", "GET, HEAD"},
		{"TRACE", "/ok", 405, "text/html; charset=utf-8", "GET, HEAD"},
		{"GET", "/admin/nowhere", 404, "text/html; charset=utf-8", ""},
	} {
		w := s.do(request(c.method, local+c.path, ""))
		h := w.Header()
		if w.Code != c.status || h.Get("Content-Type") != c.contentType || h.Get("Allow") != c.allow {
			t.Errorf("%s %s: %d %v %s", c.method, c.path, w.Code, h, w.Body)
		}
	}
	if w := s.do(request("GET", local+"//ok", "")); w.Code/100 != 3 || w.Header().Get("Location") != "/ok" {
		t.Errorf("untidy path: %d %v", w.Code, w.Header())
	}
}

func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	s := serve(t, Site{BaseURL: base("https://help.shop.example")}, echoRoute, okRoute)
	for _, c := range []struct {
		method, path, header, value string
		want                        int
	}{
		{"POST", "/api/echo", "Origin", "https://evil.example", 403},
		{"POST", "/api/echo", "Origin", "null", 403},
		{"POST", "/api/echo", "Sec-Fetch-Site", "cross-site", 403},
		{"POST", "/api/echo", "Sec-Fetch-Site", "same-site", 403},
		{"POST", "/api/echo", "Sec-Fetch-Site", "same-origin", 200},
		{"POST", "/api/echo", "Origin", "https://help.shop.example", 200},
		{"POST", "/api/echo", "X-None", "a client that is no browser", 200},
		{"GET", "/ok", "Sec-Fetch-Site", "cross-site", 200}, // a link
	} {
		r := request(c.method, "https://help.shop.example"+c.path, `{}`, "Content-Type", "application/json", c.header, c.value)
		if c.method == "GET" {
			r = request(c.method, "https://help.shop.example"+c.path, "", c.header, c.value)
		}
		if w := s.do(r); w.Code != c.want {
			t.Errorf("%s %s %s: %d, want %d", c.method, c.header, c.value, w.Code, c.want)
		}
	}
}

func TestErrorsGetTheStatusOfTheirKind(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{fault.New(fault.Invalid, "x"), 422},
		{fault.New(fault.NotFound, "x"), 404},
		{fault.New(fault.Gone, "x"), 410},
		{fault.New(fault.Conflict, "x"), 409},
		{fault.New(fault.Forbidden, "x"), 403},
		{fault.New(fault.Unauthenticated, "x"), 401},
		{fault.New(fault.Limited, "x"), 429},
		{fault.New(fault.Unavailable, "x"), 503},
		{fault.New(fault.Internal, "x"), 500},
		{errors.New("anything else"), 500},
		{fmt.Errorf("while reading: %w", fault.New(fault.NotFound, "x")), 404},
		{fault.New(fault.Invalid, "malformed"), 400},
		{fault.At("Idempotency-Key", "key_invalid"), 400},
		{&http.MaxBytesError{Limit: 1}, 413},
	} {
		s := serve(t, Site{}, Route{Pattern: "GET /api/x", Face: API, Handler: failing(c.err)})
		if w := s.do(request("GET", local+"/api/x", "")); w.Code != c.want {
			t.Errorf("%v: %d, want %d", c.err, w.Code, c.want)
		}
	}
}

func TestAPanicIsAnErrorPageAndALineInTheLog(t *testing.T) {
	s := serve(t, Site{}, Route{Pattern: "GET /secret/{code}", Face: Page, Handler: func(http.ResponseWriter, *http.Request) error {
		panic("boom")
	}})
	w := s.do(request("GET", local+"/secret/abc123", ""))
	_, id, _ := strings.Cut(w.Body.String(), "</p>")
	if w.Code != 500 || len(id) != 8 || !strings.Contains(s.log.String(), id) || !strings.Contains(s.log.String(), "boom") {
		t.Errorf("%d %s\n%s", w.Code, w.Body, s.log)
	}
	if strings.Contains(w.Body.String(), "boom") {
		t.Error("the cause is shown")
	}
}

// A5, B3: what a client sends does not reach the log, in whatever disguise.
func TestTheLogNamesRoutesAndNothingOfTheClient(t *testing.T) {
	s := serve(t, Site{}, Route{Pattern: "GET /ticket/{code}", Face: Page, Handler: failing(errors.New("broken"))}, okRoute)
	hostile := []string{
		"X-Forwarded-For", "<script>x</script>", "User-Agent", "\x1b[2J<img onerror=1>", "Referer", "javascript:1",
		"Cookie", "session=canary", "Authorization", "Bearer canary", "CF-Connecting-IP", "<script>",
	}
	r := request("GET", local+"/ticket/canary?q=canary", "", hostile...)
	r.RemoteAddr = "192.0.2.77:99"
	w := s.do(r)
	s.do(request("GET", local+"/nowhere/canary", "", hostile...))
	for _, secret := range []string{"canary", "192.0.2.77", "script", "\x1b", "javascript"} {
		if strings.Contains(s.log.String(), secret) {
			t.Errorf("%q is in the log:\n%s", secret, s.log)
		}
		if strings.Contains(w.Body.String(), secret) {
			t.Errorf("%q is in the answer: %s", secret, w.Body)
		}
	}
	if !strings.Contains(s.log.String(), `route="GET /ticket/{code}"`) {
		t.Errorf("the route is not in the log:\n%s", s.log)
	}
}

func TestABrokenPageIsNeverHalfShown(t *testing.T) {
	half := func(w http.ResponseWriter, r *http.Request) error { return Render(w, r, 200, halfPage{}) }
	s := serve(t, Site{}, Route{Pattern: "GET /half", Face: Page, Handler: half})
	w := s.do(request("GET", local+"/half", ""))
	if w.Code != 500 || strings.Contains(w.Body.String(), "half a page") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
