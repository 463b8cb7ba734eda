package handoff

import (
	"strings"
	"testing"
	"time"

	"deskbell/handoff/hours"
)

// timing knows the hours and pace that it is given.
func timing(t testing.TB, h hours.Hours, pace Pace) *Timing {
	t.Helper()
	calendar, err := hours.NewCalendar(h)
	if err != nil {
		t.Fatal(err)
	}
	timing := &Timing{now: func() time.Time { return noon }}
	timing.known.Store(&known{rules: Rules{Hours: h}, calendar: calendar, pace: pace})
	return timing
}

// week reads "mo-fr 9-17; sa 10-12".
func week(t testing.TB, text string) (all [7][]hours.Window) {
	t.Helper()
	days := []string{"su", "mo", "tu", "we", "th", "fr", "sa"}
	for part := range strings.SplitSeq(text, ";") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		names, windows, _ := strings.Cut(part, " ")
		parsed, err := hours.ParseWindows(windows)
		if err != nil {
			t.Fatal(text, err)
		}
		first, last, many := strings.Cut(names, "-")
		if !many {
			last = first
		}
		for i := range 7 {
			day := days[(index(days, first)+i)%7]
			all[index(days, day)] = parsed
			if day == last {
				break
			}
		}
	}
	return all
}

func index(all []string, one string) int {
	for i, s := range all {
		if s == one {
			return i
		}
	}
	panic("no day " + one)
}

// moment reads a local time, or one with its offset where the clock shows it twice.
func moment(t testing.TB, text string, zone *time.Location) time.Time {
	t.Helper()
	if text == "" {
		return time.Time{}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04"} {
		if at, err := time.ParseInLocation(layout, text, zone); err == nil {
			return at
		}
	}
	t.Fatalf("no time: %q", text)
	return time.Time{}
}

const (
	office = "mo-fr 9-17"
	split  = "mo-fr 9-12, 14-18"
	night  = "mo-su 22-2"
	always = "mo-su 0-24"
	market = "sa 10-14"
)

// 22 November 2026 is a Sunday. by is what nine in ten replies keep, opens when the desk is
// next open.
var promises = []struct {
	name, week, zone string
	now              string
	within           time.Duration // 0: too little history
	by, opens        string
}{
	// In opening time.
	{"at opening", office, "Europe/Berlin", "2026-11-23 09:00", 2 * time.Hour, "2026-11-23 11:00", ""},
	{"in the morning", office, "Europe/Berlin", "2026-11-23 10:00", 2 * time.Hour, "2026-11-23 12:00", ""},
	{"rounded up to the quarter", office, "Europe/Berlin", "2026-11-23 10:01", 2 * time.Hour, "2026-11-23 12:15", ""},
	{"a full quarter stays", office, "Europe/Berlin", "2026-11-23 10:15", 2 * time.Hour, "2026-11-23 12:15", ""},
	{"never under a quarter of an hour", office, "Europe/Berlin", "2026-11-23 10:00", time.Minute, "2026-11-23 10:15", ""},
	{"until closing to the minute", office, "Europe/Berlin", "2026-11-23 15:00", 2 * time.Hour, "2026-11-23 17:00", ""},
	{"over the evening", office, "Europe/Berlin", "2026-11-23 16:00", 2 * time.Hour, "2026-11-24 10:00", ""},
	{"a minute before closing", office, "Europe/Berlin", "2026-11-23 16:59", time.Hour, "2026-11-24 10:00", ""},
	{"at closing", office, "Europe/Berlin", "2026-11-23 17:00", time.Hour, "2026-11-24 10:00", "2026-11-24 09:00"},
	{"three days of opening time", office, "Europe/Berlin", "2026-11-23 09:00", 24 * time.Hour, "2026-11-25 17:00", ""},
	{"more than a week", office, "Europe/Berlin", "2026-11-23 09:00", 48 * time.Hour, "2026-11-30 17:00", ""},

	// Outside it: nights and week-ends do not count.
	{"in the evening", office, "Europe/Berlin", "2026-11-23 20:00", 2 * time.Hour, "2026-11-24 11:00", "2026-11-24 09:00"},
	{"before opening", office, "Europe/Berlin", "2026-11-23 06:00", 2 * time.Hour, "2026-11-23 11:00", "2026-11-23 09:00"},
	{"at midnight", office, "Europe/Berlin", "2026-11-24 00:00", 2 * time.Hour, "2026-11-24 11:00", "2026-11-24 09:00"},
	{"on Friday evening", office, "Europe/Berlin", "2026-11-20 18:00", 2 * time.Hour, "2026-11-23 11:00", "2026-11-23 09:00"},
	{"on Friday at four", office, "Europe/Berlin", "2026-11-20 16:00", 2 * time.Hour, "2026-11-23 10:00", ""},
	{"on Saturday", office, "Europe/Berlin", "2026-11-21 12:00", 2 * time.Hour, "2026-11-23 11:00", "2026-11-23 09:00"},
	{"on Sunday", office, "Europe/Berlin", "2026-11-22 23:59", 2 * time.Hour, "2026-11-23 11:00", "2026-11-23 09:00"},

	// Several windows a day.
	{"over lunch", split, "Europe/Berlin", "2026-11-23 11:00", 2 * time.Hour, "2026-11-23 15:00", ""},
	{"at lunch", split, "Europe/Berlin", "2026-11-23 12:30", 2 * time.Hour, "2026-11-23 16:00", "2026-11-23 14:00"},
	{"up to lunch", split, "Europe/Berlin", "2026-11-23 10:00", 2 * time.Hour, "2026-11-23 12:00", ""},
	{"after lunch over the evening", split, "Europe/Berlin", "2026-11-23 17:00", 3 * time.Hour, "2026-11-24 11:00", ""},

	// Past midnight.
	{"in the night shift", night, "Europe/Berlin", "2026-11-23 23:00", 2 * time.Hour, "2026-11-24 01:00", ""},
	{"after midnight", night, "Europe/Berlin", "2026-11-24 01:00", 2 * time.Hour, "2026-11-24 23:00", ""},
	{"at noon before a night shift", night, "Europe/Berlin", "2026-11-24 12:00", 5 * time.Hour, "2026-11-25 23:00", "2026-11-24 22:00"},
	{"past midnight on one day a week", "fr 20-4", "Europe/Berlin", "2026-11-21 03:00", 2 * time.Hour, "2026-11-27 21:00", ""},
	{"Saturday night into Sunday", "sa 22-6", "Europe/Berlin", "2026-11-22 05:00", 2 * time.Hour, "2026-11-28 23:00", ""},
	{"windows that touch at midnight", "mo 20-24; tu 0-4", "Europe/Berlin", "2026-11-23 23:00", 3 * time.Hour, "2026-11-24 02:00", ""},

	// 24 hours.
	{"always open", always, "Europe/Berlin", "2026-11-22 03:00", 5 * time.Hour, "2026-11-22 08:00", ""},
	{"always open over midnight", always, "Europe/Berlin", "2026-11-22 22:00", 5 * time.Hour, "2026-11-23 03:00", ""},

	// One day a week, no hours, no way to say.
	{"market day", market, "Europe/Berlin", "2026-11-23 09:00", 5 * time.Hour, "2026-12-05 11:00", "2026-11-28 10:00"},
	{"no hours, history", "", "Europe/Berlin", "2026-11-22 22:00", 5 * time.Hour, "2026-11-23 03:00", ""},
	{"no hours, no history", "", "Europe/Berlin", "2026-11-22 22:00", 0, "", ""},

	// Too little history: only when the desk is next open.
	{"no history, open", office, "Europe/Berlin", "2026-11-23 10:00", 0, "", ""},
	{"no history, evening", office, "Europe/Berlin", "2026-11-23 20:00", 0, "", "2026-11-24 09:00"},
	{"no history, week-end", office, "Europe/Berlin", "2026-11-21 20:00", 0, "", "2026-11-23 09:00"},
	{"no history, lunch", split, "Europe/Berlin", "2026-11-23 13:00", 0, "", "2026-11-23 14:00"},
	{"no history, a minute before opening", office, "Europe/Berlin", "2026-11-23 08:59", 0, "", "2026-11-23 09:00"},

	// The clock goes forward: 29 March 2026, 2:00 becomes 3:00.
	{"over the missing hour", always, "Europe/Berlin", "2026-03-29 01:30", 2 * time.Hour, "2026-03-29 04:30", ""},
	{"a day of 23 hours", always, "Europe/Berlin", "2026-03-28 12:00", 24 * time.Hour, "2026-03-29 13:00", ""},
	{"night shift of three hours", night, "Europe/Berlin", "2026-03-28 22:00", 4 * time.Hour, "2026-03-29T03:00:00+02:00", ""},
	{"opening that does not exist", "su 2:30-5", "Europe/Berlin", "2026-03-29 01:00", time.Hour, "2026-03-29T04:00:00+02:00", "2026-03-29T03:00:00+02:00"},
	{"a window that does not exist", "su 2-3; mo 9-17", "Europe/Berlin", "2026-03-29 00:00", time.Hour, "2026-03-30 10:00", "2026-03-30 09:00"},
	{"the Monday after", office, "Europe/Berlin", "2026-03-27 16:00", 2 * time.Hour, "2026-03-30 10:00", ""},
	{"New York, 8 March", "mo-su 0-24", "America/New_York", "2026-03-08 01:00", 2 * time.Hour, "2026-03-08T04:00:00-04:00", ""},

	// The clock goes back: 25 October 2026, 3:00 becomes 2:00.
	{"over the hour that comes twice", always, "Europe/Berlin", "2026-10-25T01:30:00+02:00", 2 * time.Hour, "2026-10-25T02:30:00+01:00", ""},
	{"from its first turn", always, "Europe/Berlin", "2026-10-25T02:30:00+02:00", time.Hour, "2026-10-25T02:30:00+01:00", ""},
	{"from its second turn", always, "Europe/Berlin", "2026-10-25T02:30:00+01:00", time.Hour, "2026-10-25T03:30:00+01:00", ""},
	{"a day of 25 hours", always, "Europe/Berlin", "2026-10-24 12:00", 24 * time.Hour, "2026-10-25 11:00", ""},
	{"a window inside it is its first turn", "su 2-3; mo 9-17", "Europe/Berlin", "2026-10-25T00:00:00+02:00", 90 * time.Minute, "2026-10-25T02:30:00+01:00", "2026-10-25T02:00:00+02:00"},
	{"the Monday after, too", office, "Europe/Berlin", "2026-10-23 16:00", 2 * time.Hour, "2026-10-26 10:00", ""},
	{"Lord Howe goes back half an hour", always, "Australia/Lord_Howe", "2026-04-05T01:00:00+11:00", 2 * time.Hour, "2026-04-05T02:30:00+10:30", ""},

	// Zones.
	{"half an hour off", office, "Asia/Kolkata", "2026-11-23 16:30", time.Hour, "2026-11-24 09:30", ""},
	{"a quarter off", office, "Asia/Kathmandu", "2026-11-23 10:05", time.Hour, "2026-11-23 11:15", ""},
	{"no daylight saving", office, "Africa/Lagos", "2026-03-27 16:30", time.Hour, "2026-03-30 09:30", ""},
	{"far east", office, "Pacific/Auckland", "2026-11-23 16:30", time.Hour, "2026-11-24 09:30", ""},
	{"a skipped day", office, "Pacific/Apia", "2011-12-29 16:30", time.Hour, "2012-01-02 09:30", ""},

	// The year's end, a leap day.
	{"over New Year's night", always, "Europe/Berlin", "2026-12-31 23:00", 2 * time.Hour, "2027-01-01 01:00", ""},
	{"the last Thursday of the year", office, "Europe/Berlin", "2026-12-31 16:30", time.Hour, "2027-01-01 09:30", ""},
	{"leap day", office, "Europe/Berlin", "2028-02-28 16:30", time.Hour, "2028-02-29 09:30", ""},
	{"no leap day", office, "Europe/Berlin", "2027-02-28 12:00", time.Hour, "2027-03-01 10:00", "2027-03-01 09:00"},
}

func TestPromise7_TheMomentIsComputedFromTheHours(t *testing.T) {
	for _, c := range promises {
		t.Run(c.name, func(t *testing.T) {
			zone, err := time.LoadLocation(c.zone)
			if err != nil {
				t.Fatal(err)
			}
			pace := Pace{Usual: c.within / 2, Next: c.within, Answered: 50}
			checkPromise(t, timing(t, hours.Hours{Zone: c.zone, Week: week(t, c.week)}, pace).Promise(moment(t, c.now, zone)),
				moment(t, c.by, zone), moment(t, c.opens, zone))
		})
	}
}

func checkPromise(t *testing.T, got Promise, by, opens time.Time) {
	t.Helper()
	if !got.By.Equal(by) {
		t.Errorf("by %v, want %v", got.By, by)
	}
	if !got.Opens.Equal(opens) {
		t.Errorf("opens %v, want %v", got.Opens, opens)
	}
}

func TestPromise7_HolidaysAndClosuresAreNotCounted(t *testing.T) {
	day := func(text string) hours.Date {
		d, err := hours.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		name           string
		hours          hours.Hours
		now, by, opens string
	}{
		{"New Year's Day", hours.Hours{Holidays: "DE-BE"}, "2026-12-31 16:30", "2027-01-04 10:30", ""},
		{"Christmas in Germany", hours.Hours{Holidays: "DE-BE"}, "2026-12-24 16:30", "2026-12-28 10:30", ""},
		{"Good Friday to Easter Monday", hours.Hours{Holidays: "DE-BE"}, "2026-04-02 16:00", "2026-04-07 10:00", ""},
		{"on the holiday", hours.Hours{Holidays: "DE-BE"}, "2026-05-01 12:00", "2026-05-04 11:00", "2026-05-04 09:00"},
		{"Corpus Christi in Bavaria", hours.Hours{Holidays: "DE-BY"}, "2026-06-04 10:00", "2026-06-05 11:00", "2026-06-05 09:00"},
		{"not so in Berlin", hours.Hours{Holidays: "DE-BE"}, "2026-06-04 10:00", "2026-06-04 12:00", ""},
		{"Austria's national day", hours.Hours{Holidays: "AT"}, "2026-10-26 10:00", "2026-10-27 11:00", "2026-10-27 09:00"},
		{"Switzerland's national day falls on a Saturday", hours.Hours{Holidays: "CH-ZH"}, "2026-07-31 16:00", "2026-08-03 10:00", ""},
		{"a day typed in", hours.Hours{Days: []hours.Day{{Date: day("2026-11-24"), Name: "Works outing"}}}, "2026-11-23 16:00", "2026-11-25 10:00", ""},
		{"a day with other hours", hours.Hours{Days: []hours.Day{{Date: day("2026-11-24"), Windows: []hours.Window{{From: 600, To: 660}}}}}, "2026-11-23 16:00", "2026-11-24 11:00", ""},
		{"open on a holiday all the same", hours.Hours{Holidays: "DE-BE", Days: []hours.Day{{Date: day("2026-05-01"), Windows: []hours.Window{{From: 600, To: 720}}}}}, "2026-05-01 09:00", "2026-05-01 12:00", "2026-05-01 10:00"},
		{"open on a Sunday", hours.Hours{Days: []hours.Day{{Date: day("2026-11-22"), Windows: []hours.Window{{From: 600, To: 720}}}}}, "2026-11-22 09:00", "2026-11-22 12:00", "2026-11-22 10:00"},
		{"a closure", hours.Hours{Closures: []hours.Closure{{From: day("2026-11-24"), To: day("2026-12-04")}}}, "2026-11-23 16:00", "2026-12-07 10:00", ""},
		{"in a closure", hours.Hours{Closures: []hours.Closure{{From: day("2026-11-23"), To: day("2026-12-04")}}}, "2026-11-23 10:00", "2026-12-07 11:00", "2026-12-07 09:00"},
		{"a closure over the year's end", hours.Hours{Holidays: "DE-BE", Closures: []hours.Closure{{From: day("2026-12-21"), To: day("2027-01-05")}}}, "2026-12-18 16:00", "2027-01-06 10:00", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.hours.Zone, c.hours.Week = "Europe/Berlin", week(t, office)
			berlin, err := time.LoadLocation(c.hours.Zone)
			if err != nil {
				t.Fatal(err)
			}
			two := Pace{Usual: time.Hour, Next: 2 * time.Hour, Answered: 50}
			checkPromise(t, timing(t, c.hours, two).Promise(moment(t, c.now, berlin)), moment(t, c.by, berlin), moment(t, c.opens, berlin))
		})
	}
}

func TestADeskThatNeverOpensPromisesNothing(t *testing.T) {
	forever := hours.Hours{Zone: "UTC", Week: week(t, office), Closures: []hours.Closure{{From: hours.DateOf(noon), To: hours.DateOf(noon.AddDate(3, 0, 0))}}}
	p := timing(t, forever, Pace{Usual: time.Hour, Next: time.Hour, Answered: 50}).Promise(noon)
	checkPromise(t, p, time.Time{}, time.Time{})
}
