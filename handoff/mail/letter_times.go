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
		Desk: w.desk.Zone, Visitor: w.visitorZone(), NameIt: true,
	}
}

// visitorZone is nil where the visitor's zone is not known.
func (w writer) visitorZone() *time.Location {
	name := w.parcel.Ticket.TimeZone
	zone, err := time.LoadLocation(name)
	if name == "" || err != nil {
		return nil
	}
	return zone
}

// window is when to call, on the desk's clock and, where that differs, on the visitor's: put together by
// the words of the key. "" for no window. named names the desk's zone where the visitor's is not known.
func (w writer) window(key string, named bool) string {
	t := w.parcel.Ticket
	if t.WindowFrom.IsZero() || t.WindowTo.IsZero() {
		return ""
	}
	from, visitor := t.WindowFrom.In(w.deskZone()), w.visitorZone()
	here := w.Window(from, t.WindowTo, time.Time{})
	if w.desk.Zone == nil || visitor == nil && named {
		return w.T("promise.zone", "When", here, "Zone", words.ZoneName(from.Location()))
	}
	if visitor == nil || sameClock(from, from.In(visitor)) {
		return here
	}
	return w.T(key, "When", here, "Yours", w.clocks(from, t.WindowTo, visitor))
}

// clocks is a window on another clock, without the day if that is the same.
func (w writer) clocks(from, to time.Time, zone *time.Location) string {
	there, end := from.In(zone), to.In(zone)
	if day := from.YearDay(); there.YearDay() != day || end.YearDay() != day {
		return w.Window(there, to, time.Time{})
	}
	return w.T("mail.window.clocks", "From", there.Format("15:04"), "To", w.Clock(end))
}

func sameClock(a, b time.Time) bool {
	_, x := a.Zone()
	_, y := b.Zone()
	return x == y
}

func (w writer) deskZone() *time.Location {
	if w.desk.Zone == nil {
		return time.UTC
	}
	return w.desk.Zone
}
