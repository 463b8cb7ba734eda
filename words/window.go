package words

import "time"

// WindowInZones is a window for a call on the desk's clock and, where that differs, on the visitor's, put together
// by the text of the key: "promise.zones" speaks to the visitor. Of e it looks at the zones and AsOf alone.
func (t *Translator) WindowInZones(key string, from, to time.Time, e Expectation) string {
	here := from.In(zoneOr(e.Desk, time.UTC))
	text := t.Window(here, to, e.AsOf)
	switch {
	case e.Visitor == nil && e.NameIt, e.Desk == nil:
		return t.T("promise.zone", "When", text, "Zone", ZoneName(here.Location()))
	case e.Visitor == nil || sameClock(here, from.In(e.Visitor)):
		return text
	}
	there, end := from.In(e.Visitor), to.In(e.Visitor)
	yours := t.Clocks(there, end)
	if day := here.YearDay(); there.YearDay() != day || end.YearDay() != day {
		yours = t.Window(there, to, time.Time{}) // two todays in one sentence would confuse
	}
	return t.T(key, "When", text, "Yours", yours)
}

// Clocks is a span of time without its day: "9:00–11:00". Both ends are in the zone they are shown in.
func (t *Translator) Clocks(from, to time.Time) string {
	return t.span("time.clocks", t.time(from), t.Clock(to))
}
