package widget

import (
	"strings"

	"deskbell/handoff"
	"deskbell/templates/panel"
	"deskbell/words"
)

// expect is what a visitor may expect who writes now (promise 7). Where nothing is known, the form's own
// first sentence says all there is.
func (s *Server) expect(v visit) panel.Expect {
	now := s.Now()
	asked := handoff.Ticket{Promise: s.Timing.Promise(now), TimeZone: v.timeZone(), Lang: v.Lang()}
	var e panel.Expect
	if closure, ok := s.Timing.Calendar().ClosureAt(now); ok {
		e.Closure = closure.Text
	}
	figures, measured := s.figuresText(v.Translator)
	if measured {
		asked.Promise.Usual = 0 // one figure is enough
	}
	if known := !asked.Promise.By.IsZero() || !asked.Promise.Opens.IsZero(); known {
		e.Promise = append(e.Promise, s.promiseText(v.Translator, asked, now))
	}
	if measured {
		e.Promise = append(e.Promise, figures)
	}
	return e
}

// figuresText says how fast requests were answered lately, as measured.
func (s *Server) figuresText(t *words.Translator) (string, bool) {
	figures, ok := s.Timing.Figures()
	if !ok {
		return "", false
	}
	return t.Figures(figures.Within, figures.Open), true
}

// kept says how long a request to a person is stored, by the owner's rules.
func (s *Server) kept(t *words.Translator) string {
	r := s.Timing.Rules().Retention
	all := []string{keptText(t, r)}
	if r.Phone > 0 && (r.CallBack == 0 || r.Phone < r.CallBack) {
		all = append(all, t.N("widget.notice.phone", r.Phone))
	}
	return strings.Join(append(all, t.T("widget.notice.law")), " ")
}

func keptText(t *words.Translator, r handoff.Retention) string {
	switch {
	case r.Email == 0 && r.CallBack == 0 && r.Here == 0:
		return t.T("widget.notice.tickets")
	case r.Email == r.CallBack && r.Email == r.Here:
		return t.N("widget.notice.kept", r.Email)
	}
	var kinds []string
	for _, one := range []struct {
		kind handoff.Kind
		days int
	}{{handoff.ByEmail, r.Email}, {handoff.CallBack, r.CallBack}, {handoff.Here, r.Here}} {
		name := t.T("widget.form." + string(one.kind))
		if one.days == 0 {
			kinds = append(kinds, t.T("widget.notice.kept_kind_always", "Kind", name))
		} else {
			kinds = append(kinds, t.N("widget.notice.kept_kind", one.days, "Kind", name))
		}
	}
	return t.T("widget.notice.kept_kinds", "Kinds", strings.Join(kinds, "; "))
}
