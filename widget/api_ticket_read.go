package widget

import (
	"net/http"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
)

type ticketResponse struct {
	Ref         string          `json:"ref"`
	Kind        handoff.Kind    `json:"kind"`
	Status      handoff.Status  `json:"status"`
	Promise     *time.Time      `json:"promise"`
	PromiseText string          `json:"promise_text"`
	Messages    []messageView   `json:"messages"`
	CallBack    *callBackStatus `json:"callback,omitempty"`
}

type callBackStatus struct {
	Window   *timeWindow `json:"window"`
	Attempts []struct{}  `json:"attempts"`
}

func (s *Server) apiTicket(w http.ResponseWriter, r *http.Request) error {
	t, err := s.ticketOf(w, r, routeReads)
	if err != nil {
		return err
	}
	return web.WriteJSON(w, http.StatusOK, ticketResponse{
		Ref: t.Ref, Kind: t.Kind, Status: t.Status, Promise: timeOrNull(t.Promise.By), PromiseText: s.promise(t),
		Messages: messageViews(r, t.ForVisitor()), CallBack: callBackOf(t),
	})
}

// ticketOf gives the ticket of the request's token. A token that was never valid and one of an
// erased ticket get the same answer.
func (s *Server) ticketOf(w http.ResponseWriter, r *http.Request, route string) (handoff.Ticket, error) {
	if err := s.guard.allow(r, route); err != nil {
		return handoff.Ticket{}, err
	}
	token := bearer(r)
	if token == "" {
		w.Header().Set("WWW-Authenticate", "Bearer")
		return handoff.Ticket{}, fault.New(fault.Unauthenticated, "token_missing")
	}
	return s.Desk.ByToken(r.Context(), token)
}

func callBackOf(t handoff.Ticket) *callBackStatus {
	if t.Kind != handoff.CallBack {
		return nil
	}
	c := &callBackStatus{Attempts: []struct{}{}}
	if !t.WindowFrom.IsZero() {
		c.Window = &timeWindow{t.WindowFrom.UTC().Format(time.RFC3339), t.WindowTo.UTC().Format(time.RFC3339)}
	}
	return c
}

func (s *Server) apiErase(w http.ResponseWriter, r *http.Request) error {
	t, err := s.ticketOf(w, r, routeMessages)
	if err != nil {
		return err
	}
	if _, err := s.Desk.Erase(r.Context(), t.Ref); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
