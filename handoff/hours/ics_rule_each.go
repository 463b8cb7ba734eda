package hours

import (
	"time"

	"github.com/teambition/rrule-go"
)

// each gives the days that the rule of an event that begins on start names, from
// before first to last: only those from start on, and as many as the rule counts.
// It takes the days it looks at from steps and stops when they are used up.
func (r *recurrence) each(start, first, last Date, steps *int, yield func(Date) bool) {
	if r.until != (Date{}) && r.until.Before(last) {
		last = r.until
	}
	left := r.count
	for n := r.skip(start, first); ; n++ {
		from, to := r.period(start, n)
		if last.Before(from) {
			return
		}
		for _, d := range r.matches(start, from, to, steps) {
			if d.Before(start) {
				continue
			}
			if last.Before(d) || !yield(d) {
				return
			}
			if left--; left == 0 {
				return
			}
		}
		if *steps < 0 {
			return
		}
	}
}

// skip is the first period that need be looked at. A rule that counts needs all.
func (r *recurrence) skip(start, first Date) int {
	if r.count > 0 || first.Before(start) {
		return 0
	}
	days := first.number() - start.number()
	switch r.freq {
	case rrule.YEARLY:
		return (first.Year - start.Year) / r.interval
	case rrule.MONTHLY:
		return (first.Year*12 + int(first.Month) - start.Year*12 - int(start.Month)) / r.interval
	case rrule.WEEKLY:
		return days / (7 * r.interval)
	default:
		return days / r.interval
	}
}

// period is the nth year, month, week or day from that of start on, by its first
// and its last day.
func (r *recurrence) period(start Date, n int) (from, to Date) {
	n *= r.interval
	switch r.freq {
	case rrule.YEARLY:
		if !r.byMonth && !r.byMonthDay && !r.byWeekday { // a birthday needs its month only
			return Date{start.Year + n, start.Month, 1}, Date{start.Year + n, start.Month + 1, 0}.Add(0)
		}
		return Date{start.Year + n, time.January, 1}, Date{start.Year + n, time.December, 31}
	case rrule.MONTHLY:
		from = Date{start.Year, start.Month + time.Month(n), 1}.Add(0)
		return from, Date{from.Year, from.Month + 1, 0}.Add(0)
	case rrule.WEEKLY:
		from = start.Add(7*n - (int(start.Weekday()-r.weekStart)+7)%7)
		return from, from.Add(6)
	default:
		return start.Add(n), start.Add(n)
	}
}

// matches are the days of a period that the rule names.
func (r *recurrence) matches(start, from, to Date, steps *int) []Date {
	var days []Date
	for d := from; !to.Before(d); d = d.Add(1) {
		if *steps--; r.match(start, d) {
			days = append(days, d)
		}
	}
	if len(r.positions) == 0 {
		return days
	}
	var chosen []Date
	for i, d := range days {
		if r.positions[i+1] || r.positions[i-len(days)] {
			chosen = append(chosen, d)
		}
	}
	return chosen
}

// match reports whether the rule names the day. What it leaves open is as on start.
func (r *recurrence) match(start, d Date) bool {
	if r.byMonth && !r.months[d.Month] {
		return false
	}
	if r.byMonthDay && !r.monthDays[d.Day] && !r.fromEnd[daysIn(d)-d.Day+1] {
		return false
	}
	if r.byWeekday && !r.matchWeekday(d) {
		return false
	}
	if r.byMonthDay || r.byWeekday {
		return true
	}
	switch r.freq {
	case rrule.YEARLY:
		return d.Day == start.Day && (r.byMonth || d.Month == start.Month)
	case rrule.MONTHLY:
		return d.Day == start.Day
	case rrule.WEEKLY:
		return d.Weekday() == start.Weekday()
	default:
		return true
	}
}

func (r *recurrence) matchWeekday(d Date) bool {
	choice := &r.weekdays[d.Weekday()]
	before, after := d.Day-1, daysIn(d)-d.Day
	if r.freq == rrule.YEARLY && !r.byMonth {
		before = d.number() - Date{d.Year, time.January, 1}.number()
		after = Date{d.Year, time.December, 31}.number() - d.number()
	}
	return choice.all || choice.nth[before/7+1] || choice.fromEnd[after/7+1]
}

func daysIn(d Date) int { return Date{d.Year, d.Month + 1, 0}.Add(0).Day }
