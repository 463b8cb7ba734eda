package admin

import (
	"context"
	"net/http"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/feed"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

// entrance leads from the address that people type.
func (s *Server) entrance(w http.ResponseWriter, r *http.Request) error {
	return web.SeeOther(w, "/admin/")
}

// outside is what stands around a page in front of the log-in.
func outside(r *http.Request, title string) pages.Door {
	t := words.ForAgents(web.LanguageWishes(r)...)
	return pages.Door{Translator: t, Assets: assets(), Title: t.T(title), Note: said(r, t)}
}

func (s *Server) showLogin(w http.ResponseWriter, r *http.Request) error {
	needed, err := s.Team.NeedsSetUp(r.Context())
	if err != nil {
		return err
	}
	if needed {
		return web.Render(w, r, http.StatusOK, pages.NotSetUp(outside(r, "admin.setup.title")))
	}
	if _, err := s.sessions.agent(r); err == nil {
		return web.SeeOther(w, afterLogin(r.URL.Query().Get("ticket")))
	}
	v := pages.LoginView{Door: outside(r, "admin.login.title"), Ticket: r.URL.Query().Get("ticket")}
	return web.Render(w, r, http.StatusOK, pages.Login(v))
}

func (s *Server) login(w http.ResponseWriter, r *http.Request) error {
	if err := web.ReadForm(r); err != nil {
		return err
	}
	if err := s.queue(r); err != nil {
		return err
	}
	network := s.rates.Network(web.Client(r))
	a, err := s.Team.Login(r.Context(), r.PostFormValue("email"), r.PostFormValue("password"), network)
	if fault.HasCode(err, "login_wrong") {
		v := pages.LoginView{Door: outside(r, "admin.login.title"), Email: r.PostFormValue("email"), Ticket: r.PostFormValue("ticket")}
		v.Wrong = v.Error("login_wrong")
		return web.Render(w, r, web.Status(err), pages.Login(v))
	}
	if err != nil {
		return err
	}
	if err := s.sessions.start(w, r, a); err != nil {
		return err
	}
	return web.SeeOther(w, afterLogin(r.PostFormValue("ticket")))
}

const longestQueue = 30 * time.Second // an attempt that would wait longer is told to come back

// queue holds whoever types a password back until it is the turn of the network it comes from.
func (s *Server) queue(r *http.Request) error {
	rate := web.Rate{Name: limits.LoginsPerMinute, Limit: s.Limits.Get(limits.LoginsPerMinute), Per: time.Minute}
	wait, ok := s.rates.Queue(web.Client(r), rate, longestQueue)
	if !ok {
		return web.TooOften(wait)
	}
	turn, cancel := context.WithTimeout(r.Context(), wait)
	defer cancel()
	<-turn.Done()
	return r.Context().Err()
}

// logout ends the session, its live streams, and what the browser kept of the pages.
func (s *Server) logout(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	if err := s.sessions.end(w, r); err != nil {
		return err
	}
	s.Feed.Publish(feed.Event{Topic: feed.Agents, Key: agentKeyOf(a)})
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return web.SeeOther(w, "/admin/login?said=logged_out")
}
