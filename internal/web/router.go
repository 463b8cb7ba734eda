// Package web is everything of HTTP that the visitor's side and the admin page
// share: who may call a route, how errors are shown, what a request may look like.
// Only this package knows status codes.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"deskbell/internal/fault"
	"deskbell/words"
)

// Handler answers a request or says why it cannot.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Trust is who a route is for. A route accepts one kind of secret, never two.
type Trust string

const (
	Anyone   Trust = "anyone"   // no secret
	Visitor  Trust = "visitor"  // a ticket token in the Authorization header
	Link     Trust = "link"     // a link code in the body
	Calendar Trust = "calendar" // a code in the path: calendar programs know no other way
	Agent    Trust = "agent"    // a session
	Owner    Trust = "owner"    // a session of an owner
)

// Face says how a route speaks, and so how its errors look and which headers it needs.
type Face string

const (
	API    Face = "api"    // JSON; errors are problem+json
	Panel  Face = "panel"  // pages that may stand in a frame on the owner's sites
	Page   Face = "page"   // pages that stand alone
	Admin  Face = "admin"  // the owner's pages
	Script Face = "script" // the loader and assets
)

// Route is a row of the table of routes.
type Route struct {
	Pattern string // as http.ServeMux takes it, with its method
	Trust   Trust
	Face    Face
	Body    int // largest request body in bytes; 0 for none
	Handler Handler
}

// Site is what every answer needs to know of its surroundings.
type Site struct {
	BaseURL   *url.URL // nil: only localhost and IP literals are served
	Proxies   Proxies
	Contact   func() Contact                           // the owner's, for errors
	Ancestors func() []string                          // sites that may frame the panel
	Framed    func(origin string)                      // told of each other site that asks for a panel in a frame; nil for nobody
	ErrorPage func(Face, ErrorView) Renderer           // how errors look on pages
	Words     func(wishes ...string) *words.Translator // speaks to visitors; nil for words.In
	Log       *slog.Logger
}

// Contact is the way to a person that needs no Deskbell.
type Contact struct {
	Email string `json:"email,omitempty"`
	Phone string `json:"phone,omitempty"`
}

// Router serves routes and keeps their table.
type Router struct {
	site   Site
	mux    *http.ServeMux
	routes []Route
	cross  *http.CrossOriginProtection
}

// NewRouter makes an empty router.
func NewRouter(site Site) *Router {
	rt := &Router{site: site, mux: http.NewServeMux(), cross: http.NewCrossOriginProtection()}
	if site.BaseURL != nil {
		// A proxy that rewrites Host would otherwise make our own pages look foreign.
		if err := rt.cross.AddTrustedOrigin(originOf(site.BaseURL)); err != nil {
			site.Log.Warn("base URL cannot be a trusted origin", "err", err)
		}
	}
	return rt
}

// Add registers routes; a pattern that stands already is a programming error.
func (rt *Router) Add(routes ...Route) {
	for _, route := range routes {
		rt.routes = append(rt.routes, route)
		rt.mux.Handle(route.Pattern, rt.serve(route))
	}
}

// Routes is the table, for tests that must cover each row.
func (rt *Router) Routes() []Route { return rt.routes }

func (rt *Router) serve(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(context.WithValue(r.Context(), languageKey, new(string)))
		setHeaders(w.Header(), route.Face, rt.site)
		if origin := framing(r); origin != "" && route.Face == Panel && rt.site.Framed != nil {
			rt.site.Framed(origin)
		}
		if err := rt.admit(w, r, route); err != nil {
			rt.fail(w, r, route.Face, err)
			return
		}
		if err := route.Handler(w, r); err != nil {
			rt.fail(w, r, route.Face, err)
		}
	})
}

// admit refuses what no handler should see.
func (rt *Router) admit(w http.ResponseWriter, r *http.Request, route Route) error {
	if err := rt.cross.Check(r); err != nil {
		return fault.Because(fault.Forbidden, "cross_origin", err)
	}
	if r.Header.Get("Content-Encoding") != "" {
		return fault.New(fault.Invalid, codeMediaType) // never unpacked: no decompression bombs
	}
	if int64(route.Body) < r.ContentLength {
		return fault.New(fault.Invalid, codeTooLarge)
	}
	r.Body = http.MaxBytesReader(w, r.Body, int64(route.Body))
	return nil
}

// ServeHTTP finds the route; what no route takes gets an error in the manner of its path.
func (rt *Router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	handler, pattern := rt.mux.Handler(r)
	note(r.Context(), pattern)
	if pattern != "" {
		rt.mux.ServeHTTP(w, r) // sets the path values
		return
	}
	face := faceOf(r.URL.Path)
	probe := &probe{header: http.Header{}}
	handler.ServeHTTP(probe, r)
	switch probe.status {
	case http.StatusMethodNotAllowed:
		w.Header().Set("Allow", probe.header.Get("Allow"))
		rt.fail(w, r, face, fault.New(fault.Invalid, codeMethod))
	case http.StatusNotFound:
		rt.fail(w, r, face, fault.New(fault.NotFound, "not_found"))
	default: // ServeMux cleans the path
		http.Redirect(w, r, probe.header.Get("Location"), probe.status)
	}
}

func faceOf(path string) Face {
	switch {
	case strings.HasPrefix(path, "/api/"):
		return API
	case strings.HasPrefix(path, "/admin"):
		return Admin
	default:
		return Page
	}
}

// probe learns what ServeMux would answer.
type probe struct {
	header http.Header
	status int
}

func (p *probe) Header() http.Header         { return p.header }
func (p *probe) Write(b []byte) (int, error) { return len(b), nil }
func (p *probe) WriteHeader(status int)      { p.status = status }

func originOf(u *url.URL) string { return u.Scheme + "://" + u.Host }

type contextKey int

const (
	patternKey contextKey = iota
	clientKey
	endingKey
	languageKey
)

// note tells the access log which pattern served a request: paths may hold secrets.
func note(ctx context.Context, pattern string) {
	if p, ok := ctx.Value(patternKey).(*string); ok {
		*p = pattern
	}
}
