package hours

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// oddZones are those whose clocks do odd things, with a day on which they do.
var oddZones = []struct{ zone, date string }{
	{"Europe/Berlin", "2026-03-29"},
	{"Europe/Berlin", "2026-10-25"},
	{"America/New_York", "2026-11-01"},
	{"America/Havana", "2026-03-08"},
	{"America/Havana", "2026-11-01"},
	{"America/St_Johns", "2010-11-07"}, // one minute past midnight
	{"America/St_Johns", "2010-03-14"},
	{"Australia/Lord_Howe", "2026-04-05"},
	{"Australia/Lord_Howe", "2026-10-04"},
	{"Asia/Beirut", "2026-03-29"},
	{"Asia/Beirut", "2026-10-25"},
	{"Africa/Casablanca", "2026-02-15"}, // an hour back for Ramadan
	{"Africa/Casablanca", "2026-03-22"},
	{"Pacific/Apia", "2011-12-30"},      // a day that was not
	{"Pacific/Kwajalein", "1993-08-21"}, // another
	{"Asia/Manila", "1978-03-22"},
	{"Asia/Kolkata", "2026-03-29"},
	{"Asia/Kathmandu", "2026-10-25"},
	{"Antarctica/Troll", "2026-03-29"}, // two hours
	{"America/Caracas", "2016-05-01"},  // half an hour for good
	{"Europe/Dublin", "2026-10-25"},
	{"Pacific/Chatham", "2026-09-27"},
	{"UTC", "2028-02-29"},
	{"Europe/Berlin", "2027-01-01"},
	{"Europe/Berlin", "2028-12-31"},
	{"Pacific/Chatham", "2029-01-01"},
	{"Europe/Berlin", "2060-10-31"},
}

// someHours are hours around a date, valid but not clean: windows past midnight
// may run into those of the next day.
func someHours(r *rand.Rand, zone string, around Date) Hours {
	h := Hours{Zone: zone}
	if r.IntN(4) > 0 {
		for i := range h.Week {
			h.Week[i] = someWindows(r)
		}
	}
	if r.IntN(3) == 0 {
		h.Holidays = regions[r.IntN(len(regions))].Code
	}
	for i := range 6 {
		if r.IntN(4) == 0 {
			h.Days = append(h.Days, Day{Date: around.Add(i - 3), Windows: someWindows(r)})
		}
	}
	if r.IntN(3) == 0 {
		from := around.Add(r.IntN(7) - 4)
		h.Closures = []Closure{{From: from, To: from.Add(r.IntN(2))}}
	}
	return h
}

func TestSpansAreWhatAMinuteByMinuteLookGives(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	rounds := 6
	if testing.Short() {
		rounds = 3
	}
	for _, odd := range oddZones {
		for i := range rounds {
			h := someHours(r, odd.zone, day(t, odd.date))
			c := calendarOf(t, h)
			from := day(t, odd.date).Add(-2).midnightUTC()
			to := from.AddDate(0, 0, 4)
			got, want := shown(c.Spans(from, to)), shown(slowSpans(c, h, from, to))
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("%s around %s, round %d, %+v:\n got %q\nwant %q", odd.zone, odd.date, i, h, got, want)
			}
		}
	}
}

// slowSpans looks at each minute of the time and six days around it, with
// nothing but what the clocks show.
func slowSpans(c *Calendar, h Hours, from, to time.Time) []Span {
	start := from.AddDate(0, 0, -3)
	minutes := int(to.AddDate(0, 0, 3).Sub(start).Minutes())
	clocks := make([]string, minutes) // sorts like time
	for i := range clocks {
		clocks[i] = start.Add(time.Duration(i) * time.Minute).In(c.Zone()).Format("2006-01-02 15:04")
	}
	first := func(d Date, m Minute) int { // the first minute at or past the reading
		want := d.Add(int(m/wholeDay)).String() + " " + clock(m%wholeDay)
		for i, shows := range clocks {
			if shows >= want {
				return i
			}
		}
		return minutes
	}
	open := make([]bool, minutes)
	set := func(d Date, w Window, to bool) {
		end := first(d, w.To)
		for i := first(d, w.From); i < end; i++ {
			open[i] = to
		}
	}
	begin := DateOf(start)
	for d := begin; d.Before(begin.Add(11)); d = d.Add(1) {
		for _, w := range slowWindows(h, d) {
			set(d, w, true)
		}
	}
	for _, one := range h.Closures {
		for d := one.From; !one.To.Before(d); d = d.Add(1) {
			set(d, Window{0, wholeDay}, false)
		}
	}
	var spans []Span
	for i, is := range open {
		at := start.Add(time.Duration(i) * time.Minute).In(c.Zone())
		if !is || at.Before(from) || !at.Before(to) {
			continue
		}
		if n := len(spans); n > 0 && spans[n-1].To.Equal(at) {
			spans[n-1].To = at.Add(time.Minute)
		} else {
			spans = append(spans, Span{at, at.Add(time.Minute)})
		}
	}
	return spans
}

func slowWindows(h Hours, d Date) []Window {
	for _, one := range h.Closures {
		if !d.Before(one.From) && !one.To.Before(d) {
			return nil
		}
	}
	for _, single := range h.Days {
		if single.Date == d {
			return single.Windows
		}
	}
	for _, holiday := range HolidaysOf(h.Holidays, d.Year) {
		if holiday.Date == d {
			return nil
		}
	}
	if !h.Set() {
		return []Window{{0, wholeDay}}
	}
	return h.Week[d.Weekday()]
}

func TestOpeningTimeAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 1500 {
		odd := oddZones[r.IntN(len(oddZones))]
		around := day(t, odd.date)
		h := someHours(r, odd.zone, around)
		c := calendarOf(t, h)
		start := around.midnightUTC().Add(time.Duration(r.Int64N(int64(144 * time.Hour)))).Add(-72 * time.Hour)
		d := time.Duration(r.Int64N(int64(60 * time.Hour)))
		by, ok := c.After(start, d)
		if !ok {
			if has := c.Between(start, start.Add(horizon)); has >= d && has > 0 {
				t.Fatalf("%+v: %s after %s are never over, and there are %s", h, d, start, has)
			}
			continue
		}
		if got := c.Between(start, by); got != d || by.Before(start) {
			t.Fatalf("%+v: between %s and %s are %s, want %s", h, start, by, got, d)
		}
		middle := start.Add(time.Duration(r.Int64N(int64(by.Sub(start) + 1))))
		if got := c.Between(start, middle) + c.Between(middle, by); got != d {
			t.Fatalf("%+v: split at %s it is %s, want %s", h, middle, got, d)
		}
		if d > 0 {
			if earlier := c.Between(start, by.Add(-1)); earlier >= d {
				t.Fatalf("%+v: %s have passed before %s already", h, d, by)
			}
		}
		checkSpans(t, c, start, by)
	}
}

// checkSpans looks for order and gaps, and that the questions about one moment agree with them.
func checkSpans(t *testing.T, c *Calendar, from, to time.Time) {
	t.Helper()
	last := from
	for i, s := range c.Spans(from, to) {
		if !s.From.Before(s.To) || s.From.Before(last) || i > 0 && s.From.Equal(last) || s.To.After(to) {
			t.Fatalf("span %d from %s to %s, after %s", i, s.From, s.To, last)
		}
		if whole, open := c.OpenAt(s.From); !open || whole.From.After(s.From) || whole.To.Before(s.To) {
			t.Fatalf("at %s it is open: %t, %v", s.From, open, whole)
		}
		if s.To.Before(to) {
			if _, open := c.OpenAt(s.To); open {
				t.Fatalf("at %s it is open, and the span has ended", s.To)
			}
		}
		if i > 0 {
			if next, ok := c.Next(last); !ok || !next.From.Equal(s.From) {
				t.Fatalf("next after %s is %v, want %s", last, next, s.From)
			}
		}
		last = s.To
	}
}

func BenchmarkBetween30Days(b *testing.B) {
	h := Hours{Zone: "Europe/Berlin", Holidays: "DE-BY", Week: week(b, "", "9-12, 14-18", "9-12, 14-18", "9-12, 14-18", "9-12, 14-18", "9-12")}
	h.Closures = []Closure{{From: day(b, "2026-08-10"), To: day(b, "2026-08-14")}}
	to := july.AddDate(0, 0, 30)
	b.Run("asked before", func(b *testing.B) {
		c := calendarOf(b, h)
		for b.Loop() {
			c.Between(july, to)
		}
	})
	b.Run("first time", func(b *testing.B) {
		for b.Loop() {
			calendarOf(b, h).Between(july, to)
		}
	})
}

func BenchmarkOpenAt(b *testing.B) {
	for name, h := range map[string]Hours{
		"no hours": {Zone: "Europe/Berlin"},
		"a week":   {Zone: "Europe/Berlin", Week: week(b, "", "9-12, 14-18", "9-12, 14-18", "9-12, 14-18", "9-12, 14-18", "9-12")},
	} {
		b.Run(name, func(b *testing.B) {
			c := calendarOf(b, h)
			for b.Loop() {
				c.OpenAt(july)
			}
		})
	}
}
