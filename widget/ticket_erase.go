package widget

import (
	"net/http"
	"time"

	"deskbell/handoff"
	"deskbell/internal/web"
	"deskbell/templates/panel"
	"deskbell/words"
)

// eraseThread removes the ticket, or closes it to view if the law keeps it.
func (s *Server) eraseThread(w http.ResponseWriter, r *http.Request, v visit, t handoff.Ticket) error {
	erasure, err := s.Desk.Erase(r.Context(), t.Ref)
	if err != nil {
		return err
	}
	if !erasure.KeptUntil.IsZero() {
		t.KeepUntil = erasure.KeptUntil
		return s.showSealed(w, r, v, t, http.StatusOK)
	}
	f := s.frame(v.afresh(), ScreenErased)
	f.Languages = panel.Languages{} // there is nothing left to show in another one
	return web.Render(w, r, http.StatusOK, panel.ErasedPage(f))
}

// showSealed says of a sealed ticket that it is kept, why, and until when.
func (s *Server) showSealed(w http.ResponseWriter, r *http.Request, v visit, t handoff.Ticket, status int) error {
	f := s.frame(v.afresh(), ScreenSealed)
	f.Languages = panel.Languages{} // its form leads to a person
	return web.Render(w, r, status, panel.SealedPage(f, panel.Sealed{
		Ref: t.Ref, Why: v.T("widget.sealed.why", "Date", s.lastDay(v.Translator, t.KeepUntil)),
	}))
}

// eraseOffer says what erasing does to the ticket.
func (s *Server) eraseOffer(v visit, t handoff.Ticket) panel.Offer {
	if t.KeepUntil.After(s.Now()) {
		return panel.Offer{
			Title: v.T("widget.erase.title"), Do: v.T("widget.sealed.do"),
			Text: v.T("widget.sealed.before", "Date", s.lastDay(v.Translator, t.KeepUntil)),
		}
	}
	return panel.Offer{Title: v.T("widget.erase.title"), Text: v.T("widget.erase.text"), Do: v.T("widget.erase.do")}
}

// lastDay is the last day on which a letter is kept.
func (s *Server) lastDay(w *words.Translator, until time.Time) string {
	return w.Date(handoff.LastDay(until).In(s.Timing.Zone()))
}
