package widget

import (
	"crypto/rand"
	"net/http"
	"slices"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/templates/panel"
)

func (s *Server) ticketRoutes() []web.Route {
	form := s.Limits.Get(limits.BodyBytes)
	return []web.Route{
		{Pattern: "GET /ticket/{code}", Trust: web.Anyone, Face: web.Page, Handler: s.gate},
		{Pattern: "POST /ticket", Trust: web.Link, Face: web.Panel, Body: form, Handler: s.openTicket},
		{Pattern: "POST /ticket/message", Trust: web.Link, Face: web.Panel, Body: form, Handler: s.step(s.write, "text")},
		{Pattern: "POST /ticket/call", Trust: web.Link, Face: web.Panel, Body: form, Handler: s.step(s.changeCall, callFields...)},
		{Pattern: "POST /ticket/withdraw", Trust: web.Link, Face: web.Panel, Body: form, Handler: s.step(s.withdraw)},
		{Pattern: "POST /ticket/download", Trust: web.Link, Face: web.Panel, Body: form, Handler: s.withCode(s.downloadThread)},
		{Pattern: "POST /ticket/erase", Trust: web.Link, Face: web.Panel, Body: form, Handler: s.withCode(s.eraseThread)},
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

// onTicket is a handler for whoever has the ticket's code.
type onTicket func(w http.ResponseWriter, r *http.Request, v visit, t handoff.Ticket) error

// withCode finds the ticket of the code in the form.
func (s *Server) withCode(next onTicket) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, err := s.begin(r)
		if err != nil {
			return err
		}
		return s.onCode(w, r, v, next)
	}
}

func (s *Server) onCode(w http.ResponseWriter, r *http.Request, v visit, next onTicket) error {
	if err := s.guard.allow(r, routeReads); err != nil {
		return err
	}
	t, err := s.Desk.ByLink(r.Context(), v.form.Get("code"))
	return s.unlessSealed(w, r, v, t, err, next)
}

// unlessSealed goes on with a ticket that was found. Of a sealed one nothing else is shown or done.
func (s *Server) unlessSealed(w http.ResponseWriter, r *http.Request, v visit, t handoff.Ticket, err error, next onTicket) error {
	switch {
	case err != nil:
		return err
	case t.IsSealed():
		return s.showSealed(w, r, v, t, http.StatusGone)
	default:
		return next(w, r, v, t)
	}
}

// step is what a form on the ticket's page asks for. The page is then shown as it is, without the
// fields that the step took: what is typed elsewhere on the page stays there.
func (s *Server) step(do func(r *http.Request, v visit, t handoff.Ticket) error, taken ...string) web.Handler {
	return s.withCode(func(w http.ResponseWriter, r *http.Request, v visit, t handoff.Ticket) error {
		if v.switches() || v.has("zone") {
			return s.thread(w, r, v, t)
		}
		err := s.guard.allow(r, routeMessages)
		if err == nil {
			err = do(r, v, t)
		}
		if err != nil {
			return s.threadAgain(w, r, v, t, err)
		}
		for _, name := range taken {
			v.form.Del(name)
		}
		if slices.Contains(taken, "text") {
			v.Key = rand.Text() // for the next message; one that is still typed may have arrived under this one
		}
		return s.threadNow(w, r, v)
	})
}

// threadNow shows the ticket as it is after a step.
func (s *Server) threadNow(w http.ResponseWriter, r *http.Request, v visit) error {
	t, err := s.Desk.ByLink(r.Context(), v.form.Get("code"))
	return s.unlessSealed(w, r, v, t, err, s.thread)
}

// thread shows the ticket with nothing gone wrong.
func (s *Server) thread(w http.ResponseWriter, r *http.Request, v visit, t handoff.Ticket) error {
	return s.showThread(w, r, v, t, trouble{})
}

// threadAgain says on the ticket's page why a step failed. Meanwhile the ticket may have changed.
func (s *Server) threadAgain(w http.ResponseWriter, r *http.Request, v visit, t handoff.Ticket, cause error) error {
	if fault.HasCode(cause, "sealed") {
		return s.threadNow(w, r, v)
	}
	bad, err := v.explain(w, cause)
	if err != nil {
		return err
	}
	return s.showThread(w, r, v, t, bad)
}

// openTicket takes the form of the gate or of a receipt.
func (s *Server) openTicket(w http.ResponseWriter, r *http.Request) error {
	v, err := s.begin(r)
	if err != nil {
		return err
	}
	switch {
	case v.switches() && v.has("gate"):
		return s.showGate(w, r, v, v.form.Get("code"))
	case v.switches() && v.has("receipt"):
		return s.onCode(w, r, v, s.receiptAgain)
	default:
		return s.onCode(w, r, v, s.thread)
	}
}

// threadByToken is the thread for the panel on the owner's next page, which kept
// the token and nothing else.
func (s *Server) threadByToken(w http.ResponseWriter, r *http.Request) error {
	v, err := s.begin(r)
	if err != nil {
		return err
	}
	t, err := s.bearerTicket(w, r, routeReads)
	return s.unlessSealed(w, r, v, t, err, s.thread)
}

func (s *Server) write(r *http.Request, v visit, t handoff.Ticket) error {
	_, err := s.Desk.Write(r.Context(), t.Ref, v.Key, v.form.Get("text"), v.Lang())
	return err
}

func (s *Server) withdraw(r *http.Request, _ visit, t handoff.Ticket) error {
	return s.Desk.Withdraw(r.Context(), t.Ref)
}
