package admin

import (
	"net/http"

	"deskbell/handoff"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

func (s *Server) showProfile(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	return s.renderProfile(w, r, a, a, nil, nil)
}

// renderProfile shows the agent's own page: typed is the profile form, the two maps are
// what is wrong with it and with the password form.
func (s *Server) renderProfile(w http.ResponseWriter, r *http.Request, a, typed handoff.Agent, wrong, password map[string]string) error {
	f, err := s.frame(r, a, "/admin/profile", "admin.profile.title")
	if err != nil {
		return err
	}
	v := pages.ProfileView{
		Frame: f, Profile: profileView(f, "/admin/profile", typed, wrong), Password: password, Email: a.Email, Calendar: s.calendarAddress(a),
		Refused: above(password, f.Translator),
	}
	code := status(wrong)
	if len(password) > 0 {
		code = status(password)
	}
	return web.Render(w, r, code, pages.Profile(v))
}

func (s *Server) saveProfile(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	p := readProfile(r)
	p.Owner = a.Owner // nobody makes themselves one
	_, err := spoken(p.Lang)
	if err == nil {
		err = s.Team.Update(r.Context(), a.ID, p)
	}
	wrong, err := refusal(err, words.ForAgents(a.Lang))
	if err != nil {
		return err
	}
	if wrong != nil {
		return s.renderProfile(w, r, a, typedInto(a, p), wrong, nil)
	}
	return saying(w, "/admin/profile", "saved")
}

// changePassword ends all sessions of the agent but this one, which gets a new token.
func (s *Server) changePassword(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	if err := s.queue(r); err != nil {
		return err
	}
	changed, err := s.Team.SetPassword(r.Context(), a.ID, r.PostFormValue("old_password"), r.PostFormValue("password"))
	wrong, err := refusal(err, words.ForAgents(a.Lang))
	if err != nil {
		return err
	}
	if wrong != nil {
		return s.renderProfile(w, r, a, a, nil, wrong)
	}
	if err := s.sessions.start(w, r, changed); err != nil {
		return err
	}
	return saying(w, "/admin/profile", "password_changed")
}
