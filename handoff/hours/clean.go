package hours

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"deskbell/internal/fault"
)

const (
	mostDays      = 400
	mostClosures  = 50
	mostWindows   = 12 // a day
	mostNameChars = 80
	mostTextChars = 300
	yearsAhead    = 5
	yearsKept     = 1
)

// Clean is h as it may be stored: texts trimmed, everything in order, and days
// and closures that are over for more than a year left out. What is wrong comes
// as a fault.List, and the hours, tidied as far as they go, for the form. Fields are
// "zone", "week.0" (Sunday) to "week.6", "holidays", "days" and "closures", each
// code once a field.
//
// Windows of the week may not overlap, not across midnight either: the field is
// then the day whose window goes on into the next. A single day's windows may
// overlap with what is left of the evening before; that time counts once.
func (h Hours) Clean(now time.Time) (Hours, error) {
	c := cleaner{}
	h.Zone, h.Holidays = strings.TrimSpace(h.Zone), strings.TrimSpace(h.Holidays)
	zone, err := LoadZone(h.Zone)
	c.note("zone", err)
	c.note("holidays", checkRegion(h.Holidays))
	c.today = DateOf(now.In(zone))
	h.Week = c.week(h.Week)
	h.Days = c.days(h.Days)
	h.Closures = c.closures(h.Closures)
	return h, c.wrong.Err()
}

// cleaner gathers what is wrong.
type cleaner struct {
	today Date
	wrong fault.List
}

func (c *cleaner) note(field string, err error) {
	if err != nil {
		c.add(field, fault.Of(err).Code)
	}
}

func (c *cleaner) add(field, code string) {
	known := func(e *fault.Error) bool { return e.Field == field && e.Code == code }
	if !slices.ContainsFunc(c.wrong, known) {
		c.wrong.Add(field, code)
	}
}

func (c *cleaner) week(week [7][]Window) [7][]Window {
	for i, windows := range week {
		week[i] = c.windows(weekField(i), windows)
	}
	for i, windows := range week {
		tomorrow := week[(i+1)%7]
		if n := len(windows); n > 0 && len(tomorrow) > 0 && windows[n-1].To > wholeDay+tomorrow[0].From {
			c.add(weekField(i), "hours_overlap")
		}
	}
	return week
}

func weekField(day int) string { return "week." + string(rune('0'+day)) }

func (c *cleaner) windows(field string, windows []Window) []Window {
	windows = sortedWindows(windows)
	if len(windows) > mostWindows {
		c.add(field, "too_many")
	}
	c.note(field, checkWindows(windows))
	return windows
}

func (c *cleaner) days(days []Day) []Day {
	var kept []Day
	for _, d := range days {
		if d.Date.valid() && c.past(d.Date) {
			continue
		}
		c.date("days", d.Date)
		d.Name = c.text("days", d.Name, mostNameChars)
		d.Windows = c.windows("days", d.Windows)
		if d.Origin != FromFile {
			d.Origin = ""
		}
		kept = append(kept, d)
	}
	slices.SortStableFunc(kept, func(a, b Day) int { return a.Date.Compare(b.Date) })
	for i := 1; i < len(kept); i++ {
		if kept[i].Date == kept[i-1].Date {
			c.add("days", "day_twice")
		}
	}
	if len(kept) > mostDays {
		c.add("days", "too_many")
	}
	return kept
}

func (c *cleaner) closures(closures []Closure) []Closure {
	var kept []Closure
	for _, one := range closures {
		if one.From.valid() && one.To.valid() && c.past(one.From) && c.past(one.To) {
			continue
		}
		c.date("closures", one.From)
		c.date("closures", one.To)
		if one.To.Before(one.From) {
			c.add("closures", "closure_order")
		}
		one.Text = c.text("closures", one.Text, mostTextChars)
		kept = append(kept, one)
	}
	slices.SortStableFunc(kept, func(a, b Closure) int {
		return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To))
	})
	for i := 1; i < len(kept); i++ {
		if !kept[i-1].To.Before(kept[i].From) {
			c.add("closures", "closure_overlap")
		}
	}
	if len(kept) > mostClosures {
		c.add("closures", "too_many")
	}
	return kept
}

func (c *cleaner) past(d Date) bool { return d.Before(c.today.years(-yearsKept)) }

func (c *cleaner) date(field string, d Date) {
	switch {
	case !d.valid():
		c.add(field, "date_invalid")
	case d.Before(c.today.years(-yearsAhead)), c.today.years(yearsAhead).Before(d):
		c.add(field, "date_far")
	}
}

func (c *cleaner) text(field, s string, most int) string {
	s = strings.TrimSpace(s)
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
		c.add(field, "text_invalid")
	}
	if utf8.RuneCountInString(s) > most {
		c.add(field, "too_long")
	}
	return s
}
