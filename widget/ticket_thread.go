package widget

import (
	"net/http"
	"strconv"
	"time"

	"deskbell/handoff"
	"deskbell/internal/web"
	"deskbell/templates/panel"
)

// showThread shows the ticket as its visitor sees it, with what they typed and why a step failed.
func (s *Server) showThread(w http.ResponseWriter, r *http.Request, v visit, t handoff.Ticket, bad trouble) error {
	f := s.frame(v, ScreenThread)
	view := panel.Ticket{
		Ref: t.Ref, Code: s.Desk.LinkCode(t), Token: s.Desk.Token(t),
		Status: s.standing(v.Translator, t), Late: t.Late(s.Now()), About: aboutReply(v, t),
		Call: s.callView(v, t, bad), Messages: s.messageViews(v, t),
		Text: panel.Field{
			Name: "text", Label: v.T("widget.thread.text"), Value: v.text("text"), Error: bad.fields["text"],
		},
		Withdraw: withdrawOffer(v, t), Erase: s.eraseOffer(v, t),
	}
	if view.Call.Problem.Text == "" {
		f.Problem = bad.problem
	}
	return web.Render(w, r, bad.statusOr(http.StatusOK), panel.ThreadPage(f, view))
}

// aboutReply says how the visitor is reached besides this page.
func aboutReply(v visit, t handoff.Ticket) string {
	if t.Kind != handoff.ByEmail {
		return ""
	}
	return v.T("widget.thread.email", "Email", t.Email)
}

func withdrawOffer(v visit, t handoff.Ticket) panel.Offer {
	switch {
	case t.Status == handoff.Done:
		return panel.Offer{}
	case t.CallPending:
		return panel.Offer{
			Title: v.T("widget.thread.withdraw.title_call"), Text: v.T("widget.thread.withdraw.text_call"), Do: v.T("widget.thread.withdraw.do"),
		}
	default:
		return panel.Offer{
			Title: v.T("widget.thread.withdraw.title"), Text: v.T("widget.thread.withdraw.text"), Do: v.T("widget.thread.withdraw.do"),
		}
	}
}

func (s *Server) messageViews(v visit, t handoff.Ticket) []panel.Message {
	var all []panel.Message
	for _, m := range t.ForVisitor() {
		one := panel.Message{
			ID: strconv.FormatInt(m.ID, 10), From: string(m.From), Label: v.T("widget.you"), Text: pieces(m.Text), Lang: m.Lang,
			At: m.At.UTC().Format(time.RFC3339), Moment: v.Moment(m.At.In(s.clock(t))),
		}
		switch m.From {
		case handoff.FromAgent:
			if one.Label = m.AgentName; one.Label == "" {
				one.Label = v.T("widget.team")
			}
		case handoff.FromSystem:
			one.Label, one.Text, one.Lang = "", []panel.Piece{{Text: v.T("event." + m.Text)}}, v.Lang()
		}
		all = append(all, one)
	}
	return all
}
