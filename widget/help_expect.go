package widget

import (
	"strings"
	"time"

	"deskbell/handoff"
	"deskbell/site"
	"deskbell/templates/panel"
	"deskbell/words"
)

// expect is what a visitor may expect who writes now (promise 7). Where nothing is known, the form's own
// first sentence says all there is.
func (s *Server) expect(v visit) panel.Expect {
	now := s.Now()
	asked := handoff.Ticket{Promise: s.Timing.Promise(now), TimeZone: v.timeZone(), Lang: v.Lang()}
	e := panel.Expect{Closure: s.closedText(v, now)}
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

// closedText is what the owner says to those who come while nobody is there: of these days, or else of these hours. It is the owner's
// word beside the promise; a request can be left all the same.
func (s *Server) closedText(v visit, now time.Time) panel.OwnersText {
	set, calendar := s.Settings(), s.Timing.Calendar()
	if closure, ok := calendar.ClosureAt(now); ok && closure.Text != "" {
		return ownersText(v, site.Text{Text: closure.Text, Lang: set.Lang}, "")
	}
	if calendar.Set() && !s.Timing.IsOpen(now) {
		return ownersText(v, set.ClosedIn(pageTag(v.Translator)), "")
	}
	return panel.OwnersText{}
}

// ownersText is a text of the owner's, or else one of ours, as it stands on the visitor's page.
func ownersText(v visit, t site.Text, otherwise string) panel.OwnersText {
	if t.Text == "" {
		return panel.OwnersText{Text: otherwise}
	}
	shown := panel.OwnersText{Text: t.Text, Lang: foreign(t.Lang, v.Translator)}
	if shown.Lang != "" {
		shown.Note = languageNote(v.Translator, "widget.owner_text", shown.Lang)
	}
	return shown
}

// expectNow is expect for the first screen, which says it only where the owner has something to say about being closed.
func (s *Server) expectNow(v visit) panel.Expect {
	if e := s.expect(v); e.Closure.Text != "" {
		return e
	}
	return panel.Expect{}
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
