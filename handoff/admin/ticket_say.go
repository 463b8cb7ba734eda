package admin

import (
	"net/http"
	"slices"
	"strconv"

	"deskbell/handoff"
	"deskbell/internal/fault"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

// reply sends an agent's words. If somebody else wrote since the form was shown, it comes
// back with the text and the new thread, to be sent by a second click.
func (s *Server) reply(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	ref, done := r.PathValue("ref"), r.PostFormValue("do") == "done"
	err := s.checkSeen(r, a)
	if err == nil {
		_, err = s.Desk.Reply(r.Context(), a, ref, r.PostFormValue("key"), r.PostFormValue("text"), handoff.After{Done: done})
	}
	if err != nil {
		form, err := sayAgain(r, a, err)
		if err != nil {
			return err
		}
		return s.renderTicket(w, r, a, refusedForm{reply: form})
	}
	if done {
		return saying(w, "/admin/", "replied_done")
	}
	return saying(w, ticketPath(ref), "replied")
}

func (s *Server) note(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	ref := r.PathValue("ref")
	if _, err := s.Desk.Note(r.Context(), a, ref, r.PostFormValue("key"), r.PostFormValue("text")); err != nil {
		form, err := sayAgain(r, a, err)
		if err != nil {
			return err
		}
		return s.renderTicket(w, r, a, refusedForm{note: form})
	}
	return saying(w, ticketPath(ref), "noted")
}

// sayAgain is the form with what was typed and why it came back.
func sayAgain(r *http.Request, a handoff.Agent, err error) (pages.Say, error) {
	t := words.In(a.Lang)
	form := pages.Say{Text: r.PostFormValue("text")}
	switch {
	case fault.HasCode(err, "seen_old"), fault.HasCode(err, "key_reused"), fault.HasCode(err, "key_invalid"):
		form.Wrong = t.Error(fault.Of(err).Code)
		return form, nil
	}
	fields, err := refusal(err, t)
	form.Wrong = fields["text"]
	return form, err
}

// checkSeen reports a message of somebody else that the agent's page did not show yet.
func (s *Server) checkSeen(r *http.Request, a handoff.Agent) error {
	seen, err := strconv.ParseInt(r.PostFormValue("seen"), 10, 64)
	if err != nil {
		return nil // not from our page, which always says it
	}
	t, err := s.Desk.Ticket(r.Context(), r.PathValue("ref"))
	if err != nil {
		return err
	}
	if slices.ContainsFunc(t.Messages, func(m handoff.Message) bool { return m.ID > seen && m.AgentID != a.ID }) {
		return fault.New(fault.Conflict, "seen_old")
	}
	return nil
}
