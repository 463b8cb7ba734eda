package widget

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
)

// callRequest is how the visitor wants to be called from now on. What is left out stays as it is.
type callRequest struct {
	Window   givenWindow `json:"window"`
	Phone    string      `json:"phone"`
	TimeZone string      `json:"time_zone"`
}

// givenWindow tells a window that is null, for as soon as possible, from one that was left out.
type givenWindow struct {
	given  bool
	window *timeWindow
}

func (g *givenWindow) UnmarshalJSON(b []byte) error {
	g.given = true
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(&g.window)
}

// apiChangeCall gives the visitor's call another time or number.
func (s *Server) apiChangeCall(w http.ResponseWriter, r *http.Request) error {
	return s.change(w, r, func(t handoff.Ticket) error {
		var asked callRequest
		if _, err := web.ReadJSON(r, &asked); err != nil {
			return err
		}
		wish := handoff.CallWish{Phone: asked.Phone, TimeZone: asked.TimeZone}
		if t.WindowTo.After(s.Now()) { // a window that is over is not asked for again
			wish.From, wish.To = t.WindowFrom, t.WindowTo
		}
		if asked.Window.given {
			var wrong fault.List
			wish.From, wish.To = asked.Window.window.times(&wrong)
			if err := wrong.Err(); err != nil {
				return err
			}
		}
		return s.Desk.ChangeCall(r.Context(), t.Ref, wish)
	})
}

// apiWithdraw closes the ticket because its visitor needs no answer any more.
func (s *Server) apiWithdraw(w http.ResponseWriter, r *http.Request) error {
	return s.change(w, r, func(t handoff.Ticket) error { return s.Desk.Withdraw(r.Context(), t.Ref) })
}

// change does something to the ticket of the token and answers with the ticket as it is then.
func (s *Server) change(w http.ResponseWriter, r *http.Request, do func(handoff.Ticket) error) error {
	t, err := s.ticketOf(w, r, routeMessages)
	if err != nil {
		return err
	}
	if err := do(t); err != nil {
		return err
	}
	if t, err = s.Desk.ByToken(r.Context(), bearer(r)); err != nil {
		return err
	}
	return s.writeTicket(w, r, t)
}

// sealedResponse says that a ticket was closed to view instead of being erased.
type sealedResponse struct {
	KeptUntil time.Time `json:"kept_until"`
	Reason    string    `json:"reason"`
}

// apiErase removes the ticket, or seals it if the law keeps it. Whoever lost the answer gets it again.
func (s *Server) apiErase(w http.ResponseWriter, r *http.Request) error {
	t, err := s.bearerTicket(w, r, routeMessages)
	if err != nil {
		return err
	}
	erasure, err := s.Desk.Erase(r.Context(), t.Ref)
	if err != nil {
		return err
	}
	if erasure.KeptUntil.IsZero() {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	words := s.Words(web.LanguageWishes(r)...)
	return web.WriteJSON(w, http.StatusOK, sealedResponse{
		KeptUntil: erasure.KeptUntil.UTC(), Reason: words.T("widget.sealed.why", "Date", s.lastDay(words, erasure.KeptUntil)),
	})
}
