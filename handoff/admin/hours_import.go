package admin

import (
	"net/http"
	"slices"
	"time"

	"deskbell/handoff"
	"deskbell/handoff/hours"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

func (s *Server) showDaysOff(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	rules, err := s.Rules.Rules(r.Context())
	if err != nil {
		return err
	}
	return s.renderDaysOff(w, r, a, rules, nil, nil)
}

func (s *Server) renderDaysOff(w http.ResponseWriter, r *http.Request, a handoff.Agent, rules handoff.Rules, result []string, wrong map[string]string) error {
	f, err := s.frame(r, a, "/admin/hours", "admin.hours.import.title")
	if err != nil {
		return err
	}
	days := importedDays(rules)
	v := pages.DaysOffView{Frame: f, Wrong: wrong["ics"], Result: result, Count: f.N("admin.hours.imported", len(days))}
	now := s.Now().In(s.zone())
	for _, d := range days {
		at := time.Date(d.Date.Year, d.Date.Month, d.Date.Day, 0, 0, 0, 0, now.Location())
		v.Days = append(v.Days, pages.DayOff{Date: d.Date.String(), Day: f.Day(at, now), Name: d.Name})
	}
	return web.Render(w, r, status(wrong), pages.DaysOff(v))
}

// importDaysOff puts the days of a file in the place of those of the last one.
func (s *Server) importDaysOff(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	read, err := s.readDaysOff(r)
	var rules handoff.Rules
	if err == nil {
		rules, err = s.putImported(r, read.Days)
	}
	t := words.ForAgents(a.Lang)
	wrong, err := refusal(err, t)
	if err != nil {
		return err
	}
	if wrong != nil {
		if rules, err = s.Rules.Rules(r.Context()); err != nil {
			return err
		}
		return s.renderDaysOff(w, r, a, rules, nil, wrong)
	}
	return s.renderDaysOff(w, r, a, rules, imported(t, read, len(importedDays(rules))), nil)
}

func (s *Server) readDaysOff(r *http.Request) (hours.Import, error) {
	file, _, err := r.FormFile("file")
	if err != nil {
		return hours.Import{}, fault.At("ics", "required")
	}
	defer file.Close()
	return hours.ReadICS(file, hours.ICSLimits{}, s.Now().In(s.zone()))
}

// putImported keeps what the owner typed.
func (s *Server) putImported(r *http.Request, days []hours.Day) (handoff.Rules, error) {
	return s.Rules.ChangeRules(r.Context(), func(rules handoff.Rules, now time.Time) (handoff.Rules, error) {
		typed := slices.DeleteFunc(slices.Clone(rules.Hours.Days), func(d hours.Day) bool { return d.Origin == hours.FromFile })
		rules.Hours.Days = withImported(typed, days)
		rules, err := rules.Clean(now)
		if err != nil {
			return rules, fault.At("ics", fault.Of(err).Code)
		}
		return rules, nil
	})
}

// imported says what became of a file.
func imported(t *words.Translator, read hours.Import, added int) []string {
	said := []string{t.N("admin.hours.import.added", added)}
	if left := len(read.Days) - added; left > 0 {
		said = append(said, t.N("admin.hours.import.typed", left))
	}
	if read.Skipped > 0 {
		said = append(said, t.N("admin.hours.import.skipped", read.Skipped))
	}
	return said
}

func (s *Server) removeDaysOff(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	if _, err := s.putImported(r, nil); err != nil {
		return err
	}
	return saying(w, "/admin/hours/import", "days_removed")
}
