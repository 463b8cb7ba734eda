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
	Pending  bool          `json:"pending"` // a call is owed
	Phone    string        `json:"phone"`
	Window   *timeWindow   `json:"window"`
	Attempts []attemptView `json:"attempts"`
}

type attemptView struct {
	At      time.Time       `json:"at"`
	Outcome handoff.Outcome `json:"outcome"`
	Again   *time.Time      `json:"again,omitempty"` // with "again": the time agreed on
}

func (s *Server) apiTicket(w http.ResponseWriter, r *http.Request) error {
	t, err := s.ticketOf(w, r, routeReads)
	if err != nil {
		return err
	}
	return s.writeTicket(w, r, t)
}

func (s *Server) writeTicket(w http.ResponseWriter, r *http.Request, t handoff.Ticket) error {
	return web.WriteJSON(w, http.StatusOK, ticketResponse{
		Ref: t.Ref, Kind: t.Kind, Status: t.Status, Promise: timeOrNull(t.Promise.By), PromiseText: s.promiseNow(t),
		Messages: s.messagesFor(r, t.ForVisitor()), CallBack: callBackOf(t),
	})
}

// promiseNow is what promise_text says of a ticket as time goes on, in the ticket's language.
func (s *Server) promiseNow(t handoff.Ticket) string {
	if now := s.Now(); t.NeedsAnswer() && !t.Late(now) {
		return s.promiseAt(ahead(t, now), now)
	}
	return s.standing(s.ticketWords(t), t)
}

// promiseAt says when the reply comes, as seen from then, and where to.
func (s *Server) promiseAt(t handoff.Ticket, then time.Time) string {
	w := s.ticketWords(t)
	when := s.promiseText(w, t, then)
	switch {
	case t.Kind == handoff.CallBack && t.CallPending:
		return when + " " + w.T("api.reply.callback", "Phone", handoff.FormatPhone(t.Phone))
	case t.Kind != handoff.CallBack && t.Email != "" && s.Desk.HasMail():
		return when + " " + w.T("api.reply.email", "Email", t.Email)
	default:
		return when + " " + w.T("api.reply.here")
	}
}

// ticketOf gives the ticket of the request's token. A token that was never valid and one of an
// erased ticket get the same answer; of a sealed one nothing is given but until when it is kept.
func (s *Server) ticketOf(w http.ResponseWriter, r *http.Request, route string) (handoff.Ticket, error) {
	t, err := s.bearerTicket(w, r, route)
	if err == nil && t.IsSealed() {
		err = &fault.Error{Kind: fault.Gone, Code: "sealed", KeptUntil: t.KeepUntil}
	}
	return t, err
}

// bearerTicket is ticketOf, with sealed tickets.
func (s *Server) bearerTicket(w http.ResponseWriter, r *http.Request, route string) (handoff.Ticket, error) {
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
	return &callBackStatus{Pending: t.CallPending, Phone: t.Phone, Window: windowOf(t), Attempts: attemptViews(t)}
}

func windowOf(t handoff.Ticket) *timeWindow {
	if t.WindowFrom.IsZero() {
		return nil
	}
	return &timeWindow{t.WindowFrom.UTC().Format(time.RFC3339), t.WindowTo.UTC().Format(time.RFC3339)}
}

func attemptViews(t handoff.Ticket) []attemptView {
	views := make([]attemptView, len(t.Attempts))
	for i, a := range t.Attempts {
		views[i] = attemptView{At: a.At.UTC(), Outcome: a.Outcome, Again: timeOrNull(a.Again)}
	}
	return views
}
