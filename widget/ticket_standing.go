package widget

import (
	"time"

	"deskbell/handoff"
	"deskbell/words"
)

// standing says what a ticket's visitor can expect now (promise 7).
func (s *Server) standing(w *words.Translator, t handoff.Ticket) string {
	now := s.Now()
	switch {
	case t.Status == handoff.Done:
		return w.T("widget.thread.done")
	case t.Status == handoff.Waiting:
		return w.T(waitingKey(t))
	case !t.NeedsAnswer():
		return w.T("widget.thread.again")
	case t.Late(now):
		return s.lateText(w, t, now)
	default:
		return w.T("widget.thread.open", "Promise", s.promiseText(w, ahead(t, now), now))
	}
}

// ahead is the ticket without what was said of an opening that is over.
func ahead(t handoff.Ticket, now time.Time) handoff.Ticket {
	if !t.Promise.Opens.After(now) {
		t.Promise.Opens = time.Time{}
	}
	return t
}

// waitingKey says why it is the visitor's turn: an answer, or a call that reached nobody.
func waitingKey(t handoff.Ticket) string {
	vain := t.VainAttempts()
	if len(vain) == 0 || repliedSince(t, vain[len(vain)-1].At) {
		return "widget.thread.waiting"
	}
	if vain[len(vain)-1].Outcome == handoff.WrongNumber {
		return "widget.thread.number_wrong"
	}
	return "widget.thread.not_reached"
}

// lateText says honestly that a promise was not kept.
func (s *Server) lateText(w *words.Translator, t handoff.Ticket, now time.Time) string {
	e := s.expectation(t, now)
	switch {
	case t.CallPending && triedSince(t, t.Promise.Made):
		return w.T("widget.thread.late_tried")
	case t.CallPending && !t.WindowTo.IsZero():
		return w.T("widget.thread.late_call", "Window", windowText(w, t, e))
	case t.CallPending && !t.Promise.By.IsZero():
		return w.T("widget.thread.late_call_by", "When", w.InZones(t.Promise.By, e))
	case !t.Promise.By.IsZero():
		return w.T("widget.thread.late", "When", w.InZones(t.Promise.By, e))
	default:
		return w.T("widget.thread.late_unpromised")
	}
}

func triedSince(t handoff.Ticket, at time.Time) bool {
	vain := t.VainAttempts()
	return len(vain) > 0 && !vain[len(vain)-1].At.Before(at)
}

func repliedSince(t handoff.Ticket, at time.Time) bool {
	for _, m := range t.ForVisitor() {
		if m.From == handoff.FromAgent && m.At.After(at) {
			return true
		}
	}
	return false
}
