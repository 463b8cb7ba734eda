package admin

import (
	"net/http"
	"slices"
	"strings"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	"deskbell/static"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

func assets() pages.Assets {
	return pages.Assets{
		Style: static.URL("admin.css"), Script: static.URL("admin.js"), Htmx: static.URL("htmx.js"), Icon: static.URL("icon.svg"),
	}
}

// stuckRows is how many rows of the outbox are looked at for the counter in the navigation.
const stuckRows = 100

// frame is what stands around a page; here is the path of the navigation that the page
// belongs to, title a key of words.
func (s *Server) frame(r *http.Request, a handoff.Agent, here, title string) (pages.Frame, error) {
	t := words.ForAgents(a.Lang)
	counts, err := s.Desk.Counts(r.Context())
	if err != nil {
		return pages.Frame{}, err
	}
	stuck, err := s.stuck(r)
	if err != nil {
		return pages.Frame{}, err
	}
	calls, err := s.Desk.Calls(r.Context())
	if err != nil {
		return pages.Frame{}, err
	}
	settings, err := s.Settings.Settings(r.Context())
	if err != nil {
		return pages.Frame{}, err
	}
	f := pages.Frame{
		Translator: t, Assets: assets(), Title: t.T(title), Agent: a.Name, Version: s.Version, Unread: counts[handoff.Inbox], Stuck: stuck,
		Calls: callsToMake(calls), Away: a.Away, From: comeBackTo(r, here), Said: said(r, t),
	}
	f.Main = mainLinks(f, here, settings.KeepGaps)
	f.More = moreLinks(t, here, a.Owner)
	return f, nil
}

func (s *Server) stuck(r *http.Request) (int, error) {
	rows, err := s.Outbox.OutgoingList(r.Context(), true, stuckRows)
	n := 0
	for _, row := range rows {
		if row.Stuck() {
			n++
		}
	}
	return n, err
}

func mainLinks(f pages.Frame, here string, gaps bool) []pages.NavLink {
	all := []pages.NavLink{
		{
			Href: "/admin/", Text: f.T("admin.nav.inbox"), Here: here == "/admin/",
			Badge: "unread", Count: f.Unread, CountText: f.T("admin.nav.unread"),
		},
		{
			Href: callsPath, Text: f.T("admin.nav.calls"), Here: here == callsPath,
			Badge: "calls", Count: f.Calls, CountText: f.T("admin.nav.calls_now"),
		},
		link(f.Translator, "/admin/faq", "admin.nav.faq", here),
		{
			Href: "/admin/outbox", Text: f.T("admin.nav.outbox"), Here: here == "/admin/outbox",
			Badge: "stuck", Count: f.Stuck, CountText: f.T("admin.nav.stuck"),
		},
	}
	if gaps {
		all = append(all, link(f.Translator, "/admin/gaps", "admin.nav.gaps", here))
	}
	return all
}

func moreLinks(t *words.Translator, here string, owner bool) []pages.NavLink {
	var all []pages.NavLink
	if owner {
		all = append(all, link(t, "/admin/settings", "admin.nav.settings", here), link(t, "/admin/hours", "admin.nav.hours", here),
			link(t, "/admin/retention", "admin.nav.retention", here), link(t, "/admin/agents", "admin.nav.agents", here))
	}
	return append(all, link(t, "/admin/snippet", "admin.nav.snippet", here), link(t, "/admin/demo", "admin.nav.demo", here),
		link(t, "/admin/profile", "admin.nav.profile", here))
}

func link(t *words.Translator, path, key, here string) pages.NavLink {
	return pages.NavLink{Href: path, Text: t.T(key), Here: here == path}
}

// said is the sentence for what the last form did. The address names it, so it
// can only be one of ours.
func said(r *http.Request, t *words.Translator) string {
	key := "admin.said." + r.URL.Query().Get("said")
	if !t.Has(key) {
		return ""
	}
	return t.T(key)
}

// saying goes to a page that says what was done.
func saying(w http.ResponseWriter, path, what string) error {
	sign := "?"
	if strings.Contains(path, "?") {
		sign = "&"
	}
	return web.SeeOther(w, path+sign+"said="+what)
}

// refusal splits an error into sentences for the fields of a form. An error that is not
// about its fields is given back.
func refusal(err error, t *words.Translator) (map[string]string, error) {
	if err == nil {
		return nil, nil
	}
	fields, ok := web.FieldErrors(err, t)
	if !ok {
		return nil, err
	}
	return fields, nil
}

// status is 422 for a form that comes back with what is wrong.
func status(fields map[string]string) int { return refusedStatus(len(fields) > 0) }

// refusedStatus is 422 for a form that comes back.
func refusedStatus(refused bool) int {
	if refused {
		return web.Status(fault.New(fault.Invalid, "required"))
	}
	return http.StatusOK
}

func above(fields map[string]string, t *words.Translator) string {
	if len(fields) == 0 {
		return ""
	}
	return t.T("admin.form.wrong")
}

func languages(chosen string) []pages.Option {
	var all []pages.Option
	for _, lang := range words.AgentLanguages {
		name := words.ForAgents(lang).T("admin.language")
		all = append(all, pages.Option{Value: lang, Text: name, Chosen: lang == chosen})
	}
	return all
}

// spoken is a language of ours as it came from a form.
func spoken(lang string) (string, error) {
	if !slices.Contains(words.AgentLanguages, lang) {
		return "", fault.At("lang", "lang_invalid")
	}
	return lang, nil
}
