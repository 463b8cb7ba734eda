package widget

import (
	"net/http"
	"strings"

	"deskbell/internal/web"
	"deskbell/site"
	"deskbell/static"
	"deskbell/templates/host"
	"deskbell/words"
)

// home is the demo until the owner has named a site, then a page that says what this is.
func (s *Server) home(w http.ResponseWriter, r *http.Request) error {
	if settings := s.Settings(); settings.SetUp() {
		return web.Render(w, r, http.StatusOK, host.PlainPage(s.plain(r, settings)))
	}
	return s.Demo(w, r)
}

// Demo shows the widget on an invented site; the admin page keeps it at hand.
func (s *Server) Demo(w http.ResponseWriter, r *http.Request) error {
	settings := s.Settings()
	t := words.ForAgents(append(web.LanguageWishes(r), settings.Lang)...) // it is for the owner
	embed := static.Embed{
		Base: s.base(r), Lang: t.Lang(), Colour: settings.Colour, Email: settings.Email, Phone: settings.Phone,
		Title: settings.Title, Help: t.T("host.help"), Person: t.T("widget.person"),
	}
	return web.Render(w, r, http.StatusOK, host.DemoPage(host.Demo{
		Translator: t, Style: static.URL("demo.css"), Snippet: embed.Snippet(),
	}))
}

func (s *Server) plain(r *http.Request, settings site.Settings) host.Plain {
	t := s.Words(web.LanguageWishes(r)...)
	desk, lang := deskName(settings, t, "host.help")
	return host.Plain{Translator: t, Style: static.URL("demo.css"), Theme: themeURL(settings), Desk: desk, DeskLang: lang}
}

// base is where visitors reach Deskbell, without a slash at the end. Without a configured
// address it is that of the request, whose host is localhost or an IP literal then.
func (s *Server) base(r *http.Request) string {
	if s.BaseURL != nil {
		return strings.TrimSuffix(s.BaseURL.String(), "/")
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
