package hours

import (
	"encoding/json"
	"testing"
	"time"

	"deskbell/internal/fault"
)

// day reads a date of a test's table.
func day(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return d
}

func TestOnlyDatesOfTheCalendarAreRead(t *testing.T) {
	for _, s := range []string{"2026-12-24", "2028-02-29", "0001-01-01", "9999-12-31"} {
		if d := day(t, s); d.String() != s || !d.valid() {
			t.Errorf("%s became %s", s, d)
		}
	}
	for _, s := range []string{"", "2026-02-29", "2026-13-01", "2026-1-1", "24.12.2026", "2026-12-24T00:00", "0000-01-01", "-001-01-01"} {
		if d, err := ParseDate(s); !fault.HasCode(err, "date_invalid") {
			t.Errorf("%q was read as %s, %v", s, d, err)
		}
	}
}

func TestDatesAreCountedOverMonthsAndYears(t *testing.T) {
	for _, c := range []struct {
		from string
		days int
		to   string
	}{
		{"2026-12-31", 1, "2027-01-01"},
		{"2027-01-01", -1, "2026-12-31"},
		{"2028-02-28", 1, "2028-02-29"},
		{"2027-02-28", 1, "2027-03-01"},
		{"1969-12-31", 1, "1970-01-01"},
		{"2026-01-01", 365, "2027-01-01"},
	} {
		got := day(t, c.from).Add(c.days)
		if got.String() != c.to {
			t.Errorf("%s and %d days is %s, want %s", c.from, c.days, got, c.to)
		}
		if n := got.number() - day(t, c.from).number(); n != c.days || dateOfNumber(got.number()) != got {
			t.Errorf("%s to %s counts %d days", c.from, got, n)
		}
		if got.Before(day(t, c.from)) != (c.days < 0) {
			t.Errorf("%s before %s is wrong", got, c.from)
		}
	}
	if w := day(t, "2026-07-29").Weekday(); w != time.Wednesday {
		t.Errorf("2026-07-29 is a %s", w)
	}
}

func TestADateIsTheLocalDay(t *testing.T) {
	late := time.Date(2026, 7, 29, 23, 30, 0, 0, time.UTC)
	if d := DateOf(late.In(zoneOf(t, "Europe/Berlin"))); d != day(t, "2026-07-30") {
		t.Errorf("in Berlin it is %s", d)
	}
}

func TestHoursAreStoredAsTheyAre(t *testing.T) {
	h := Hours{
		Zone: "Europe/Berlin", Holidays: "DE-BY",
		Days:     []Day{{Date: day(t, "2026-12-24"), Name: "Heiligabend", Origin: FromFile}, {Windows: []Window{{540, 720}}}},
		Closures: []Closure{{From: day(t, "2026-08-01"), To: day(t, "2026-08-14"), Text: "Ferien"}},
	}
	h.Week[time.Monday] = []Window{{540, 720}}
	stored, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"zone":"Europe/Berlin","week":[null,[{"from":540,"to":720}],null,null,null,null,null],"holidays":"DE-BY",` +
		`"days":[{"date":"2026-12-24","name":"Heiligabend","origin":"file"},{"date":"","windows":[{"from":540,"to":720}]}],` +
		`"closures":[{"from":"2026-08-01","to":"2026-08-14","text":"Ferien"}]}`
	if string(stored) != want {
		t.Errorf("stored as %s", stored)
	}
	var back Hours
	if err := json.Unmarshal(stored, &back); err != nil {
		t.Fatal(err)
	}
	same(t, "read back", back, h)
	if err := json.Unmarshal([]byte(`{"days":[{"date":"2026-02-30"}]}`), &back); !fault.HasCode(err, "date_invalid") {
		t.Errorf("30 February was read: %v", err)
	}
}
