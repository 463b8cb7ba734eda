package words

import (
	"strconv"
	"time"
)

// ShortWindow is a span of time for a list: "tomorrow, 9:00–11:00", "Thu 26 November, 9:00–11:00". Both
// ends are in the zone they are shown in.
func (t *Translator) ShortWindow(from, to, asOf time.Time) string {
	return t.span("time.window", t.time(from), t.Clock(to), "Day", t.shortDay(from, asOf))
}

func (t *Translator) shortDay(at, asOf time.Time) string {
	if days := daysBetween(asOf.In(at.Location()), at); days == 0 || days == 1 {
		return t.Day(at, asOf)
	}
	weekday := t.T("time.weekday_short." + strconv.Itoa(int(at.Weekday())))
	return t.T("time.short_date", "Weekday", weekday, "Day", at.Day(), "Month", t.month(at))
}
