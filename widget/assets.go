package widget

import (
	_ "embed"
	"net/http"

	"deskbell/internal/fault"
	"deskbell/internal/packed"
	"deskbell/internal/web"
	"deskbell/static"
)

//go:embed openapi.yaml
var openAPI []byte

// assetRoutes are what needs neither a secret nor the domains.
func (s *Server) assetRoutes() []web.Route {
	routes := []web.Route{
		{Pattern: "GET /{$}", Trust: web.Anyone, Face: web.Page, Handler: s.home},
		{Pattern: "GET /widget.js", Trust: web.Anyone, Face: web.Script, Handler: stableLoader},
		{Pattern: "GET /{file}", Trust: web.Anyone, Face: web.Page, Handler: s.theme},
		{Pattern: "GET /favicon.ico", Trust: web.Anyone, Face: web.Script, Handler: favicon},
		{Pattern: "GET /robots.txt", Trust: web.Anyone, Face: web.Script, Handler: robots},
		{Pattern: "GET /healthz", Trust: web.Anyone, Face: web.API, Handler: s.health},
		{Pattern: "GET /readyz", Trust: web.Anyone, Face: web.API, Handler: s.ready},
		{Pattern: "GET /api/openapi.yaml", Trust: web.Anyone, Face: web.API, Handler: describe},
		StaticRoute(),
	}
	for _, l := range static.Loaders() {
		routes = append(routes, web.Route{Pattern: "GET " + l.PinnedPath(), Trust: web.Anyone, Face: web.Script, Handler: pinned(l)})
	}
	return routes
}

// StaticRoute serves styles and scripts; the admin page needs it too where it has a
// listener of its own.
func StaticRoute() web.Route {
	return web.Route{Pattern: "GET /static/{file}", Trust: web.Anyone, Face: web.Script, Handler: asset}
}

func asset(w http.ResponseWriter, r *http.Request) error {
	f, ok := static.Find(r.PathValue("file"))
	if !ok {
		return errNoPage
	}
	f.Serve(w, r)
	return nil
}

var errNoPage = fault.New(fault.NotFound, "not_found")

func stableLoader(w http.ResponseWriter, r *http.Request) error {
	static.Present().ServeStable(w, r)
	return nil
}

func pinned(l static.Loader) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		l.ServePinned(w, r)
		return nil
	}
}

func favicon(w http.ResponseWriter, r *http.Request) error {
	static.Icon().ServeForADay(w, r)
	return nil
}

// robots keeps secrets in links out of search engines, should one be published.
func robots(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write([]byte("User-agent: *\nDisallow: /admin\nDisallow: /api/\nDisallow: /ticket\n"))
	return nil
}

// health says whether the database can be written: what an operator's monitor needs to know.
func (s *Server) health(w http.ResponseWriter, r *http.Request) error {
	if err := s.Healthy(r.Context()); err != nil {
		return fault.Because(fault.Unavailable, "unhealthy", err)
	}
	return web.WriteJSON(w, http.StatusOK, state{"ok"})
}

// ready says whether questions can be answered.
func (s *Server) ready(w http.ResponseWriter, _ *http.Request) error {
	if err := s.Ready(); err != nil {
		return fault.Because(fault.Unavailable, "not_ready", err)
	}
	return web.WriteJSON(w, http.StatusOK, state{"ready"})
}

type state struct {
	Status string `json:"status"`
}

func describe(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/yaml; charset=utf-8")
	w.Write(packed.Text(openAPI))
	return nil
}
