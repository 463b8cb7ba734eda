package handoff

import (
	"time"

	"deskbell/handoff/hours"
	"deskbell/internal/fault"
)

const (
	callLead      = 30 * time.Minute // nobody can call at once
	callWindow    = 2 * time.Hour
	longWindow    = 4 * time.Hour // where a day is longer than callDay
	callDay       = 12 * time.Hour
	mostWindows   = 24
	windowDays    = 14
	shortest      = 15 * time.Minute // of opening time that is left of a window
	farthestCall  = 60 * 24 * time.Hour
	longestWindow = 24 * time.Hour
)

// Windows are the times that a visitor may choose for a call, the next first. A desk
// without hours offers none: the visitor then writes when.
func (t *Timing) Windows(now time.Time) []hours.Span {
	c := t.Calendar()
	if !c.Set() {
		return nil
	}
	var all []hours.Span
	for _, span := range c.Spans(roundUp(now.Add(callLead), c.Zone()), now.AddDate(0, 0, windowDays)) {
		all = append(all, cut(span)...)
		if len(all) >= mostWindows {
			return all[:mostWindows]
		}
	}
	return all
}

// cut makes windows of a span. What is left at its end joins the last one if it is
// too short to stand alone.
func cut(s hours.Span) (all []hours.Span) {
	length := callWindow
	if s.To.Sub(s.From) > callDay {
		length = longWindow
	}
	for from := s.From; from.Before(s.To); {
		to := from.Add(length)
		if s.To.Sub(to) < length/2 {
			to = s.To
		}
		if to.Sub(from) >= shortest {
			all = append(all, hours.Span{From: from, To: to})
		}
		from = to
	}
	return all
}

// checkWindow says what is wrong with a window for a call, nil if nothing is.
func (t *Timing) checkWindow(from, to, now time.Time) error {
	switch {
	case from.IsZero() && to.IsZero():
		return nil
	case from.IsZero() || !to.After(from):
		return fault.At("window", "window_invalid")
	case !to.After(now):
		return fault.At("window", "window_past")
	case from.Sub(now) > farthestCall:
		return fault.At("window", "window_far")
	case to.Sub(from) > longestWindow:
		return fault.At("window", "window_long")
	case to.Sub(laterOf(from, now)) < shortest:
		return fault.At("window", "window_short")
	case t.Calendar().Set() && t.Calendar().Between(laterOf(from, now), to) < shortest:
		return fault.At("window", "window_closed")
	}
	return nil
}

func laterOf(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
