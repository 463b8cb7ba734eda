package notify

import (
	"context"
	"mime"
	"net/http"
	"strings"

	"deskbell/handoff"
	"deskbell/words"
)

// push is a message for ntfy (docs.ntfy.sh/publish): the text is the body, the rest
// are headers, encoded as RFC 2047 where a language needs more than ASCII.
func (c *Carrier) push(ctx context.Context, t Target, p handoff.Parcel) (*http.Request, error) {
	title, text := announcement(p)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, t.url.String(), strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Title", mime.QEncoding.Encode("utf-8", title))
	request.Header.Set("Priority", priority(p.Outgoing.Letter))
	request.Header.Set("Click", c.link(p))
	authorize(request, t)
	return request, nil
}

// announcement is a title and a text in the language of the row.
func announcement(p handoff.Parcel) (title, text string) {
	t := words.ForAgents(p.Outgoing.Lang)
	switch p.Outgoing.Letter {
	case handoff.NewTicketNotice:
		kind := "." + string(p.Ticket.Kind)
		return t.T("mail.push.new_ticket", "Ref", p.Ticket.Ref), t.T("mail.new_ticket.intro" + kind)
	case handoff.NewMessageNotice:
		return t.T("mail.new_message.subject", "Ref", p.Ticket.Ref), t.T("mail.new_message.intro", "Ref", p.Ticket.Ref)
	case handoff.LateNotice:
		return t.N("mail.late.subject", len(p.Tickets)), t.T("mail.push.late", "Refs", strings.Join(refs(p), ", "))
	default:
		return t.T("mail.push.test"), t.T("mail.push.test.text")
	}
}

// priority: a person who waits should ring, the rest may wait on the screen.
func priority(l handoff.Letter) string {
	if l == handoff.NewTicketNotice || l == handoff.LateNotice {
		return "high"
	}
	return "default"
}

// authorize takes a user with a password as such, and one alone as an access token.
func authorize(request *http.Request, t Target) {
	if t.user == nil {
		return
	}
	password, ok := t.user.Password()
	switch {
	case ok && t.user.Username() != "":
		request.SetBasicAuth(t.user.Username(), password)
	case ok:
		request.Header.Set("Authorization", "Bearer "+password)
	default:
		request.Header.Set("Authorization", "Bearer "+t.user.Username())
	}
}
