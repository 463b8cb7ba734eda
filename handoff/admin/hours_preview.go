package admin

import (
	"time"

	"deskbell/handoff"
	"deskbell/handoff/hours"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

const (
	shownWindows = 3
	lateHour     = 22 // when the preview asks what a visitor reads in the evening
	noon         = 12
)

// preview is what visitors would read under the rules, computed as it is for them.
func (s *Server) preview(f pages.Frame, rules handoff.Rules) (pages.HoursPreview, error) {
	timing, err := s.Timing.With(rules)
	if err != nil {
		return pages.HoursPreview{}, err
	}
	figures, measured := timing.Figures()
	v := pages.HoursPreview{}
	for _, at := range tellingMoments(f, timing.Calendar(), s.Now()) {
		v.Moments = append(v.Moments, pages.PreviewMoment{When: at.label, Said: told(f.Translator, timing, at.when, measured), Closure: closureText(timing, at.when)})
	}
	windows := timing.Windows(s.Now())
	for _, w := range windows[:min(len(windows), shownWindows)] {
		v.Windows = append(v.Windows, f.Window(w.From, w.To, s.Now()))
	}
	if measured {
		v.Figures = f.Figures(figures.Within, figures.Open)
	}
	return v, nil
}

// told is what visitors of the desk's own zone read at a moment about the time of the reply. Where
// figures are shown, they stand for what is usual.
func told(t *words.Translator, timing *handoff.Timing, at time.Time, measured bool) string {
	p := timing.Promise(at)
	if measured {
		p.Usual = 0
	}
	return t.Expect(words.Expectation{
		By: p.By, Usual: p.Usual, Opens: p.Opens, Hours: timing.Calendar().Set(), AsOf: at, Desk: timing.Zone(),
	})
}

func closureText(timing *handoff.Timing, at time.Time) string {
	c, _ := timing.Calendar().ClosureAt(at)
	return c.Text
}

// telling is a moment at which it shows what hours mean.
type telling struct {
	when  time.Time
	label string
}

func tellingMoments(f pages.Frame, c *hours.Calendar, now time.Time) []telling {
	now = now.In(c.Zone())
	all := []telling{{now, f.T("admin.hours.preview.now", "When", f.Moment(now))}}
	late := time.Date(now.Year(), now.Month(), now.Day(), lateHour, 0, 0, 0, c.Zone())
	if !late.After(now) {
		late = late.AddDate(0, 0, 1)
	}
	all = append(all, telling{late, f.T("admin.hours.preview.then", "When", f.Day(late, now)+", "+f.Clock(late))})
	if closed, ok := nextClosedDay(c, now); ok {
		all = append(all, telling{closed, f.T("admin.hours.preview.closed", "When", f.Day(closed, now)+", "+f.Clock(closed))})
	}
	return all
}

// nextClosedDay is the noon of the next day after today without a minute of opening time.
func nextClosedDay(c *hours.Calendar, now time.Time) (time.Time, bool) {
	for i := 1; i <= 366; i++ {
		begin := time.Date(now.Year(), now.Month(), now.Day()+i, 0, 0, 0, 0, c.Zone())
		if c.Between(begin, begin.AddDate(0, 0, 1)) == 0 {
			return time.Date(begin.Year(), begin.Month(), begin.Day(), noon, 0, 0, 0, c.Zone()), true
		}
	}
	return time.Time{}, false
}

// measured says how fast requests were answered, or why that is not known.
func (s *Server) measured(f pages.Frame, rules handoff.Rules) (string, error) {
	rules.HideFigures = false
	timing, err := s.Timing.With(rules)
	if err != nil {
		return "", err
	}
	answered := timing.Pace().Answered
	figures, known := timing.Figures()
	switch {
	case known:
		return f.N("admin.hours.figures.known", answered, "Sentence", f.Figures(figures.Within, figures.Open)), nil
	case answered < handoff.EnoughFigures:
		return f.T("admin.hours.figures.few", "Answered", f.N("admin.hours.figures.answered", answered), "Missing", f.N("admin.hours.figures.missing", handoff.EnoughFigures-answered)), nil
	default:
		return f.T("admin.hours.figures.waiting"), nil
	}
}
