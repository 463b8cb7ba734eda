package admin

import (
	"net/http"
	"slices"
	"strings"

	"deskbell/handoff"
	"deskbell/internal/web"
	"deskbell/site"
	"deskbell/static"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

func (s *Server) showSnippet(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	settings, err := s.Settings.Settings(r.Context())
	if err != nil {
		return err
	}
	f, err := s.frame(r, a, "/admin/snippet", "admin.snippet.title")
	if err != nil {
		return err
	}
	base := strings.TrimSuffix(s.VisitorsURL.String(), "/")
	e := embed(base, settings)
	v := pages.SnippetView{
		Frame: f, Snippet: e.Snippet(), Pinned: e.PinnedSnippet(), Link: base + "/help",
		Policy:    "script-src " + base + "; frame-src " + base,
		NoContact: settings.Email == "" && settings.Phone == "", NoSite: len(settings.Origins)+len(s.Sites) == 0, Owner: a.Owner,
	}
	for _, one := range s.Strangers.Seen(slices.Concat(settings.Origins, s.Sites)) {
		v.Strangers = append(v.Strangers, f.T("admin.snippet.stranger", "Site", one.Origin))
	}
	return web.Render(w, r, http.StatusOK, pages.Snippet(v))
}

func embed(base string, st site.Settings) static.Embed {
	t := words.In(st.Lang)
	return static.Embed{
		Base: base, Lang: st.Lang, Colour: st.Colour, Email: st.Email, Phone: st.Phone, Title: st.Title,
		Help: t.T("host.help"), Person: t.T("widget.person"),
	}
}

func (s *Server) showDemo(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	return s.Demo(w, r)
}
