package hours

import (
	"testing"
	"time"
)

// A change day's clocks: windows of the table, and what they are in truth.
func TestWindowsOnTheDaysOfAClockChange(t *testing.T) {
	for name, c := range map[string]struct {
		zone, date, windows string
		want                []string
	}{
		"spring, the whole day": {"Europe/Berlin", "2026-03-29", "0-24", []string{"2026-03-29 00:00 +0100 to 2026-03-30 00:00 +0200 = 23h0m0s"}},
		"autumn, the whole day": {"Europe/Berlin", "2026-10-25", "0-24", []string{"2026-10-25 00:00 +0200 to 2026-10-26 00:00 +0100 = 25h0m0s"}},
		"spring, into the gap":  {"Europe/Berlin", "2026-03-29", "1-2:30", []string{"2026-03-29 01:00 +0100 to 2026-03-29 03:00 +0200 = 1h0m0s"}},
		"spring, out of the gap": {
			"Europe/Berlin", "2026-03-29", "2:30-4",
			[]string{"2026-03-29 03:00 +0200 to 2026-03-29 04:00 +0200 = 1h0m0s"},
		},
		"spring, in the gap": {"Europe/Berlin", "2026-03-29", "2-3", nil},
		"spring, three":      {"Europe/Berlin", "2026-03-29", "1-2, 2-3, 3-4", []string{"2026-03-29 01:00 +0100 to 2026-03-29 04:00 +0200 = 2h0m0s"}},
		"autumn, from the first two o'clock": {
			"Europe/Berlin", "2026-10-25", "2-3",
			[]string{"2026-10-25 02:00 +0200 to 2026-10-25 03:00 +0100 = 2h0m0s"},
		},
		"autumn, to the first half past two": {
			"Europe/Berlin", "2026-10-25", "2-2:30, 2:30-2:45",
			[]string{"2026-10-25 02:00 +0200 to 2026-10-25 02:45 +0200 = 45m0s"},
		},
		"the night into spring": {"Europe/Berlin", "2026-03-28", "22-4", []string{"2026-03-28 22:00 +0100 to 2026-03-29 04:00 +0200 = 5h0m0s"}},
		"the night into autumn": {"Europe/Berlin", "2026-10-24", "22-4", []string{"2026-10-24 22:00 +0200 to 2026-10-25 04:00 +0100 = 7h0m0s"}},
		"ends in the gap":       {"Europe/Berlin", "2026-03-28", "22-2:30", []string{"2026-03-28 22:00 +0100 to 2026-03-29 03:00 +0200 = 4h0m0s"}},

		"New York, spring":       {"America/New_York", "2026-03-08", "0-24", []string{"2026-03-08 00:00 -0500 to 2026-03-09 00:00 -0400 = 23h0m0s"}},
		"Havana has no midnight": {"America/Havana", "2026-03-08", "0-12", []string{"2026-03-08 01:00 -0400 to 2026-03-08 12:00 -0400 = 11h0m0s"}},
		"Havana has midnight twice": {
			"America/Havana", "2026-11-01", "0-12",
			[]string{"2026-11-01 00:00 -0400 to 2026-11-01 12:00 -0500 = 13h0m0s"},
		},
		"Lord Howe, spring": {"Australia/Lord_Howe", "2026-10-04", "0-24", []string{"2026-10-04 00:00 +1030 to 2026-10-05 00:00 +1100 = 23h30m0s"}},
		"Lord Howe, autumn": {"Australia/Lord_Howe", "2026-04-05", "1:30-2", []string{"2026-04-05 01:30 +1100 to 2026-04-05 02:00 +1030 = 1h0m0s"}},
		"half an hour off":  {"Asia/Kolkata", "2026-03-29", "9-17:30", []string{"2026-03-29 09:00 +0530 to 2026-03-29 17:30 +0530 = 8h30m0s"}},
		"45 minutes off":    {"Asia/Kathmandu", "2026-10-25", "0-24", []string{"2026-10-25 00:00 +0545 to 2026-10-26 00:00 +0545 = 24h0m0s"}},
		"the lost day":      {"Pacific/Apia", "2011-12-30", "0-24", nil},
		"the evening before the lost day": {
			"Pacific/Apia", "2011-12-29", "22-2",
			[]string{"2011-12-29 22:00 -1000 to 2011-12-31 00:00 +1400 = 2h0m0s"},
		},
		"leap day":   {"Europe/Vienna", "2028-02-29", "22-2", []string{"2028-02-29 22:00 +0100 to 2028-03-01 02:00 +0100 = 4h0m0s"}},
		"year's end": {"Europe/Vienna", "2026-12-31", "22-2", []string{"2026-12-31 22:00 +0100 to 2027-01-01 02:00 +0100 = 4h0m0s"}},
		"end of a leap year, where time.ZoneBounds is a day short": {
			"Europe/Berlin", "2028-12-31", "9-17, 22-2",
			[]string{"2028-12-31 09:00 +0100 to 2028-12-31 17:00 +0100 = 8h0m0s", "2028-12-31 22:00 +0100 to 2029-01-01 02:00 +0100 = 4h0m0s"},
		},
		"after 2037":  {"Europe/Berlin", "2050-03-27", "0-24", []string{"2050-03-27 00:00 +0100 to 2050-03-28 00:00 +0200 = 23h0m0s"}},
		"before time": {"Europe/Berlin", "1969-12-31", "22-2", []string{"1969-12-31 22:00 +0100 to 1970-01-01 02:00 +0100 = 4h0m0s"}},
	} {
		d := day(t, c.date)
		cal := calendarOf(t, Hours{Zone: c.zone, Days: []Day{{Date: d, Windows: opened(t, c.windows)}}})
		same(t, name, shown(cal.Spans(d.Add(-3).midnightUTC(), d.Add(4).midnightUTC())), c.want)
	}
}

func TestSpansJoinWhereTheyTouch(t *testing.T) {
	c := calendarOf(t, Hours{Zone: "Europe/Berlin", Week: week(t, "", "8-12, 12-13, 22-24", "0-2, 9-10", "23-1", "0:30-3")})
	same(t, "joined", shown(c.Spans(at(t, c, "2026-08-03 09:30"), at(t, c, "2026-08-06 02:00"))), []string{
		"2026-08-03 09:30 +0200 to 2026-08-03 13:00 +0200 = 3h30m0s",
		"2026-08-03 22:00 +0200 to 2026-08-04 02:00 +0200 = 4h0m0s",
		"2026-08-04 09:00 +0200 to 2026-08-04 10:00 +0200 = 1h0m0s",
		"2026-08-05 23:00 +0200 to 2026-08-06 02:00 +0200 = 3h0m0s",
	})
	for _, none := range [][2]string{{"2026-08-03 13:00", "2026-08-03 22:00"}, {"2026-08-03 10:00", "2026-08-03 10:00"}, {"2026-08-03 11:00", "2026-08-03 10:00"}} {
		if got := c.Spans(at(t, c, none[0]), at(t, c, none[1])); len(got) > 0 {
			t.Errorf("from %s to %s it is open: %v", none[0], none[1], shown(got))
		}
	}
}

func TestWhatIsOpenNowAndWhatNext(t *testing.T) {
	c := calendarOf(t, Hours{Zone: "Europe/Berlin", Week: week(t, "", "9-12, 14-18", "", "", "", "22-6", "6-8")})
	for moment, want := range map[string]string{
		"2026-08-03 08:59": "2026-08-03 09:00 +0200 to 2026-08-03 12:00 +0200 = 3h0m0s",
		"2026-08-03 09:00": "open 2026-08-03 09:00 +0200 to 2026-08-03 12:00 +0200 = 3h0m0s",
		"2026-08-03 11:59": "open 2026-08-03 09:00 +0200 to 2026-08-03 12:00 +0200 = 3h0m0s",
		"2026-08-03 12:00": "2026-08-03 14:00 +0200 to 2026-08-03 18:00 +0200 = 4h0m0s",
		"2026-08-03 18:00": "2026-08-07 22:00 +0200 to 2026-08-08 08:00 +0200 = 10h0m0s",
		"2026-08-08 07:00": "open 2026-08-07 22:00 +0200 to 2026-08-08 08:00 +0200 = 10h0m0s",
	} {
		next, ok := c.Next(at(t, c, moment).UTC())
		now, open := c.OpenAt(at(t, c, moment).UTC())
		got := shown([]Span{next})[0]
		if open {
			got = "open " + got
			same(t, moment+" now and next", shown([]Span{now}), shown([]Span{next}))
		}
		if !ok || got != want {
			t.Errorf("at %s: %s, want %s", moment, got, want)
		}
	}
}

func TestTheCalendarLooks400DaysAhead(t *testing.T) {
	c := calendarOf(t, Hours{Days: []Day{{Date: day(t, "2027-09-02"), Windows: opened(t, "10-12")}}})
	opening := at(t, c, "2027-09-02 10:00")
	for back, want := range map[time.Duration]bool{399 * 24 * time.Hour: true, 400*24*time.Hour - time.Minute: true, 400 * 24 * time.Hour: false, 500 * 24 * time.Hour: false} {
		t0 := opening.Add(-back)
		_, next := c.Next(t0)
		_, after := c.After(t0, 0)
		if next != want || after != want {
			t.Errorf("%s before: next %t, after %t, want %t", back, next, after, want)
		}
	}
	if _, ok := c.After(opening, 2*time.Hour+1); ok {
		t.Error("there are no more than two hours")
	}
	closedForever := calendarOf(t, Hours{Closures: []Closure{{day(t, "2026-01-01"), day(t, "2030-01-01"), ""}}})
	if s, ok := closedForever.Next(july); ok {
		t.Errorf("the next span is %v", s)
	}
}

func TestADeskThatNeverClosesIsOneSpan(t *testing.T) {
	for name, h := range map[string]Hours{
		"no hours":        {Zone: "Europe/Berlin"},
		"round the clock": {Zone: "Europe/Berlin", Week: week(t, "0-24", "0-24", "0-24", "0-24", "0-24", "0-24", "0-24")},
		"nine to nine":    {Zone: "Europe/Berlin", Week: week(t, "9:00-9:00", "9:00-9:00", "9:00-9:00", "9:00-9:00", "9:00-9:00", "9:00-9:00", "9:00-9:00")},
	} {
		c := calendarOf(t, h)
		s, ok := c.OpenAt(july)
		if !ok || !s.From.Equal(july.Add(-horizon)) || !s.To.Equal(july.Add(horizon)) {
			t.Errorf("%s: open %t, %v", name, ok, shown([]Span{s}))
		}
		if got := c.Between(july, july.AddDate(1, 0, 0)); got != 365*24*time.Hour {
			t.Errorf("%s: a year has %s", name, got)
		}
	}
}

func TestByWhenSomeOpeningTimeHasPassed(t *testing.T) {
	c := calendarOf(t, Hours{Zone: "Europe/Berlin", Week: week(t, "", "9-12, 14-18", "9-12", "9-12", "9-12", "9-12")})
	for _, k := range []struct {
		from string
		d    time.Duration
		want string
	}{
		{"2026-08-03 10:00", 2 * time.Hour, "2026-08-03 12:00"},
		{"2026-08-03 10:00", 2*time.Hour + time.Second, "2026-08-03 14:00:01"},
		{"2026-08-03 17:00", 2 * time.Hour, "2026-08-04 10:00"},
		{"2026-08-07 13:00", time.Hour, "2026-08-10 10:00"},
		{"2026-08-08 13:00", 0, "2026-08-10 09:00"},
		{"2026-08-08 13:00", -time.Hour, "2026-08-10 09:00"},
		{"2026-08-10 09:30", 0, "2026-08-10 09:30"},
		{"2026-08-10 12:00", 0, "2026-08-10 14:00"},
	} {
		got, ok := c.After(at(t, c, k.from), k.d)
		if !ok || !got.Equal(at(t, c, k.want)) || got.Location() != c.Zone() {
			t.Errorf("%s after %s is %v, want %s", k.d, k.from, got, k.want)
		}
		if back := c.Between(at(t, c, k.from), got); back != max(k.d, 0) {
			t.Errorf("between %s and %s are %s, want %s", k.from, got, back, k.d)
		}
	}
	if got := c.Between(at(t, c, "2026-08-10 12:00"), at(t, c, "2026-08-03 12:00")); got != 0 {
		t.Errorf("back in time there are %s", got)
	}
}

func TestTimesAreReadFromTheWallClock(t *testing.T) {
	c := calendarOf(t, Hours{})
	now := time.Now() // with a monotonic reading, which stops while a machine sleeps
	by, ok := c.After(now, time.Hour)
	if !ok || by != now.Round(0).Add(time.Hour).In(c.Zone()) {
		t.Errorf("an hour after %v is %v", now, by)
	}
}
