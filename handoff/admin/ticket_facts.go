package admin

import (
	"net/url"
	"strings"

	"deskbell/handoff"
	pages "deskbell/templates/admin"
)

// facts are what is known of a visitor and where they came from.
func (s *Server) facts(f pages.Frame, t handoff.Ticket) []pages.Fact {
	var all []pages.Fact
	add := func(key, text, href string) {
		if text != "" {
			all = append(all, pages.Fact{Label: f.T("admin.fact." + key), Text: text, Href: href})
		}
	}
	if t.Kind != handoff.CallBack { // the call has a place of its own
		add("phone", handoff.FormatPhone(t.Phone), "tel:"+t.Phone)
	}
	add("email", t.Email, mailto(t, f, ""))
	add("page", t.Page, t.Page)
	add("scope", t.Scope, "")
	add("lang", f.LanguageOrTag(t.Lang), "")
	add("since", f.Moment(t.CreatedAt.In(s.zone())), "")
	add("promise", s.promised(f, t), "")
	return all
}

// promised is what the visitor was told about the time of the reply.
func (s *Server) promised(f pages.Frame, t handoff.Ticket) string {
	p := t.Promise
	switch {
	case !p.By.IsZero() && p.By.Equal(t.WindowTo):
		return f.T("admin.promise.call", "Window", f.Window(t.WindowFrom.In(s.zone()), t.WindowTo, s.Now()))
	case !p.By.IsZero():
		return f.T("admin.promise.by", "When", s.when(f, p.By))
	case !p.Opens.IsZero():
		return f.T("admin.promise.opens", "When", s.when(f, p.Opens))
	default:
		return f.T("admin.promise.none")
	}
}

// longestMailto is what every mail program takes as an address with subject and text.
const longestMailto = 1800

// mailto opens a letter to the visitor in the agent's own mail program. A text too long
// for a link is left out, to be copied.
func mailto(t handoff.Ticket, f pages.Frame, text string) string {
	local, domain, ok := strings.Cut(t.Email, "@")
	if !ok {
		return ""
	}
	address := "mailto:" + escape(local) + "@" + escape(domain) + "?subject=" + escape(f.T("admin.mailto.subject", "Ref", t.Ref))
	if body := "&body=" + escape(text); text != "" && len(address)+len(body) <= longestMailto {
		address += body
	}
	return address
}

// escape is how mailto wants its parts (RFC 6068): a space is never a plus sign.
func escape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
