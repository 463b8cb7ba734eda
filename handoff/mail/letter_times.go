package mail

import (
	"time"

	"deskbell/words"
)

// Times in letters are plain dates, never "tomorrow": a mail is read days later.

// moment is a time in the desk's zone; where that is not known it says UTC.
func (w writer) moment(at time.Time) string {
	switch zone := w.desk.Zone; {
	case at.IsZero():
		return ""
	case zone == nil:
		return w.Moment(at.UTC()) + " (UTC)"
	default:
		return w.Moment(at.In(zone))
	}
}

// expectation is what the visitor was told about the reply.
func (w writer) expectation() words.Expectation {
	p := w.parcel.Ticket.Promise
	return words.Expectation{
		By: p.By, Usual: p.Usual, Opens: p.Opens, Hours: w.desk.Hours,
		Desk: w.desk.Zone, Visitor: w.parcel.Ticket.Zone(), NameIt: true,
	}
}

// window is when to call, on both clocks: put together by the words of the key. "" for no window.
func (w writer) window(key string, toVisitor bool) string {
	t := w.parcel.Ticket
	if t.WindowFrom.IsZero() || t.WindowTo.IsZero() {
		return ""
	}
	e := w.expectation()
	e.NameIt = toVisitor
	return w.WindowInZones(key, t.WindowFrom, t.WindowTo, e)
}
