package words

import (
	"strings"
	"time"
)

// Expectation is what a visitor is told about the time of a reply (promise 7), in terms of
// times alone. The zero value of a field means that it is not known.
type Expectation struct {
	By      time.Time      // when to expect it
	Usual   time.Duration  // half of the replies come within it
	Hours   bool           // Usual counts opening hours
	Opens   time.Time      // when the desk is next open; zero if it is open, or has no hours
	AsOf    time.Time      // "today" and "tomorrow" are seen from here; zero for plain dates
	Desk    *time.Location // nil for UTC
	Visitor *time.Location // nil if not known
	NameIt  bool           // name the desk's zone where the visitor's is not known
}

// Expect is the sentence, or the two, that a visitor reads.
func (t *Translator) Expect(e Expectation) string {
	when := func(at time.Time) string { return t.InZones(at, e) }
	switch {
	case !e.By.IsZero() && e.Usual > 0:
		return t.T("promise.by", "When", when(e.By)) + " " + t.T(t.usualKey(e), "Duration", t.Within(e.Usual))
	case !e.By.IsZero():
		return t.T("promise.by", "When", when(e.By))
	case !e.Opens.IsZero():
		return t.T("promise.opens", "When", when(e.Opens))
	default:
		return t.T("promise.none")
	}
}

func (t *Translator) usualKey(e Expectation) string {
	if e.Hours {
		return "promise.usual_open"
	}
	return "promise.usual"
}

// Figures says how fast requests were answered lately: nine in ten within it. hours means that it counts opening time.
func (t *Translator) Figures(within time.Duration, hours bool) string {
	key := "promise.figures"
	if hours {
		key = "promise.figures_open"
	}
	return t.T(key, "Duration", t.Within(within))
}

// InZones is a moment on the desk's clock and, where that differs, on the visitor's:
// "tomorrow, 9:30 (your time 10:30)".
func (t *Translator) InZones(at time.Time, e Expectation) string {
	desk := zoneOr(e.Desk, time.UTC)
	here := at.In(desk)
	text := t.dayAndClock(here, e.AsOf)
	switch {
	case e.Visitor == nil && e.NameIt, e.Desk == nil:
		return t.T("promise.zone", "When", text, "Zone", ZoneName(desk))
	case e.Visitor == nil:
		return text
	}
	there := at.In(e.Visitor)
	if sameClock(here, there) {
		return text
	}
	yours := t.Clock(there)
	if here.YearDay() != there.YearDay() {
		yours = t.dayAndClock(there, time.Time{}) // two tomorrows in one sentence would confuse
	}
	return t.T("promise.zones", "When", text, "Yours", yours)
}

func sameClock(a, b time.Time) bool {
	_, x := a.Zone()
	_, y := b.Zone()
	return x == y
}

func zoneOr(zone, other *time.Location) *time.Location {
	if zone == nil {
		return other
	}
	return zone
}

// ZoneName is what people call a zone: the city of its IANA name.
func ZoneName(zone *time.Location) string {
	name := zone.String()
	return strings.ReplaceAll(name[strings.LastIndex(name, "/")+1:], "_", " ")
}

// Clock is a time of day in the zone of at.
func (t *Translator) Clock(at time.Time) string {
	return t.T("time.clock", "Clock", t.time(at))
}

// Day is a day as people speak of it, seen from asOf: today, tomorrow, else weekday and
// date. A zero asOf gives weekday and date.
func (t *Translator) Day(at, asOf time.Time) string {
	if !asOf.IsZero() {
		switch daysBetween(asOf.In(at.Location()), at) {
		case 0:
			return t.T("time.today")
		case 1:
			return t.T("time.tomorrow")
		}
	}
	key := "time.weekday_date"
	if !asOf.IsZero() && asOf.In(at.Location()).Year() != at.Year() {
		key = "time.weekday_date_year"
	}
	return t.T(key, "Weekday", t.weekday(at), "Day", at.Day(), "Month", t.month(at), "Year", at.Year())
}

func (t *Translator) dayAndClock(at, asOf time.Time) string {
	return t.T("time.day_clock", "Day", t.Day(at, asOf), "Clock", t.Clock(at))
}

// daysBetween counts midnights; the days may have 23 or 25 hours.
func daysBetween(a, b time.Time) int {
	midnight := func(x time.Time) time.Time {
		return time.Date(x.Year(), x.Month(), x.Day(), 0, 0, 0, 0, time.UTC)
	}
	return int(midnight(b).Sub(midnight(a)) / (24 * time.Hour))
}

// Window is a span of time within a day, or over midnight, in the zone of from: "tomorrow, 9:00–11:00".
func (t *Translator) Window(from, to, asOf time.Time) string {
	to = to.In(from.Location())
	last := t.Clock(to)
	if days := daysBetween(from, to); days > 1 || days == 1 && to.Format("15:04") != "00:00" {
		last = t.dayAndClock(to, asOf)
	}
	return t.span("time.window", t.time(from), last, "Day", t.Day(from, asOf))
}

// Within is a duration rounded up to what is said of it: minutes below an hour, else hours.
func (t *Translator) Within(d time.Duration) string {
	if d <= 50*time.Minute {
		const step = 10 * time.Minute
		return t.N("time.within_minutes", int((d+step-1)/step*step/time.Minute))
	}
	return t.N("time.within_hours", int((d+time.Hour-1)/time.Hour))
}
