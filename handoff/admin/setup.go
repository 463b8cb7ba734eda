package admin

import (
	"context"
	"net/http"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	"deskbell/site"
	pages "deskbell/templates/admin"
)

func (s *Server) showSetUp(w http.ResponseWriter, r *http.Request) error {
	if err := s.checkLink(r, handoff.SetUp); err != nil {
		return s.deadLink(w, r, err)
	}
	d := outside(r, "admin.setup.welcome")
	return web.Render(w, r, http.StatusOK, pages.SetUp(setUpView(r, d, d.Lang(), true)))
}

// setUp makes the first agent, and the first settings from what it said.
func (s *Server) setUp(w http.ResponseWriter, r *http.Request) error {
	if err := web.ReadForm(r); err != nil {
		return err
	}
	if err := s.checkLink(r, handoff.SetUp); err != nil {
		return s.deadLink(w, r, err)
	}
	lang, err := spoken(r.PostFormValue("lang"))
	p := handoff.Profile{Name: r.PostFormValue("name"), Email: r.PostFormValue("email"), Lang: lang}
	var a handoff.Agent
	if err == nil {
		a, err = s.Team.Accept(r.Context(), r.PathValue("secret"), p, r.PostFormValue("password"))
	}
	public := r.PostFormValue("public") != ""
	if isDead(err) {
		return s.deadLink(w, r, err)
	}
	d := outside(r, "admin.setup.welcome")
	if d.Fields, err = refusal(err, d.Translator); err != nil {
		return err
	}
	if d.Fields != nil {
		d.Wrong = above(d.Fields, d.Translator)
		return web.Render(w, r, status(d.Fields), pages.SetUp(setUpView(r, d, r.PostFormValue("lang"), public)))
	}
	if err := s.firstSettings(r.Context(), a, public); err != nil {
		return err
	}
	if err := s.sessions.start(w, r, a); err != nil {
		return err
	}
	return saying(w, "/admin/snippet", "set_up")
}

func setUpView(r *http.Request, d pages.Door, lang string, public bool) pages.SetUpView {
	return pages.SetUpView{
		Door: d, Action: r.URL.Path, Name: r.PostFormValue("name"), Email: r.PostFormValue("email"),
		Public: public, Langs: languages(lang),
	}
}

// firstSettings lets no visitor stand without a contact: the owner's address is one, if it may be shown.
func (s *Server) firstSettings(ctx context.Context, a handoff.Agent, public bool) error {
	_, err := s.Settings.ChangeSettings(ctx, func(now site.Settings) (site.Settings, error) {
		now.Lang = a.Lang
		if public && now.Email == "" {
			now.Email = a.Email
		}
		return now.Clean()
	})
	return err
}

func (s *Server) showInvitation(w http.ResponseWriter, r *http.Request) error {
	purpose, a, err := s.invited(r)
	if err != nil {
		return s.deadLink(w, r, err)
	}
	return web.Render(w, r, http.StatusOK, pages.Invite(inviteView(r, purpose, a)))
}

// accept sets the password that an invited agent chose.
func (s *Server) accept(w http.ResponseWriter, r *http.Request) error {
	if err := web.ReadForm(r); err != nil {
		return err
	}
	purpose, a, err := s.invited(r)
	if err != nil {
		return s.deadLink(w, r, err)
	}
	// The profile lets the password be compared with what everybody knows of the agent.
	p := handoff.Profile{Name: a.Name, Email: a.Email, Lang: a.Lang}
	accepted, err := s.Team.Accept(r.Context(), r.PathValue("secret"), p, r.PostFormValue("password"))
	if isDead(err) {
		return s.deadLink(w, r, err)
	}
	v := inviteView(r, purpose, a)
	if v.Fields, err = refusal(err, v.Translator); err != nil {
		return err
	}
	if v.Fields != nil {
		return web.Render(w, r, status(v.Fields), pages.Invite(v))
	}
	if err := s.sessions.start(w, r, accepted); err != nil {
		return err
	}
	return saying(w, "/admin/", "welcome")
}

func inviteView(r *http.Request, p handoff.Purpose, a handoff.Agent) pages.InviteView {
	return pages.InviteView{Door: outside(r, "admin.invite."+string(p)), Action: r.URL.Path, Name: a.Name, Email: a.Email}
}

func (s *Server) invited(r *http.Request) (handoff.Purpose, handoff.Agent, error) {
	purpose, a, err := s.Team.Invited(r.Context(), r.PathValue("secret"))
	if err == nil && purpose == handoff.SetUp {
		err = fault.New(fault.NotFound, "link_used")
	}
	return purpose, a, err
}

func (s *Server) checkLink(r *http.Request, want handoff.Purpose) error {
	needed, err := s.Team.NeedsSetUp(r.Context())
	if err != nil {
		return err
	}
	if !needed {
		return fault.New(fault.Conflict, "already_set_up")
	}
	purpose, _, err := s.Team.Invited(r.Context(), r.PathValue("secret"))
	if err == nil && purpose != want {
		err = fault.New(fault.NotFound, "link_used")
	}
	return err
}

// isDead reports whether a link is of no use any more.
func isDead(err error) bool {
	return fault.HasCode(err, "link_used") || fault.HasCode(err, "already_set_up")
}

// deadLink shows why a link does nothing: 410, whatever was the reason.
func (s *Server) deadLink(w http.ResponseWriter, r *http.Request, err error) error {
	if !isDead(err) {
		return err
	}
	d := outside(r, "admin.link.title")
	v := pages.Problem{Door: d, Text: d.Translator.Error(fault.Of(err).Code)}
	return web.Render(w, r, web.Status(fault.New(fault.Gone, "link_used")), pages.Error(v))
}

// ErrorPage is how an error looks on the agents' side.
func ErrorPage(e web.ErrorView) web.Renderer {
	d := pages.Door{Translator: e.Words, Assets: assets(), Title: e.Words.T("admin.error.title")}
	return pages.Error(pages.Problem{Door: d, Text: e.Detail, Number: e.ID})
}
