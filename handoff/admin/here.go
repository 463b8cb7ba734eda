package admin

import (
	"net/http"
	"net/url"
	"strings"

	"deskbell/handoff"
)

// setHere says whether the agent is here, and goes back to the page it was said on.
func (s *Server) setHere(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	away, what := r.PostFormValue("state") == "away", "here"
	if away {
		what = "away"
	}
	if err := s.Team.SetAway(r.Context(), a.ID, away); err != nil {
		return err
	}
	return saying(w, ownPage(r.PostFormValue("from")), what)
}

// ownPage is a page of ours that a form named, without what was said on it; the inbox if it
// named anything else.
func ownPage(from string) string {
	u, err := url.Parse(from)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/admin/") || strings.Contains(u.Path, "..") || strings.ContainsAny(from, "\\\t\r\n") {
		return "/admin/"
	}
	return withoutSaid(u)
}

func withoutSaid(u *url.URL) string {
	q := u.Query()
	q.Del("said")
	return (&url.URL{Path: u.Path, RawQuery: q.Encode()}).String()
}

// comeBackTo is the page that a form in the frame goes back to: this one, unless it answers a
// form itself.
func comeBackTo(r *http.Request, here string) string {
	if r.Method != http.MethodGet {
		return here
	}
	return withoutSaid(r.URL)
}
