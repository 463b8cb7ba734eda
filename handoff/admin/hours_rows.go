package admin

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/handoff/hours"
	"deskbell/internal/fault"
)

// dayRow is a single day as typed, closureRow a span of days.
type (
	dayRow     struct{ date, name, hours string }
	closureRow struct{ from, to, text string }
)

// rowField names a part of a row for errors: "days.2.date".
func rowField(list string, row int, part string) string {
	return list + "." + strconv.Itoa(row) + "." + part
}

// What the domain says of a row as a whole is about one of its parts.
var (
	dayParts     = map[string]string{"date_invalid": "date", "date_far": "date", "too_long": "name", "text_invalid": "name"}
	closureParts = map[string]string{"too_long": "text", "text_invalid": "text", "closure_order": "to"}
)

// readDays gives the days that can be read. Each row is checked alone, so that its error stands with it.
func readDays(rows []dayRow, now time.Time, wrong *fault.List) (days []hours.Day) {
	typed := map[hours.Date]bool{}
	for i, row := range rows {
		date, dateErr := hours.ParseDate(row.date)
		windows, hoursErr := hours.ParseWindows(row.hours)
		note(wrong, rowField("days", i, "date"), dateErr)
		note(wrong, rowField("days", i, "hours"), hoursErr)
		d := hours.Day{Date: date, Name: row.name, Windows: windows}
		if dateErr != nil {
			continue
		}
		if typed[date] {
			wrong.Add(rowField("days", i, "date"), "day_twice")
		}
		typed[date] = true
		alone := hours.Hours{Days: []hours.Day{d}}
		noteRow(wrong, alone, now, func(code string) string { return rowField("days", i, cmp.Or(dayParts[code], "hours")) })
		days = append(days, d)
	}
	return days
}

// readClosures does so with closures. One without an end is a single day.
func readClosures(rows []closureRow, now time.Time, wrong *fault.List) (closures []hours.Closure) {
	for i, row := range rows {
		from, fromErr := hours.ParseDate(row.from)
		to, toErr := hours.ParseDate(cmp.Or(row.to, row.from))
		note(wrong, rowField("closures", i, "from"), fromErr)
		if fromErr != nil || toErr != nil {
			if row.to != "" {
				note(wrong, rowField("closures", i, "to"), toErr)
			}
			continue
		}
		c := hours.Closure{From: from, To: to, Text: row.text}
		if len(rows) < manyRows && slices.ContainsFunc(closures, func(o hours.Closure) bool { return !c.To.Before(o.From) && !o.To.Before(c.From) }) {
			wrong.Add(rowField("closures", i, "from"), "closure_overlap")
		}
		alone := hours.Hours{Closures: []hours.Closure{c}}
		noteRow(wrong, alone, now, func(code string) string { return rowField("closures", i, closurePart(code, c, now)) })
		closures = append(closures, c)
	}
	return closures
}

// manyRows is beyond what is taken: the domain says so, and nothing more needs saying.
const manyRows = 200

// closurePart finds which of the two dates is meant.
func closurePart(code string, c hours.Closure, now time.Time) string {
	if code != "date_far" {
		return cmp.Or(closureParts[code], "from")
	}
	first := hours.Hours{Closures: []hours.Closure{{From: c.From, To: c.From}}}
	if _, err := first.Clean(now); err != nil {
		return "from"
	}
	return "to"
}

func note(wrong *fault.List, field string, err error) {
	if err != nil {
		wrong.Add(field, fault.Of(err).Code)
	}
}

func noteRow(wrong *fault.List, alone hours.Hours, now time.Time, field func(code string) string) {
	_, err := alone.Clean(now)
	for _, one := range fault.All(err) {
		wrong.Add(field(one.Code), one.Code)
	}
}

// after is the form as a button leaves it, and the field to go on with.
func (f hoursForm) after(do string) (_ hoursForm, focus string) {
	what, which, _ := strings.Cut(do, ".")
	n, err := strconv.Atoi(which)
	switch {
	case what == "open":
		f.days = append(f.days, f.openAnyway(which))
		return f, rowField("days", len(f.days)-1, "hours")
	case what == "more_days":
		return f, rowField("days", len(f.days), "date")
	case what == "more_closures":
		return f, rowField("closures", len(f.closures), "from")
	case what == "drop_day" && err == nil && 0 <= n && n < len(f.days):
		f.days = slices.Delete(f.days, n, n+1)
		return f, rowField("days", n, "date")
	case what == "drop_closure" && err == nil && 0 <= n && n < len(f.closures):
		f.closures = slices.Delete(f.closures, n, n+1)
		return f, rowField("closures", n, "from")
	}
	return f, ""
}

// openAnyway is a holiday with the hours of its weekday.
func (f hoursForm) openAnyway(date string) dayRow {
	row := dayRow{date: date}
	d, err := hours.ParseDate(date)
	if err != nil {
		return row
	}
	row.hours = f.week[d.Weekday()]
	for _, h := range hours.HolidaysOf(f.holidays, d.Year) {
		if h.Date == d {
			row.name = h.Name
		}
	}
	return row
}
