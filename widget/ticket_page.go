package widget

import (
	"net/http"
	"strconv"
	"time"

	"deskbell/handoff"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/templates/panel"
)

func (s *Server) ticketRoutes() []web.Route {
	form := s.Limits.Get(limits.BodyBytes)
	return []web.Route{
		{Pattern: "GET /ticket/{code}", Trust: web.Anyone, Face: web.Page, Handler: s.gate},
		{Pattern: "POST /ticket", Trust: web.Link, Face: web.Panel, Body: form, Handler: s.openThread},
		{Pattern: "POST /ticket/message", Trust: web.Link, Face: web.Panel, Body: form, Handler: s.writeThread},
		{Pattern: "POST /ticket/erase", Trust: web.Link, Face: web.Panel, Body: form, Handler: s.eraseThread},
		{Pattern: "GET /help/thread", Trust: web.Visitor, Face: web.Panel, Handler: s.threadByToken},
	}
}

// gate stands before a ticket and asks nothing of the desk: scanners that follow the
// links of a mail learn not even whether the code is good.
func (s *Server) gate(w http.ResponseWriter, r *http.Request) error {
	v, err := s.begin(r)
	if err != nil {
		return err
	}
	return s.showGate(w, r, v, r.PathValue("code"))
}

func (s *Server) showGate(w http.ResponseWriter, r *http.Request, v visit, code string) error {
	return web.Render(w, r, http.StatusOK, panel.GatePage(s.frame(v, ScreenGate), code))
}

// openThread shows the thread to whoever has the code.
func (s *Server) openThread(w http.ResponseWriter, r *http.Request) error {
	v, t, err := s.byCode(r)
	if err != nil {
		return err
	}
	if v.has("switch") {
		return s.showGate(w, r, v, v.form.Get("code"))
	}
	return s.showThread(w, r, v, t, trouble{})
}

// threadByToken is the thread for the panel on the owner's next page, which kept
// the token and nothing else.
func (s *Server) threadByToken(w http.ResponseWriter, r *http.Request) error {
	v, err := s.begin(r)
	if err != nil {
		return err
	}
	t, err := s.ticketOf(w, r, routeReads)
	if err != nil {
		return err
	}
	return s.showThread(w, r, v, t, trouble{})
}

func (s *Server) writeThread(w http.ResponseWriter, r *http.Request) error {
	v, t, err := s.byCode(r)
	if err != nil {
		return err
	}
	if v.has("switch") {
		return s.showThread(w, r, v, t, trouble{})
	}
	if err := s.write(r, v, t.Ref); err != nil {
		bad, err := v.explain(w, err)
		if err != nil {
			return err
		}
		return s.showThread(w, r, v, t, bad)
	}
	if t, err = s.Desk.ByLink(r.Context(), v.form.Get("code")); err != nil {
		return err
	}
	return s.showThread(w, r, v.afresh(), t, trouble{})
}

func (s *Server) write(r *http.Request, v visit, ref string) error {
	if err := s.guard.allow(r, routeMessages); err != nil {
		return err
	}
	_, err := s.Desk.Write(r.Context(), ref, v.Key, v.form.Get("text"), v.Lang())
	return err
}

func (s *Server) eraseThread(w http.ResponseWriter, r *http.Request) error {
	v, t, err := s.byCode(r)
	if err != nil {
		return err
	}
	if _, err := s.Desk.Erase(r.Context(), t.Ref); err != nil {
		return err
	}
	f := s.frame(v.afresh(), ScreenErased)
	f.Languages = nil // there is nothing left to show in another one
	return web.Render(w, r, http.StatusOK, panel.ErasedPage(f))
}

// byCode is the ticket of the code in the form.
func (s *Server) byCode(r *http.Request) (visit, handoff.Ticket, error) {
	v, err := s.begin(r)
	if err != nil {
		return v, handoff.Ticket{}, err
	}
	if err := s.guard.allow(r, routeReads); err != nil {
		return v, handoff.Ticket{}, err
	}
	t, err := s.Desk.ByLink(r.Context(), v.form.Get("code"))
	return v, t, err
}

func (s *Server) showThread(w http.ResponseWriter, r *http.Request, v visit, t handoff.Ticket, bad trouble) error {
	f := s.frame(v, ScreenThread)
	f.Problem = bad.problem
	view := panel.Thread{
		Ref: t.Ref, Code: s.Desk.LinkCode(t), Token: s.Desk.Token(t), Status: s.statusText(v, t), About: reachText(v, t),
		Messages: s.messageViews(v, t), Text: panel.Field{
			Name: "text", Label: v.T("widget.thread.text"), Value: v.text("text"), Error: bad.fields["text"],
		},
	}
	return web.Render(w, r, bad.statusOr(http.StatusOK), panel.ThreadPage(f, view))
}

// statusText says whose turn it is.
func (s *Server) statusText(v visit, t handoff.Ticket) string {
	switch t.Status {
	case handoff.Done:
		return v.T("widget.thread.done")
	case handoff.Waiting:
		return v.T("widget.thread.waiting")
	default:
		return v.T("widget.thread.open", "Promise", s.promiseText(v.Translator, t, s.Now()))
	}
}

// reachText says how the visitor is reached besides this page.
func reachText(v visit, t handoff.Ticket) string {
	switch {
	case t.Kind == handoff.ByEmail:
		return v.T("widget.thread.email", "Email", t.Email)
	case t.Kind == handoff.CallBack && t.Wish != "":
		return v.T("widget.thread.callback_wish", "Phone", handoff.FormatPhone(t.Phone), "Wish", t.Wish)
	case t.Kind == handoff.CallBack:
		return v.T("widget.thread.callback", "Phone", handoff.FormatPhone(t.Phone))
	default:
		return ""
	}
}

func (s *Server) messageViews(v visit, t handoff.Ticket) []panel.Message {
	var all []panel.Message
	for _, m := range t.ForVisitor() {
		one := panel.Message{
			ID: strconv.FormatInt(m.ID, 10), From: string(m.From), Label: v.T("widget.you"), Text: m.Text, Lang: m.Lang,
			At: m.At.UTC().Format(time.RFC3339), Moment: v.Moment(m.At.Local()),
		}
		switch m.From {
		case handoff.FromAgent:
			if one.Label = m.AgentName; one.Label == "" {
				one.Label = v.T("widget.team")
			}
		case handoff.FromSystem:
			one.Label, one.Text, one.Lang = "", v.T("event."+m.Text), v.Lang()
		}
		all = append(all, one)
	}
	return all
}
