package admin

import (
	"net/http"
	"time"

	"deskbell/handoff"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
)

// letter is whether a ticket is kept as a business letter, and to which day it is or would be.
func (s *Server) letter(f pages.Frame, t handoff.Ticket) pages.LetterView {
	until := t.KeepUntil
	if !t.IsLetter() {
		until = handoff.LetterUntil(t.CreatedAt.In(s.zone()))
	}
	return pages.LetterView{Marked: t.IsLetter(), Until: s.lastDay(f, until)}
}

// lastDay is the last day on which a letter is kept.
func (s *Server) lastDay(f pages.Frame, until time.Time) string {
	return f.Date(handoff.LastDay(until).In(s.zone()))
}

func (s *Server) markLetter(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	letter, what := r.PostFormValue("letter") == "yes", "unmarked_letter"
	if letter {
		what = "marked_letter"
	}
	if err := s.Desk.MarkLetter(r.Context(), r.PathValue("ref"), letter); err != nil {
		return err
	}
	return saying(w, ticketPath(r.PathValue("ref")), what)
}

// showErase asks first, and says when the ticket would be closed to view instead.
func (s *Server) showErase(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	t, err := s.readable(r, a)
	if err != nil {
		return err
	}
	f, err := s.frame(r, a, "/admin/", "admin.erase.title")
	if err != nil {
		return err
	}
	v := pages.ConfirmView{
		Frame: f, Question: f.T("admin.erase.question", "Who", s.who(f, t), "Ref", t.Ref), Text: f.T("admin.erase.text"),
		Action: ticketPath(t.Ref) + "/erase", Button: f.T("admin.erase.button"), Back: ticketPath(t.Ref),
	}
	if _, sealed := t.Sealing(s.Now()); sealed {
		v.Question = f.T("admin.seal.question", "Who", s.who(f, t), "Ref", t.Ref)
		v.Text, v.Button = f.T("admin.seal.text", "Until", s.lastDay(f, t.KeepUntil)), f.T("admin.seal.button")
	}
	return web.Render(w, r, http.StatusOK, pages.Confirm(v))
}

func (s *Server) erase(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	gone, err := s.Desk.Erase(r.Context(), r.PathValue("ref"))
	if err != nil {
		return err
	}
	if !gone.KeptUntil.IsZero() {
		return saying(w, "/admin/", "sealed")
	}
	return saying(w, "/admin/", "erased")
}
