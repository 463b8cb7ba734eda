package admin

import (
	"net/http"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
)

// handler answers an agent.
type handler func(w http.ResponseWriter, r *http.Request, a handoff.Agent) error

// door is a route that needs no session.
func door(pattern string, body int, h web.Handler) web.Route {
	return web.Route{Pattern: pattern, Trust: web.Anyone, Face: web.Admin, Body: body, Handler: h}
}

// route is a route for agents, or for owners alone.
func (s *Server) route(pattern string, trust web.Trust, body int, h handler) web.Route {
	return web.Route{Pattern: pattern, Trust: trust, Face: web.Admin, Body: body, Handler: s.agent(trust, h)}
}

// agent lets through whom the route trusts, with the posted form read. A page sends
// everybody else to the log-in; a script, which cannot follow there, is told.
func (s *Server) agent(trust web.Trust, h handler) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		a, err := s.sessions.agent(r)
		switch {
		case fault.Is(err, fault.Unauthenticated) && !fromScript(r):
			return web.SeeOther(w, loginPath(r))
		case err != nil:
			return err
		case trust == web.Owner && !a.Owner:
			return fault.New(fault.Forbidden, "owner_only")
		}
		if r.Method == http.MethodPost {
			if err := web.ReadForm(r); err != nil {
				return err
			}
		}
		return h(w, r, a)
	}
}

// fromScript reports whether the answer goes to a script: htmx and EventSource name themselves.
func fromScript(r *http.Request) bool {
	return r.Header.Get("HX-Request") != "" || r.Header.Get("Accept") == "text/event-stream"
}

// loginPath is the log-in page, which remembers nothing but a ticket: a reference that
// parses cannot lead anywhere else.
func loginPath(r *http.Request) string {
	if ref, ok := handoff.ParseRef(r.PathValue("ref")); ok {
		return "/admin/login?ticket=" + ref
	}
	return "/admin/login"
}

func afterLogin(ticket string) string {
	if ref, ok := handoff.ParseRef(ticket); ok {
		return ticketPath(ref)
	}
	return "/admin/"
}

func ticketPath(ref string) string { return "/admin/tickets/" + ref }
