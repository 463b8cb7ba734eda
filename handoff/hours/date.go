package hours

import (
	"cmp"
	"fmt"
	"time"

	"deskbell/internal/fault"
)

// Date is a day of the calendar, in no time zone. Its text is "2006-01-02"; the
// zero date's is "".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads "2006-01-02"; anything else is date_invalid.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() == 0 {
		return Date{}, fault.At("date", "date_invalid")
	}
	return DateOf(t), nil
}

// DateOf is the day t falls on in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

func (d Date) midnightUTC() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Before reports whether d comes before other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// Compare is -1, 0 or 1, for sorting.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// number counts days; 1970-01-01 is 0.
func (d Date) number() int {
	return int(d.midnightUTC().Unix() / secondsOfDay) // midnights divide without a rest
}

func dateOfNumber(n int) Date { return DateOf(time.Unix(int64(n)*secondsOfDay, 0).UTC()) }

// valid reports whether the calendar has the date: it has no 30 February.
func (d Date) valid() bool {
	return 0 < d.Year && d.Year < 10000 && d == DateOf(d.midnightUTC())
}

// Add is the date so many days later, or earlier if days is negative.
func (d Date) Add(days int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+days, 0, 0, 0, 0, time.UTC))
}

// years is the same day so many years later; 29 February becomes 1 March.
func (d Date) years(n int) Date { return Date{d.Year + n, d.Month, d.Day}.Add(0) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnightUTC().Weekday() }

func (d Date) String() string {
	if d == (Date{}) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes "2006-01-02", or nothing for the zero date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}
