package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// served is a router behind everything that stands in front of it, and its log.
type served struct {
	http.Handler
	log  *strings.Builder
	site *Site // of the router, to change
}

func serve(t testing.TB, site Site, routes ...Route) served {
	t.Helper()
	log := &strings.Builder{}
	site.Log = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	if site.Contact == nil {
		site.Contact = func() Contact { return Contact{Email: "owner@shop.example"} }
	}
	site.ErrorPage = func(_ Face, v ErrorView) Renderer { return page("<p>" + v.Detail + "</p>" + v.ID) }
	rt := NewRouter(site)
	rt.Add(routes...)
	return served{rt.Serve(), log, &rt.site}
}

func (s served) do(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func request(method, target, body string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

const local = "http://localhost:8080"

func base(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}

type page string

func (p page) Render(_ context.Context, w io.Writer) error {
	_, err := io.WriteString(w, string(p))
	return err
}

func ok(w http.ResponseWriter, _ *http.Request) error {
	_, err := io.WriteString(w, "ok")
	return err
}

// echo reads a body strictly and says what it took.
func echo(w http.ResponseWriter, r *http.Request) error {
	var v struct {
		Name string   `json:"name"`
		N    int      `json:"n"`
		List []string `json:"list"`
		In   struct {
			Deep bool `json:"deep"`
		} `json:"in"`
	}
	if _, err := ReadJSON(r, &v); err != nil {
		return err
	}
	return WriteJSON(w, http.StatusOK, v.Name)
}

var (
	okRoute   = Route{Pattern: "GET /ok", Trust: Anyone, Face: Page, Handler: ok}
	echoRoute = Route{Pattern: "POST /api/echo", Trust: Anyone, Face: API, Body: 200, Handler: echo}
)
