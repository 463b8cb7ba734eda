package admin

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"deskbell/handoff"
	"deskbell/handoff/agenda"
	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/internal/web"
)

const calendarSuffix = ".ics"

// callFile is one call for the agent's calendar, with name and number.
func (s *Server) callFile(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	t, err := s.readable(r, a)
	if err != nil {
		return err
	}
	if !t.CallPending {
		return fault.New(fault.NotFound, "not_a_call")
	}
	c, err := s.callOf(r.Context(), t)
	if err != nil {
		return err
	}
	o, err := s.agendaOptions(r.Context(), a)
	if err != nil {
		return err
	}
	file, err := agenda.Call(c, o)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Disposition", `attachment; filename="`+t.Ref+calendarSuffix+`"`)
	return writeCalendar(w, file)
}

// calendar is an agent's feed of calls: those of tickets that are theirs or nobody's. Programs outside
// the house read it, so it names no person.
func (s *Server) calendar(w http.ResponseWriter, r *http.Request) error {
	rate := web.Rate{Name: "calendar", Limit: s.Limits.Get(limits.ReadsPerMinute), Per: time.Minute}
	if wait, ok := s.rates.Allow(web.Client(r), rate, web.Rate{}); !ok {
		return web.TooOften(wait)
	}
	code, named := strings.CutSuffix(r.PathValue("code"), calendarSuffix)
	if !named {
		code = "" // which is nobody's
	}
	a, err := s.Team.ByCalendar(r.Context(), s.Keys, code)
	if err != nil {
		return err
	}
	calls, err := s.Desk.Calls(r.Context())
	if err != nil {
		return err
	}
	o, err := s.agendaOptions(r.Context(), a)
	if err != nil {
		return err
	}
	o.Private = true
	file, err := agenda.Feed(slices.DeleteFunc(calls, func(c handoff.Call) bool { return !isFor(c, a) }), o)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "private, max-age=300")
	return writeCalendar(w, file)
}

// isFor reports whether a call is the agent's to make, or anybody's.
func isFor(c handoff.Call, a handoff.Agent) bool {
	return slices.ContainsFunc(c.Tickets, func(t handoff.Ticket) bool { return t.AgentID == a.ID || t.AgentID == 0 })
}

func (s *Server) agendaOptions(ctx context.Context, a handoff.Agent) (agenda.Options, error) {
	settings, err := s.Settings.Settings(ctx)
	return agenda.Options{AdminURL: s.AgentsURL.String(), Desk: settings.Title, Lang: a.Lang, Zone: s.zone(), Now: s.Now()}, err
}

func writeCalendar(w http.ResponseWriter, file []byte) error {
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.WriteHeader(http.StatusOK)
	w.Write(file) // the client is gone if this fails
	return nil
}

func (s *Server) calendarAddress(a handoff.Agent) string {
	return s.AgentsURL.JoinPath("calendar", s.Keys.CalendarCode(a)+calendarSuffix).String()
}

// renewCalendar ends the address that the agent's calendar had.
func (s *Server) renewCalendar(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	if err := s.Team.RenewCalendar(r.Context(), a.ID); err != nil {
		return err
	}
	return saying(w, "/admin/profile", "calendar_renewed")
}
