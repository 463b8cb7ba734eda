package admin

import (
	"net/http"
	"slices"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

const callsPath = "/admin/calls"

func (s *Server) callRoutes() []web.Route {
	return []web.Route{
		s.route("GET /admin/calls", web.Agent, 0, s.showCalls),
		s.route("POST /admin/tickets/{ref}/call", web.Agent, smallForm, s.noteCall),
		s.route("GET /admin/tickets/{ref}/call.ics", web.Agent, 0, s.callFile),
		{Pattern: "GET /calendar/{code}", Trust: web.Calendar, Face: web.API, Handler: s.calendar},
	}
}

// refusedCall is an outcome that was not noted: of which ticket, and why.
type refusedCall struct {
	ref, wrong, again, againWrong string
}

func (s *Server) showCalls(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	return s.renderCalls(w, r, a, refusedCall{})
}

func (s *Server) renderCalls(w http.ResponseWriter, r *http.Request, a handoff.Agent, back refusedCall) error {
	f, err := s.frame(r, a, callsPath, "admin.calls.title")
	if err != nil {
		return err
	}
	calls, err := s.Desk.Calls(r.Context())
	if err != nil {
		return err
	}
	names, err := s.agentNames(r.Context())
	if err != nil {
		return err
	}
	v := pages.CallsView{Frame: f, Self: callsPath}
	for _, group := range callGroups {
		shown := pages.CallGroup{ID: "calls-" + group.name, Title: f.T("admin.calls." + group.name)}
		for _, c := range calls {
			if group.has(c.State) {
				view := s.callView(f, c, names)
				view.Form = s.outcomeForm(f, c.Tickets[0].Ref, "calls", back)
				shown.Calls = append(shown.Calls, view)
			}
		}
		if len(shown.Calls) > 0 {
			v.Groups = append(v.Groups, shown)
		}
	}
	return web.Render(w, r, refusedStatus(back != refusedCall{}), pages.Calls(v))
}

// callGroup is a part of the list of calls.
type callGroup struct {
	name   string
	states []handoff.CallState
}

var callGroups = []callGroup{
	{"now", []handoff.CallState{handoff.StateMissed, handoff.StateDue}},
	{"resting", []handoff.CallState{handoff.StateResting}},
	{"later", []handoff.CallState{handoff.StateLater}},
}

func (g callGroup) has(state handoff.CallState) bool { return slices.Contains(g.states, state) }

// callsToMake counts the calls that an agent should make now.
func callsToMake(calls []handoff.Call) int {
	n := 0
	for _, c := range calls {
		if callGroups[0].has(c.State) {
			n++
		}
	}
	return n
}

// noteCall notes how a call went.
func (s *Server) noteCall(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	ref, outcome := r.PathValue("ref"), handoff.Outcome(r.PostFormValue("outcome"))
	again, err := s.readAgain(outcome, r.PostFormValue("again"))
	if err == nil {
		err = s.Desk.Called(r.Context(), a, ref, r.PostFormValue("key"), outcome, again)
	}
	if fault.HasCode(err, "call_settled") {
		return saying(w, ticketPath(ref), "call_settled") // where it stands who was quicker
	}
	if err != nil {
		return s.refuseCall(w, r, a, err)
	}
	t, err := s.Desk.Ticket(r.Context(), ref)
	if err != nil {
		return err
	}
	if r.PostFormValue("from") == "calls" {
		return saying(w, callsPath, saidOfCall(outcome, t))
	}
	return saying(w, ticketPath(ref), saidOfCall(outcome, t))
}

// readAgain is when to call again; zero with other outcomes.
func (s *Server) readAgain(outcome handoff.Outcome, typed string) (time.Time, error) {
	if outcome != handoff.CallAgain || typed == "" {
		return time.Time{}, nil
	}
	return s.localTime("again", typed)
}

func saidOfCall(outcome handoff.Outcome, t handoff.Ticket) string {
	vain := outcome == handoff.NoAnswer || outcome == handoff.Busy
	if vain && !t.CallPending {
		return "called_given_up"
	}
	return "called_" + string(outcome)
}

// refuseCall shows again the page that the outcome came from.
func (s *Server) refuseCall(w http.ResponseWriter, r *http.Request, a handoff.Agent, err error) error {
	t := words.ForAgents(a.Lang)
	back := refusedCall{ref: r.PathValue("ref"), again: r.PostFormValue("again")}
	if fault.HasCode(err, "key_reused") || fault.HasCode(err, "key_invalid") {
		back.wrong = t.Error(fault.Of(err).Code)
	} else {
		fields, err := refusal(err, t)
		if err != nil {
			return err
		}
		back.wrong, back.againWrong = fields["outcome"], fields["again"]
	}
	if r.PostFormValue("from") == "calls" {
		return s.renderCalls(w, r, a, back)
	}
	return s.renderTicket(w, r, a, refusedForm{call: back})
}
