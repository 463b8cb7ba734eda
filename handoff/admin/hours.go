package admin

import (
	"net/http"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

// largestCalendar is what is read at all, so that a file that is too large comes back with
// the form and not as a bare error.
const largestCalendar = 16 << 20

func (s *Server) hoursRoutes() []web.Route {
	return []web.Route{
		s.route("GET /admin/hours", web.Owner, 0, s.showHours),
		s.route("POST /admin/hours", web.Owner, largeForm, s.postHours),
		s.route("GET /admin/hours/import", web.Owner, 0, s.showDaysOff),
		s.route("POST /admin/hours/import", web.Owner, largestCalendar, s.importDaysOff),
		s.route("POST /admin/hours/import/remove", web.Owner, smallForm, s.removeDaysOff),
	}
}

func (s *Server) showHours(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	rules, err := s.Rules.Rules(r.Context())
	if err != nil {
		return err
	}
	return s.renderHours(w, r, a, hoursPage{form: hoursFormOf(rules), present: rules})
}

// postHours saves. Every other button of the form gives it back with what it is for, and saves nothing.
func (s *Server) postHours(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	form := readHoursForm(r)
	if do := r.PostFormValue("do"); do != "" && do != "save" {
		return s.tryHours(w, r, a, form, do)
	}
	_, err := s.Rules.ChangeRules(r.Context(), func(present handoff.Rules, now time.Time) (handoff.Rules, error) {
		if err := form.mayReplace(present); err != nil {
			return present, err
		}
		return form.rules(present, now)
	})
	if fault.HasCode(err, hoursChanged) {
		return s.hoursAgain(w, r, a, form, nil, words.ForAgents(a.Lang).Error(hoursChanged))
	}
	wrong, err := refusal(err, words.ForAgents(a.Lang))
	if err != nil {
		return err
	}
	if wrong != nil {
		return s.hoursAgain(w, r, a, form, wrong, above(wrong, words.ForAgents(a.Lang)))
	}
	return saying(w, "/admin/hours", "saved")
}

func (s *Server) hoursAgain(w http.ResponseWriter, r *http.Request, a handoff.Agent, form hoursForm, wrong map[string]string, why string) error {
	present, err := s.Rules.Rules(r.Context())
	if err != nil {
		return err
	}
	if wrong == nil {
		form.seen = seenHours(present) // what is typed may replace it now: its author was told
	}
	return s.renderHours(w, r, a, hoursPage{form: form, present: present, wrong: wrong, refused: why})
}

func (s *Server) tryHours(w http.ResponseWriter, r *http.Request, a handoff.Agent, form hoursForm, do string) error {
	present, err := s.Rules.Rules(r.Context())
	if err != nil {
		return err
	}
	form, focus := form.after(do)
	_, err = form.rules(present, s.Now())
	wrong, err := refusal(err, words.ForAgents(a.Lang))
	if err != nil {
		return err
	}
	return s.renderHours(w, r, a, hoursPage{form: form, present: present, wrong: wrong, focus: focus})
}

// hoursPage is what stands on the page besides what never changes.
type hoursPage struct {
	form    hoursForm
	present handoff.Rules // what is in force
	wrong   map[string]string
	refused string // why it was not saved; "" if nobody asked for that
	focus   string // id of the field to go on with
}

func (s *Server) renderHours(w http.ResponseWriter, r *http.Request, a handoff.Agent, p hoursPage) error {
	f, err := s.frame(r, a, "/admin/hours", "admin.hours.title")
	if err != nil {
		return err
	}
	settings, err := s.Settings.Settings(r.Context())
	if err != nil {
		return err
	}
	v, err := s.hoursView(f, settings.Lang, p)
	if err != nil {
		return err
	}
	return web.Render(w, r, refusedStatus(p.refused != ""), pages.Hours(v))
}
