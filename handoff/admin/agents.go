package admin

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

func (s *Server) showAgents(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	f, err := s.frame(r, a, "/admin/agents", "admin.agents.title")
	if err != nil {
		return err
	}
	list, err := s.Team.Agents(r.Context())
	if err != nil {
		return err
	}
	v := pages.AgentsView{Frame: f}
	for _, one := range list {
		v.Rows = append(v.Rows, pages.AgentRow{
			Href: agentPath(one), Name: one.Name, Email: one.Email, Role: f.T(roleKey(one)), State: f.T(stateKey(one)), Off: !one.Active(),
		})
	}
	return web.Render(w, r, http.StatusOK, pages.Agents(v))
}

func agentPath(a handoff.Agent) string { return "/admin/agents/" + agentKeyOf(a) }

func roleKey(a handoff.Agent) string {
	if a.Owner {
		return "admin.agents.owner"
	}
	return "admin.agents.agent"
}

func stateKey(a handoff.Agent) string {
	switch {
	case a.Disabled:
		return "admin.agents.disabled"
	case a.PasswordHash == "":
		return "admin.agents.invited"
	default:
		return "admin.agents.active"
	}
}

func (s *Server) showNewAgent(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	return s.renderAgent(w, r, a, handoff.Agent{Lang: a.Lang, NotifyMail: true, NotifyLate: true, Digest: true, DigestHour: handoff.DigestHour}, nil)
}

func (s *Server) showAgent(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	shown, err := s.pathAgent(r)
	if err != nil {
		return err
	}
	return s.renderAgent(w, r, a, shown, nil)
}

func (s *Server) pathAgent(r *http.Request) (handoff.Agent, error) {
	id, err := pathID(r)
	if err != nil {
		return handoff.Agent{}, err
	}
	list, err := s.Team.Agents(r.Context())
	if err != nil {
		return handoff.Agent{}, err
	}
	i := slices.IndexFunc(list, func(a handoff.Agent) bool { return a.ID == id })
	if i < 0 {
		return handoff.Agent{}, fault.New(fault.NotFound, "agent_unknown")
	}
	return list[i], nil
}

func (s *Server) renderAgent(w http.ResponseWriter, r *http.Request, a, shown handoff.Agent, wrong map[string]string) error {
	title, action := "admin.agents.edit", agentPath(shown)
	if shown.ID == 0 {
		title, action = "admin.agents.new", "/admin/agents/new"
	}
	f, err := s.frame(r, a, "/admin/agents", title)
	if err != nil {
		return err
	}
	v := pages.AgentView{Frame: f, Profile: profileView(f, action, shown, wrong), Other: shown.ID != 0 && shown.ID != a.ID, Disabled: shown.Disabled}
	v.Profile.Roles = true
	return web.Render(w, r, status(wrong), pages.Agent(v))
}

func profileView(f pages.Frame, action string, a handoff.Agent, wrong map[string]string) pages.ProfileForm {
	return pages.ProfileForm{
		Action: action, Name: a.Name, Email: a.Email, Owner: a.Owner, Mails: a.NotifyMail, Late: a.NotifyLate, Digest: a.Digest,
		Hours: digestHours(f, a.DigestHour), Langs: languages(a.Lang), Wrong: wrong, Refused: above(wrong, f.Translator),
	}
}

func digestHours(f pages.Frame, chosen int) []pages.Option {
	var all []pages.Option
	for hour := range 24 {
		at := time.Date(2000, time.January, 1, hour, 0, 0, 0, time.UTC)
		all = append(all, pages.Option{Value: strconv.Itoa(hour), Text: f.Clock(at), Chosen: hour == chosen})
	}
	return all
}

// readProfile is what was typed; the language is checked by whoever uses it.
func readProfile(r *http.Request) handoff.Profile {
	return handoff.Profile{
		Name: r.PostFormValue("name"), Email: r.PostFormValue("email"), Lang: r.PostFormValue("lang"),
		Owner: r.PostFormValue("owner") != "", NotifyMail: r.PostFormValue("mails") != "",
		NotifyLate: r.PostFormValue("late") != "", Digest: r.PostFormValue("digest") != "", DigestHour: readHour(r.PostFormValue("digest_hour")),
	}
}

// readHour is an hour of the day; -1, which is none, for what is no number.
func readHour(typed string) int {
	if typed == "" {
		return handoff.DigestHour
	}
	hour, err := strconv.Atoi(typed)
	if err != nil {
		return -1
	}
	return hour
}

func typedInto(a handoff.Agent, p handoff.Profile) handoff.Agent {
	a.Name, a.Email, a.Lang, a.Owner, a.NotifyMail = p.Name, p.Email, p.Lang, p.Owner, p.NotifyMail
	a.NotifyLate, a.Digest, a.DigestHour = p.NotifyLate, p.Digest, p.DigestHour
	return a
}

// addAgent shows the link for the new agent once: nobody can read it again.
func (s *Server) addAgent(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	p := readProfile(r)
	made, secret, err := s.add(r.Context(), p)
	wrong, err := refusal(err, words.ForAgents(a.Lang))
	if err != nil {
		return err
	}
	if wrong != nil {
		return s.renderAgent(w, r, a, typedInto(handoff.Agent{}, p), wrong)
	}
	return s.renderLink(w, r, a, made, secret, "admin.agents.link_invite")
}

func (s *Server) add(ctx context.Context, p handoff.Profile) (handoff.Agent, string, error) {
	if _, err := spoken(p.Lang); err != nil {
		return handoff.Agent{}, "", err
	}
	return s.Team.Add(ctx, p)
}

func (s *Server) renderLink(w http.ResponseWriter, r *http.Request, a, whose handoff.Agent, secret, textKey string) error {
	f, err := s.frame(r, a, "/admin/agents", "admin.agents.link")
	if err != nil {
		return err
	}
	v := pages.LinkView{Frame: f, Text: f.T(textKey, "Name", whose.Name), Link: s.AgentsURL.JoinPath("admin", "invite", secret).String()}
	return web.Render(w, r, http.StatusOK, pages.Link(v))
}

func (s *Server) saveAgent(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	shown, err := s.pathAgent(r)
	if err != nil {
		return err
	}
	p := readProfile(r)
	if _, err = spoken(p.Lang); err == nil {
		err = s.Team.Update(r.Context(), shown.ID, p)
	}
	wrong, err := refusal(err, words.ForAgents(a.Lang))
	if err != nil {
		return err
	}
	if wrong != nil {
		return s.renderAgent(w, r, a, typedInto(shown, p), wrong)
	}
	return saying(w, "/admin/agents", "saved")
}

func (s *Server) disableAgent(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	return s.setDisabled(w, r, true, "disabled")
}

func (s *Server) enableAgent(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	return s.setDisabled(w, r, false, "enabled")
}

func (s *Server) setDisabled(w http.ResponseWriter, r *http.Request, off bool, what string) error {
	id, err := pathID(r)
	if err != nil {
		return err
	}
	if err := s.Team.SetDisabled(r.Context(), id, off); err != nil {
		return err
	}
	return saying(w, "/admin/agents", what)
}

func (s *Server) resetAgent(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	whose, err := s.pathAgent(r)
	if err != nil {
		return err
	}
	secret, err := s.Team.ResetLink(r.Context(), whose.ID)
	if err != nil {
		return err
	}
	return s.renderLink(w, r, a, whose, secret, "admin.agents.link_reset")
}
