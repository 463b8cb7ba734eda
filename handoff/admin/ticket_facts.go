package admin

import (
	"net/url"
	"strings"

	"deskbell/handoff"
	"deskbell/internal/markdown"
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
	add("phone", handoff.FormatPhone(t.Phone), "tel:"+t.Phone)
	add("wish", t.Wish, "")
	add("window", s.window(f, t), "")
	add("email", t.Email, mailto(t, f, ""))
	add("page", t.Page, t.Page)
	add("scope", t.Scope, "")
	add("lang", inWords(t.Lang), "")
	add("since", f.Moment(t.CreatedAt.In(s.zone())), "")
	if !t.Promise.By.IsZero() {
		add("promise", f.Moment(t.Promise.By.In(s.zone())), "")
	}
	return all
}

func (s *Server) window(f pages.Frame, t handoff.Ticket) string {
	if t.WindowFrom.IsZero() {
		return ""
	}
	return f.T("admin.fact.window_times", "From", f.Moment(t.WindowFrom.In(s.zone())), "To", f.Moment(t.WindowTo.In(s.zone())))
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

// transcript is what the visitor sent along. Lines of the desk are shown from the
// entries they name, because anybody could write anything into them.
func (s *Server) transcript(t handoff.Ticket) []pages.TranscriptLine {
	var all []pages.TranscriptLine
	for _, line := range t.Transcript {
		if line.From != handoff.FromDesk {
			all = append(all, pages.TranscriptLine{Text: line.Text, Lang: t.Lang})
			continue
		}
		shown := pages.TranscriptLine{Desk: true}
		if e, ok := s.Shown.Entry(line.Entry); ok {
			shown.Text, shown.Lang, shown.HTML = e.Question, e.Lang, markdown.HTML(e.Answer)
		}
		all = append(all, shown)
	}
	return all
}
