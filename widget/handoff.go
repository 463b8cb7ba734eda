package widget

import (
	"net/http"

	"deskbell/handoff"
	"deskbell/internal/fault"
)

// handOff takes a request to the desk, for page and API alike. Over the network's hard rate nothing
// new is taken; whoever lost an answer gets it again all the same (promise 4).
func (s *Server) handOff(r *http.Request, key string, body []byte, request handoff.Request, honeypot string) (handoff.Accepted, error) {
	limited := s.guard.allow(r, routeTickets)
	if limited == nil {
		request.Suspected = s.guard.suspects(r, honeypot)
		return s.Desk.Open(r.Context(), key, body, request)
	}
	accepted, err := s.Desk.Again(r.Context(), key, body)
	if fault.Is(err, fault.NotFound) {
		return accepted, limited
	}
	return accepted, err
}
