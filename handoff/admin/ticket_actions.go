package admin

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

func (s *Server) assign(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	id, err := strconv.ParseInt(r.PostFormValue("agent"), 10, 64)
	if err != nil {
		return fault.At("agent", "agent_unknown")
	}
	if err := s.Desk.Assign(r.Context(), r.PathValue("ref"), id); err != nil {
		return err
	}
	return saying(w, ticketPath(r.PathValue("ref")), "assigned")
}

func (s *Server) finish(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	if err := s.Desk.Close(r.Context(), r.PathValue("ref")); err != nil {
		return err
	}
	return saying(w, "/admin/", "closed")
}

func (s *Server) reopen(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	if err := s.Desk.Reopen(r.Context(), r.PathValue("ref")); err != nil {
		return err
	}
	return saying(w, ticketPath(r.PathValue("ref")), "reopened")
}

// file moves a ticket to another folder, such as spam.
func (s *Server) file(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	to := handoff.Folder(r.PostFormValue("folder"))
	if !slices.Contains(folders, to) {
		return fault.At("folder", "wrong_type")
	}
	if err := s.Desk.File(r.Context(), r.PathValue("ref"), to); err != nil {
		return err
	}
	return saying(w, ticketPath(r.PathValue("ref")), "moved_"+string(to))
}

// morning is when snoozed tickets come back.
const morning = 9

// snoozes are the ready-made times, counted from now in the agents' zone.
var snoozes = []struct {
	name string
	at   func(now time.Time) time.Time
}{
	{"tomorrow", func(now time.Time) time.Time { return inDays(now, 1) }},
	{"three_days", func(now time.Time) time.Time { return inDays(now, 3) }},
	{"next_week", func(now time.Time) time.Time { return inDays(now, (7-int(now.Weekday()))%7+1) }},
}

func inDays(now time.Time, days int) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day()+days, morning, 0, 0, 0, now.Location())
}

func (s *Server) presets(f pages.Frame) (all []pages.Option) {
	for _, one := range snoozes {
		at := f.Moment(one.at(s.Now().In(s.zone())))
		all = append(all, pages.Option{Value: one.name, Text: f.T("admin.snooze." + one.name), Detail: at})
	}
	return all
}

func (s *Server) snooze(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	ref := r.PathValue("ref")
	until, err := s.readTime(r.PostFormValue("until"), r.PostFormValue("at"))
	if err == nil {
		err = s.Desk.Snooze(r.Context(), ref, until)
	}
	fields, err := refusal(err, words.ForAgents(a.Lang))
	if err != nil {
		return err
	}
	if fields != nil {
		return s.renderTicket(w, r, a, refusedForm{snooze: fields["until"]})
	}
	return saying(w, "/admin/", "snoozed")
}

// readTime takes the name of a ready-made time, or a time as a browser's field writes it.
func (s *Server) readTime(name, typed string) (time.Time, error) {
	for _, one := range snoozes {
		if one.name == name {
			return one.at(s.Now().In(s.zone())), nil
		}
	}
	return s.localTime("until", typed)
}

// localTime reads what a browser's field of the type datetime-local writes, by the desk's clock.
func (s *Server) localTime(field, typed string) (time.Time, error) {
	at, err := time.ParseInLocation("2006-01-02T15:04", typed, s.zone())
	if err != nil {
		return at, fault.At(field, "time_invalid")
	}
	return at, nil
}
