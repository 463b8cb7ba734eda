package words

import (
	"strconv"
	"time"
)

// Date is a day in the language's long form, such as "22 November 2026".
func (t *Translator) Date(at time.Time) string {
	return t.T("time.date", "Day", at.Day(), "Month", t.month(at), "Year", at.Year(), "Weekday", t.weekday(at))
}

// Moment is a day and a time of day in the zone of at.
func (t *Translator) Moment(at time.Time) string {
	return t.T("time.moment", "Date", t.Date(at), "Clock", t.time(at))
}

// Ago is how long before now something was, rounded to one unit.
func (t *Translator) Ago(at, now time.Time) string {
	d := now.Sub(at)
	switch {
	case d < time.Minute:
		return t.T("time.now")
	case d < time.Hour:
		return t.N("time.minutes_ago", int(d/time.Minute))
	case d < 24*time.Hour:
		return t.N("time.hours_ago", int(d/time.Hour))
	default:
		return t.N("time.days_ago", int(d/(24*time.Hour)))
	}
}

func (t *Translator) month(at time.Time) string {
	return t.T("time.month." + strconv.Itoa(int(at.Month())))
}

func (t *Translator) weekday(at time.Time) string {
	return t.T("time.weekday." + strconv.Itoa(int(at.Weekday())))
}
