package hours

import (
	"time"

	"github.com/teambition/rrule-go"
)

// recurrence is a rule by which an event of whole days comes again.
//
// rrule-go reads the rule, and its iterator is the yardstick of the tests. It is
// not used here: a rule that matches no day keeps it busy to the year 9999, some
// make it panic, and neither can be stopped.
type recurrence struct {
	freq      rrule.Frequency
	interval  int
	count     int  // 0: no end
	until     Date // zero: no end
	weekStart time.Weekday

	months    [13]bool
	monthDays [32]bool         // from the first
	fromEnd   [32]bool         // from the last, which is 1
	weekdays  [7]weekdayChoice // by time.Weekday
	positions map[int]bool     // of the days of a period; -1 is the last; empty for all

	byMonth, byMonthDay, byWeekday bool
}

// weekdayChoice are weekdays of a month or a year: all, the nth, the nth from the end.
type weekdayChoice struct {
	all          bool
	nth, fromEnd [54]bool
}

// mostInterval is longer than any that comes twice in the years that count.
const mostInterval = 100_000

// readRecurrence reads an RRULE; false is one that does not go by days or counts
// weeks or days of the year.
func readRecurrence(s string) (*recurrence, bool) {
	o, err := rrule.StrToROption(s)
	if err != nil || o.Freq > rrule.DAILY || o.Interval < 0 || o.Count < 0 ||
		len(o.Byyearday)+len(o.Byweekno)+len(o.Byeaster)+len(o.Byhour)+len(o.Byminute)+len(o.Bysecond) > 0 {
		return nil, false
	}
	r := &recurrence{
		freq: o.Freq, interval: min(max(o.Interval, 1), mostInterval), count: o.Count, weekStart: weekdayOf(o.Wkst),
		byMonth: len(o.Bymonth) > 0, byMonthDay: len(o.Bymonthday) > 0, byWeekday: len(o.Byweekday) > 0,
	}
	if !o.Until.IsZero() {
		r.until = DateOf(o.Until)
	}
	return r, mark(r.months[:], nil, o.Bymonth) && mark(r.monthDays[:], r.fromEnd[:], o.Bymonthday) &&
		r.markWeekdays(o.Byweekday) && r.markPositions(o.Bysetpos)
}

// mark sets the numbers, those below zero in fromEnd; it is false for one that
// has no place.
func mark(set, fromEnd []bool, numbers []int) bool {
	for _, n := range numbers {
		switch {
		case 0 < n && n < len(set):
			set[n] = true
		case 0 < -n && -n < len(fromEnd):
			fromEnd[-n] = true
		default:
			return false
		}
	}
	return true
}

func (r *recurrence) markWeekdays(days []rrule.Weekday) bool {
	for _, d := range days {
		choice := &r.weekdays[weekdayOf(d)]
		if d.N() == 0 || r.freq > rrule.MONTHLY {
			choice.all = true
		} else if !mark(choice.nth[:], choice.fromEnd[:], []int{d.N()}) {
			return false
		}
	}
	return true
}

func (r *recurrence) markPositions(positions []int) bool {
	if len(positions) > 0 {
		r.positions = map[int]bool{}
	}
	for _, p := range positions {
		if p == 0 || p > 366 || p < -366 {
			return false
		}
		r.positions[p] = true
	}
	return true
}

func weekdayOf(d rrule.Weekday) time.Weekday { return time.Weekday((d.Day() + 1) % 7) }
