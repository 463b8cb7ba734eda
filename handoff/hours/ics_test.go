package hours

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"deskbell/internal/fault"
)

var update = flag.Bool("update", false, "write the golden files again")

func TestCalendarFilesAreReadAsBefore(t *testing.T) {
	for _, name := range []string{"holidays", "rules", "windows"} {
		file, err := os.Open(filepath.Join("testdata", name+".ics"))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		got, err := ReadICS(file, ICSLimits{}, july)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var b strings.Builder
		for _, d := range got.Days {
			fmt.Fprintln(&b, d.Date, d.Date.Weekday(), d.Name)
			if d.Origin != FromFile || len(d.Windows) > 0 {
				t.Errorf("%s: %+v", name, d)
			}
		}
		fmt.Fprintln(&b, got.Skipped, "skipped")
		golden := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		same(t, name, b.String(), string(want))
	}
}

// calendarFile is a file of events; each is what stands in it, line by line.
func calendarFile(events ...string) string {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
	for _, e := range events {
		b.WriteString("BEGIN:VEVENT\r\n" + e + "\r\nEND:VEVENT\r\n")
	}
	b.WriteString("END:VCALENDAR\r\n")
	return b.String()
}

func TestFilesThatAreNoUseSayWhy(t *testing.T) {
	timed, err := os.ReadFile("testdata/timed.ics")
	if err != nil {
		t.Fatal(err)
	}
	const oneDay = "DTSTART;VALUE=DATE:20260901"
	for name, c := range map[string]struct{ text, code string }{
		"nothing":                     {"", "ics_invalid"},
		"a web page":                  {"<!doctype html>\n<title>Log in</title>", "ics_invalid"},
		"a card":                      {"BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\n", "ics_invalid"},
		"an event alone":              {"BEGIN:VEVENT\r\n" + oneDay + "\r\nEND:VEVENT\r\n", "ics_invalid"},
		"half a download":             {calendarFile(oneDay)[:60], "ics_invalid"},
		"ends that cross":             {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT\n", "ics_invalid"},
		"no events":                   {calendarFile(), "ics_empty"},
		"events by the hour":          {string(timed), "ics_empty"},
		"no date":                     {calendarFile("SUMMARY:x"), "ics_empty"},
		"30 February":                 {calendarFile("DTSTART;VALUE=DATE:20270230"), "ics_empty"},
		"last year's":                 {calendarFile("DTSTART;VALUE=DATE:20250728"), "ics_empty"},
		"six years ahead":             {calendarFile("DTSTART;VALUE=DATE:20320801"), "ics_empty"},
		"by the minute":               {calendarFile(oneDay + "\nRRULE:FREQ=MINUTELY;COUNT=1000000000"), "ics_empty"},
		"weeks of the year":           {calendarFile(oneDay + "\nRRULE:FREQ=YEARLY;BYWEEKNO=20"), "ics_empty"},
		"a rule that is none":         {calendarFile(oneDay + "\nRRULE:EVERY=DAY"), "ics_empty"},
		"two rules":                   {calendarFile(oneDay + "\nRRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=YEARLY"), "ics_empty"},
		"a weekday that is not":       {calendarFile(oneDay + "\nRRULE:FREQ=MONTHLY;BYDAY=-54MO"), "ics_empty"},
		"a rule that names no day":    {calendarFile(oneDay + "\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), "ics_empty"},
		"each day, for ever":          {calendarFile(oneDay + "\nRRULE:FREQ=DAILY"), ""},
		"each day, a thousand times":  {calendarFile("UID:1\n"+oneDay+"\nRRULE:FREQ=DAILY", "UID:2\n"+oneDay+"\nRRULE:FREQ=DAILY"), "ics_too_many"},
		"a line longer than honest":   {calendarFile(oneDay + "\nEXDATE:" + strings.Repeat("20260902,", 500) + "20260903"), "ics_empty"},
		"a long description":          {calendarFile(oneDay + "\nDESCRIPTION:" + strings.Repeat("x", 100_000)), ""},
		"two calendars":               {calendarFile("SUMMARY:x") + calendarFile(oneDay), ""},
		"a mark in front":             {"\ufeff" + calendarFile(oneDay), ""},
		"small letters":               {strings.ToLower(calendarFile("DTSTART:20260901")), ""},
		"components in the wrong way": {strings.Repeat("BEGIN:VCALENDAR\n", 2000), "ics_too_many"},
	} {
		got, err := ReadICS(strings.NewReader(c.text), ICSLimits{}, july)
		if c.code == "" {
			if err != nil || len(got.Days) == 0 {
				t.Errorf("%s: %d days, %v", name, len(got.Days), err)
			}
		} else if e := fault.Of(err); e.Code != c.code || e.Field != "ics" || len(got.Days) > 0 {
			t.Errorf("%s: %d days, %v, want %s", name, len(got.Days), err, c.code)
		}
	}
	broken := errors.New("the wire broke")
	if _, err := ReadICS(iotest.ErrReader(broken), ICSLimits{}, july); !errors.Is(err, broken) {
		t.Errorf("a broken wire gives %v", err)
	}
}

func TestAFileIsReadUpToItsLimits(t *testing.T) {
	text := calendarFile("DTSTART;VALUE=DATE:20260901", "DTSTART;VALUE=DATE:20260902", "DTSTART;VALUE=DATE:20260903")
	for _, c := range []struct {
		l    ICSLimits
		code string
	}{
		{ICSLimits{}, ""},
		{ICSLimits{Bytes: len(text)}, ""},
		{ICSLimits{Bytes: len(text) - 1}, "ics_too_large"},
		{ICSLimits{Events: 3}, ""},
		{ICSLimits{Events: 2}, "ics_too_many"},
	} {
		_, err := ReadICS(strings.NewReader(text), c.l, july)
		if c.code == "" && err != nil || c.code != "" && !fault.HasCode(err, c.code) {
			t.Errorf("%+v: %v, want %q", c.l, err, c.code)
		}
	}
	endless := io.MultiReader(strings.NewReader(text), neverEnds{})
	if _, err := ReadICS(endless, ICSLimits{}, july); !fault.HasCode(err, "ics_too_large") {
		t.Errorf("a file without an end gives %v", err)
	}
	weekly := calendarFile("DTSTART;VALUE=DATE:20260901\nRRULE:FREQ=WEEKLY;COUNT=10")
	if got, err := ReadICS(strings.NewReader(weekly), ICSLimits{Events: 10}, july); err != nil || len(got.Days) != 10 {
		t.Errorf("ten times: %d days, %v", len(got.Days), err)
	}
	if _, err := ReadICS(strings.NewReader(weekly), ICSLimits{Events: 9}, july); !fault.HasCode(err, "ics_too_many") {
		t.Errorf("ten times, nine allowed: %v", err)
	}
}

type neverEnds struct{}

func (neverEnds) Read(p []byte) (int, error) { return copy(p, "x"), nil }

func TestEvilFilesAreDoneSoon(t *testing.T) {
	many := func(n int, event string) string { // "#" stands for the event's number
		var events []string
		for i := range n {
			events = append(events, strings.ReplaceAll(event, "#", fmt.Sprint(i)))
		}
		return calendarFile(events...)
	}
	for name, text := range map[string]string{
		"rules that name no day":       many(2000, "UID:#\nDTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
		"rules that count for ever":    many(2000, "UID:#\nDTSTART;VALUE=DATE:00010101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000000000"),
		"each day since Adam":          many(2000, "UID:#\nDTSTART;VALUE=DATE:00010101\nRRULE:FREQ=DAILY;COUNT=1000000000"),
		"events of a thousand years":   many(2000, "UID:#\nDTSTART;VALUE=DATE:15000101\nDTEND;VALUE=DATE:29990101"),
		"thousand-year rules":          many(1000, "UID:#\nDTSTART;VALUE=DATE:15000101\nDTEND;VALUE=DATE:29990101\nRRULE:FREQ=DAILY"),
		"by the second":                many(2000, "DTSTART:20260101T000000\nRRULE:FREQ=SECONDLY;BYSECOND=59;INTERVAL=60"),
		"one event, moved a lot":       many(2000, "UID:1\nDTSTART;VALUE=DATE:20260101\nRECURRENCE-ID;VALUE=DATE:20260101"),
		"lists of exceptions":          many(20, "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY"+strings.Repeat("\nEXDATE:"+strings.Repeat("20260901,", 400)+"20260901", 12)),
		"lists of dates":               many(20, "DTSTART;VALUE=DATE:20260101"+strings.Repeat("\nRDATE:"+strings.Repeat("20200901,", 400)+"20200901", 12)),
		"parameters without an end":    many(20, "DTSTART;X="+strings.Repeat("a,", 2000)+":20260101"),
		"a line of parameters":         calendarFile("DTSTART;X=" + strings.Repeat(",", 1_000_000) + ":20260101"),
		"positions without an end":     many(200, "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;BYSETPOS="+strings.Repeat("1,2,3,", 600)+"4;BYDAY=MO"),
		"components in each other":     "BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:X\n", 120_000),
		"nothing but folds":            "BEGIN:VCALENDAR\n" + strings.Repeat(" \n", 500_000),
		"interval beyond all numbers":  many(2000, "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY;INTERVAL=9223372036854775807"),
		"a count beyond all numbers":   many(100, "DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=WEEKLY;COUNT=9223372036854775807"),
		"durations beyond all numbers": many(2000, "DTSTART;VALUE=DATE:20260101\nDURATION:P9999W99999DT999999H"),
	} {
		begin := time.Now()
		got, err := ReadICS(strings.NewReader(text), ICSLimits{}, july)
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("%s: it took %s: %d days, %v", name, took, len(got.Days), err)
		}
	}
}

func TestHonestFilesAreFarBelowTheLimits(t *testing.T) {
	var birthdays []string
	for i := range 300 {
		d := day(t, "1950-01-01").Add(i)
		birthdays = append(birthdays, "DTSTART;VALUE=DATE:"+strings.ReplaceAll(d.String(), "-", "")+"\nRRULE:FREQ=YEARLY\nSUMMARY:Birthday")
	}
	got, err := ReadICS(strings.NewReader(calendarFile(birthdays...)), ICSLimits{}, july)
	if err != nil || len(got.Days) < 1800 || got.Skipped > 0 {
		t.Errorf("300 birthdays: %d days, %d skipped, %v", len(got.Days), got.Skipped, err)
	}
}

func FuzzReadICS(f *testing.F) {
	files, err := filepath.Glob("testdata/*.ics")
	if err != nil || len(files) == 0 {
		f.Fatal("no files", err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(calendarFile("DTSTART;VALUE=DATE:20260101\nDURATION:P1DT1H\nRRULE:FREQ=MONTHLY;BYDAY=-1FR,2MO;BYSETPOS=1,-1;WKST=SU;INTERVAL=3")))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := ReadICS(bytes.NewReader(text), ICSLimits{Bytes: 1 << 16, Events: 200}, july)
		if err != nil {
			if e := fault.Of(err); !strings.HasPrefix(e.Code, "ics_") || e.Kind != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		for _, d := range got.Days {
			if !utf8.ValidString(d.Name) || utf8.RuneCountInString(d.Name) > mostNameChars {
				t.Fatalf("%+v", d)
			}
		}
		h := Hours{Days: got.Days[:min(len(got.Days), mostDays)]}
		cleaned, err := h.Clean(july)
		if err != nil {
			t.Fatalf("what was read is not clean: %v", err)
		}
		same(t, "cleaned", cleaned.Days, h.Days)
	})
}
