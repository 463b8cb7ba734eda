package admin

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"deskbell/handoff"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

func (s *Server) retentionRoutes() []web.Route {
	return []web.Route{
		s.route("GET /admin/retention", web.Owner, 0, s.showRetention),
		s.route("POST /admin/retention", web.Owner, smallForm, s.postRetention),
		s.route("GET /admin/retention/remove", web.Owner, 0, s.showRemoveNow),
		s.route("POST /admin/retention/remove", web.Owner, smallForm, s.removeNow),
	}
}

// retentionForm is the form as it was typed, in the order of retentionFields.
type retentionForm [5]string

// retentionFields are the names of the fields; the domain uses them for its errors.
var retentionFields = [5]string{"retention_email", "retention_callback", "retention_here", "retention_phone", "retention_spam"}

// numbers are the rules that the fields stand for.
func numbers(r *handoff.Retention) [5]*int {
	return [5]*int{&r.Email, &r.CallBack, &r.Here, &r.Phone, &r.Spam}
}

func retentionFormOf(r handoff.Retention) (form retentionForm) {
	for i, days := range numbers(&r) {
		form[i] = strconv.Itoa(*days)
	}
	return form
}

func readRetentionForm(r *http.Request) (form retentionForm) {
	for i, name := range retentionFields {
		form[i] = strings.TrimSpace(r.PostFormValue(name))
	}
	return form
}

// rules puts what was typed in the place of the present numbers.
func (form retentionForm) rules(present handoff.Rules, now time.Time) (handoff.Rules, error) {
	r := present
	for i, number := range numbers(&r.Retention) {
		days, err := strconv.Atoi(form[i])
		if err != nil {
			days = -1 // refused by the domain, as every number that is none
		}
		*number = days
	}
	_, err := handoff.Rules{Retention: r.Retention}.Clean(now) // the hours are another page's
	return r, err
}

func (s *Server) showRetention(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	rules, err := s.Rules.Rules(r.Context())
	if err != nil {
		return err
	}
	return s.renderRetention(w, r, a, retentionFormOf(rules.Retention), nil, "")
}

func (s *Server) postRetention(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	form := readRetentionForm(r)
	t := words.ForAgents(a.Lang)
	if r.PostFormValue("do") == "preview" {
		_, err := form.rules(handoff.Rules{}, s.Now())
		wrong, err := refusal(err, t)
		if err != nil {
			return err
		}
		return s.renderRetention(w, r, a, form, wrong, "")
	}
	_, err := s.Rules.ChangeRules(r.Context(), form.rules)
	wrong, err := refusal(err, t)
	if err != nil {
		return err
	}
	if wrong != nil {
		return s.renderRetention(w, r, a, form, wrong, above(wrong, t))
	}
	return saying(w, "/admin/retention", "saved")
}

func (s *Server) renderRetention(w http.ResponseWriter, r *http.Request, a handoff.Agent, form retentionForm, wrong map[string]string, refused string) error {
	f, err := s.frame(r, a, "/admin/retention", "admin.retention.title")
	if err != nil {
		return err
	}
	v, err := s.retentionView(r, f, form, wrong)
	if err != nil {
		return err
	}
	v.Refused = refused
	return web.Render(w, r, refusedStatus(refused != ""), pages.Retention(v))
}

// showRemoveNow asks before it is done. What it shows is by the rules in force, not by what is being typed.
func (s *Server) showRemoveNow(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	f, err := s.frame(r, a, "/admin/retention", "admin.retention.remove.question")
	if err != nil {
		return err
	}
	rules, err := s.Rules.Rules(r.Context())
	if err != nil {
		return err
	}
	v := pages.RemoveNowView{Frame: f}
	if v.Going, err = s.going(r, f, rules.Retention); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, pages.RemoveNow(v))
}

func (s *Server) removeNow(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	removed, err := s.Desk.Retain(r.Context())
	if err != nil {
		return err
	}
	if len(removed) == 0 {
		return saying(w, "/admin/retention", "removed_nothing")
	}
	return saying(w, "/admin/retention", "removed")
}
