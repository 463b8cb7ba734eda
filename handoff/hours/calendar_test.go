package hours

import (
	"sync"
	"testing"
	"time"

	"deskbell/internal/fault"
)

func zoneOf(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := LoadZone(name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return zone
}

func calendarOf(t testing.TB, h Hours) *Calendar {
	t.Helper()
	c, err := NewCalendar(h)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// at reads a moment as the calendar's clocks show it.
func at(t testing.TB, c *Calendar, s string) time.Time {
	t.Helper()
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if at, err := time.ParseInLocation(layout, s, c.Zone()); err == nil {
			return at.In(c.Zone())
		}
	}
	t.Fatalf("%q is no moment", s)
	return time.Time{}
}

// shown is how the tables write spans.
func shown(spans []Span) []string {
	var all []string
	for _, s := range spans {
		const layout = "2006-01-02 15:04 -0700"
		all = append(all, s.From.Format(layout)+" to "+s.To.Format(layout)+" = "+s.To.Sub(s.From).String())
	}
	return all
}

func TestACalendarOfHoursWithoutSenseIsRefused(t *testing.T) {
	for _, c := range []struct {
		h    Hours
		code string
	}{
		{Hours{Zone: "Mars/Olympus"}, "zone_unknown"},
		{Hours{Holidays: "FR"}, "region_unknown"},
		{Hours{Week: [7][]Window{0: {{0, 2000}}}}, "hours_invalid"},
		{Hours{Days: []Day{{Date: Date{2026, 1, 1}, Windows: []Window{{0, 60}, {30, 90}}}}}, "hours_overlap"},
	} {
		if _, err := NewCalendar(c.h); !fault.HasCode(err, c.code) {
			t.Errorf("%v, want %s", err, c.code)
		}
	}
}

func TestAClosureWinsOverADayADayOverAHolidayAHolidayOverTheWeek(t *testing.T) {
	c := calendarOf(t, Hours{
		Zone: "Europe/Berlin", Holidays: "DE-BE",
		Week: week(t, "", "9-12", "9-12", "9-12", "9-12", "9-12", ""),
		Days: []Day{
			{Date: day(t, "2026-12-24"), Name: "Heiligabend"},
			{Date: day(t, "2026-12-26"), Name: "Notdienst", Windows: opened(t, "10-11")}, // a holiday, a Saturday
			{Date: day(t, "2026-12-29"), Windows: opened(t, "10-11")},
			{Date: day(t, "2027-01-01")},
		},
		Closures: []Closure{{day(t, "2026-12-29"), day(t, "2026-12-31"), "Betriebsferien"}},
	})
	got := shown(c.Spans(at(t, c, "2026-12-23 00:00"), at(t, c, "2027-01-05 00:00")))
	same(t, "Christmas", got, []string{
		"2026-12-23 09:00 +0100 to 2026-12-23 12:00 +0100 = 3h0m0s",
		"2026-12-26 10:00 +0100 to 2026-12-26 11:00 +0100 = 1h0m0s",
		"2026-12-28 09:00 +0100 to 2026-12-28 12:00 +0100 = 3h0m0s",
		"2027-01-04 09:00 +0100 to 2027-01-04 12:00 +0100 = 3h0m0s",
	})
}

func TestAClosedDayLeavesTheEveningBefore(t *testing.T) {
	night := week(t, "", "22-2", "22-2", "22-2", "22-2", "22-2", "")
	// Wednesday 5 August is off in three ways.
	for name, h := range map[string]Hours{
		"single day": {Week: night, Days: []Day{{Date: day(t, "2026-08-05")}}},
		"closure":    {Week: night, Closures: []Closure{{From: day(t, "2026-08-05"), To: day(t, "2026-08-05")}}},
	} {
		c := calendarOf(t, h)
		want := []string{
			"2026-08-04 22:00 +0000 to 2026-08-05 02:00 +0000 = 4h0m0s",
			"2026-08-06 22:00 +0000 to 2026-08-07 02:00 +0000 = 4h0m0s",
		}
		if name == "closure" {
			want[0] = "2026-08-04 22:00 +0000 to 2026-08-05 00:00 +0000 = 2h0m0s"
		}
		same(t, name, shown(c.Spans(at(t, c, "2026-08-04 12:00"), at(t, c, "2026-08-07 12:00"))), want)
	}
	c := calendarOf(t, Hours{Zone: "Europe/Vienna", Holidays: "AT", Week: week(t, "", "22-2", "22-2", "22-2", "22-2", "22-2")})
	same(t, "holiday", shown(c.Spans(at(t, c, "2026-10-23 12:00"), at(t, c, "2026-10-27 12:00"))), []string{
		"2026-10-23 22:00 +0200 to 2026-10-24 02:00 +0200 = 4h0m0s", // Monday 26 is the national day
	})
}

func TestWithoutHoursOnlyDaysOffAreClosed(t *testing.T) {
	c := calendarOf(t, Hours{
		Zone: "Europe/Zurich", Holidays: "CH-ZH",
		Days:     []Day{{Date: day(t, "2026-07-30"), Name: "Ausflug"}},
		Closures: []Closure{{day(t, "2026-08-03"), day(t, "2026-08-04"), ""}},
	})
	same(t, "a week", shown(c.Spans(at(t, c, "2026-07-29 18:00"), at(t, c, "2026-08-05 06:00"))), []string{
		"2026-07-29 18:00 +0200 to 2026-07-30 00:00 +0200 = 6h0m0s",
		"2026-07-31 00:00 +0200 to 2026-08-01 00:00 +0200 = 24h0m0s",
		"2026-08-02 00:00 +0200 to 2026-08-03 00:00 +0200 = 24h0m0s",
		"2026-08-05 00:00 +0200 to 2026-08-05 06:00 +0200 = 6h0m0s",
	})
	if by, ok := c.After(at(t, c, "2026-07-29 18:00"), 7*time.Hour); !ok || !by.Equal(at(t, c, "2026-07-31 01:00")) {
		t.Errorf("seven hours are over by %v", by)
	}
	if c.Set() {
		t.Error("no hours are set")
	}
}

func TestOnlySingleDaysAreOpenIfOnlyTheyHaveHours(t *testing.T) {
	c := calendarOf(t, Hours{Days: []Day{{Date: day(t, "2026-09-05"), Windows: opened(t, "10-16")}}})
	same(t, "open house", shown(c.Spans(at(t, c, "2026-09-01 00:00"), at(t, c, "2026-09-30 00:00"))), []string{
		"2026-09-05 10:00 +0000 to 2026-09-05 16:00 +0000 = 6h0m0s",
	})
}

func TestAClosureCoversItsLocalDays(t *testing.T) {
	c := calendarOf(t, Hours{Zone: "Pacific/Auckland", Closures: []Closure{
		{day(t, "2026-08-03"), day(t, "2026-08-04"), "Inventur"},
		{day(t, "2026-08-04"), day(t, "2026-08-09"), "Umbau"},
	}})
	for moment, want := range map[string]string{
		"2026-08-02 23:59": "", "2026-08-03 00:00": "Inventur", "2026-08-04 23:59": "Inventur",
		"2026-08-05 00:00": "Umbau", "2026-08-09 23:59": "Umbau", "2026-08-10 00:00": "",
	} {
		got, ok := c.ClosureAt(at(t, c, moment).UTC())
		if got.Text != want || ok != (want != "") {
			t.Errorf("at %s the closure is %q, %t, want %q", moment, got.Text, ok, want)
		}
		if _, open := c.OpenAt(at(t, c, moment)); open == ok {
			t.Errorf("at %s: open %t, closed %t", moment, open, ok)
		}
	}
}

func TestACalendarServesManyAtOnce(t *testing.T) {
	c := calendarOf(t, Hours{Zone: "Europe/Berlin", Holidays: "DE-SN", Week: week(t, "", "9-17", "9-17", "9-17", "9-17", "9-17")})
	alone := calendarOf(t, Hours{Zone: "Europe/Berlin", Holidays: "DE-SN", Week: week(t, "", "9-17", "9-17", "9-17", "9-17", "9-17")})
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			from := july.AddDate(0, i, 0)
			if got, want := c.Between(from, from.AddDate(1, 0, 0)), alone.Between(from, from.AddDate(1, 0, 0)); got != want {
				t.Errorf("from %s it is %s, want %s", from, got, want)
			}
		})
	}
	all.Wait()
}

func TestACalendarForgetsWhatIsTooMuch(t *testing.T) {
	c := calendarOf(t, Hours{Week: week(t, "9-12")})
	if got := c.Between(day(t, "1900-01-01").midnightUTC(), day(t, "2100-01-01").midnightUTC()); got != 10435*3*time.Hour {
		t.Errorf("the Sundays of two centuries have %s", got)
	}
	if len(c.blocks) > mostBlocks {
		t.Errorf("%d blocks are kept", len(c.blocks))
	}
}
