package admin

import (
	"crypto/rand"
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
	ref := r.PathValue("ref")
	after, err := s.readAfter(r)
	if err == nil {
		err = s.checkSeen(r, a)
	}
	if err == nil {
		_, err = s.Desk.Reply(r.Context(), a, ref, r.PostFormValue("key"), r.PostFormValue("text"), after)
	}
	if err != nil {
		return s.replyAgain(w, r, a, err)
	}
	switch {
	case after.Done:
		return saying(w, "/admin/", "replied_done")
	case !after.WakeBy.IsZero():
		return saying(w, "/admin/", "replied_wake")
	default:
		return saying(w, ticketPath(ref), "replied")
	}
}

// readAfter is what should become of the ticket after the reply. A day that was typed goes before a
// ready-made one.
func (s *Server) readAfter(r *http.Request) (handoff.After, error) {
	name, typed := r.PostFormValue("wake"), r.PostFormValue("wake_at")
	switch {
	case r.PostFormValue("do") == "done":
		return handoff.After{Done: true}, nil
	case typed != "":
		name = ""
	case name == "":
		return handoff.After{}, nil
	}
	by, err := s.readTime(name, typed)
	return handoff.After{WakeBy: by}, err
}

// refusedReply is a reply that came back.
type refusedReply struct {
	say                     pages.Say
	wake, wakeAt, wakeWrong string
}

func (s *Server) replyAgain(w http.ResponseWriter, r *http.Request, a handoff.Agent, err error) error {
	back := refusedReply{wake: r.PostFormValue("wake"), wakeAt: r.PostFormValue("wake_at")}
	if f := fault.Of(err); f.Field == "until" {
		back.say.Text, back.wakeWrong = r.PostFormValue("text"), words.ForAgents(a.Lang).Error(f.Code)
		return s.renderTicket(w, r, a, refusedForm{reply: back})
	}
	if back.say, err = sayAgain(r, a, err); err != nil {
		return err
	}
	return s.renderTicket(w, r, a, refusedForm{reply: back})
}

func (s *Server) replyForm(f pages.Frame, back refusedReply) pages.ReplyForm {
	form := pages.ReplyForm{Say: fresh(back.say), WakeAt: back.wakeAt, WakeWrong: back.wakeWrong}
	form.Wakes = append(form.Wakes, pages.Option{Text: f.T("admin.wake.never")})
	for _, o := range s.presets(f) {
		o.Text, o.Chosen = f.T("admin.wake.preset", "Name", o.Text, "Moment", o.Detail), o.Value == back.wake
		form.Wakes = append(form.Wakes, o)
	}
	return form
}

// fresh gives a form a key of its own, so that sending it twice is sending it once.
func fresh(form pages.Say) pages.Say {
	form.Key = rand.Text()
	return form
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
	t := words.ForAgents(a.Lang)
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
