package agenda

import (
	"time"

	ics "github.com/arran4/golang-ical"

	"deskbell/handoff"
)

const (
	asapLength = 30 * time.Minute // of a call without a window
	reminder   = "-PT10M"
)

// add puts in a call: it stands for the ticket whose window it has, so that another ticket of the same number
// never changes what a calendar knows of this one.
func (w *writer) add(c handoff.Call) {
	t := c.Tickets[0]
	from, to := c.From, c.To
	if c.ASAP {
		to = from.Add(asapLength)
	}
	e := w.calendar.AddEvent(t.Ref + "@" + w.host)
	e.SetSequence(revision(t))
	e.SetDtStampTime(w.Now) // with METHOD, when this calendar was written
	e.SetCreatedTime(t.CreatedAt)
	e.SetLastModifiedAt(changed(t))
	e.SetStartAt(from)
	e.SetEndAt(to)
	e.SetTimeTransparency(ics.TransparencyTransparent) // a window leaves time for other things
	e.SetSummary(w.summary(t))
	e.SetDescription(w.description(c))
	e.SetURL(w.link(t))
	if !w.Private {
		e.SetClass(ics.ClassificationPrivate) // from those whom the agent shows the calendar to
	}
	if !c.ASAP {
		a := e.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetDescription(w.summary(t))
		a.SetTrigger(reminder)
	}
}

// changed is when time or number of the call were last set: with them the visitor got a new promise.
func changed(t handoff.Ticket) time.Time {
	if t.Promise.Made.Before(t.CreatedAt) {
		return t.CreatedAt
	}
	return t.Promise.Made
}

// revision grows with each change, which is all that a SEQUENCE must do.
func revision(t handoff.Ticket) int {
	return int(changed(t).Sub(t.CreatedAt) / time.Second)
}

func (w *writer) link(t handoff.Ticket) string { return w.AdminURL + "/admin/tickets/" + t.Ref }
