package hours

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/internal/fault"
)

var july = time.Date(2026, 7, 29, 12, 0, 0, 0, time.UTC)

// opened is the windows of a day, as written.
func opened(t testing.TB, s string) []Window {
	t.Helper()
	w, err := ParseWindows(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return w
}

// week is Sunday to Saturday, as written.
func week(t testing.TB, days ...string) (w [7][]Window) {
	t.Helper()
	for i, s := range days {
		w[i] = opened(t, s)
	}
	return w
}

func TestHoursAreTidied(t *testing.T) {
	got, err := Hours{
		Zone: " Europe/Berlin ", Holidays: " DE-BY ",
		Week: [7][]Window{1: {{840, 1080}, {540, 720}}, 2: {}},
		Days: []Day{
			{Date: day(t, "2026-12-31"), Name: " Silvester\t", Origin: "somewhere"},
			{Date: day(t, "2026-12-24"), Origin: FromFile, Windows: []Window{}},
			{Date: day(t, "2025-07-28"), Name: "long past"},
			{Date: day(t, "2025-07-29"), Name: "a year ago"},
		},
		Closures: []Closure{
			{day(t, "2026-12-27"), day(t, "2027-01-06"), " Winter "},
			{day(t, "2026-08-01"), day(t, "2026-08-01"), ""},
			{day(t, "2025-07-01"), day(t, "2025-07-28"), "long past"},
			{day(t, "2025-07-01"), day(t, "2025-07-29"), "ended a year ago"},
		},
	}.Clean(july)
	if err != nil {
		t.Fatal(err)
	}
	want := Hours{
		Zone: "Europe/Berlin", Holidays: "DE-BY",
		Week: week(t, "", "9-12, 14-18"),
		Days: []Day{
			{Date: day(t, "2025-07-29"), Name: "a year ago"},
			{Date: day(t, "2026-12-24"), Origin: FromFile},
			{Date: day(t, "2026-12-31"), Name: "Silvester"},
		},
		Closures: []Closure{
			{day(t, "2025-07-01"), day(t, "2025-07-29"), "ended a year ago"},
			{day(t, "2026-08-01"), day(t, "2026-08-01"), ""},
			{day(t, "2026-12-27"), day(t, "2027-01-06"), "Winter"},
		},
	}
	same(t, "cleaned", got, want)
	again, err := got.Clean(july)
	if err != nil || !cmp.Equal(again, got) {
		t.Errorf("cleaning twice changes it: %v, %v", again, err)
	}
}

func TestCleaningLeavesTheGivenHoursAlone(t *testing.T) {
	h := Hours{
		Week:     [7][]Window{1: {{840, 1080}, {540, 720}}},
		Days:     []Day{{Date: day(t, "2026-12-31"), Name: " x "}, {Date: day(t, "2026-12-24")}},
		Closures: []Closure{{day(t, "2026-12-27"), day(t, "2027-01-06"), " x "}, {day(t, "2026-08-01"), day(t, "2026-08-01"), ""}},
	}
	before := Hours{Week: h.Week, Days: slices.Clone(h.Days), Closures: slices.Clone(h.Closures)}
	before.Week[1] = slices.Clone(h.Week[1])
	if _, err := h.Clean(july); err != nil {
		t.Fatal(err)
	}
	same(t, "the given hours", h, before)
}

func TestWhatIsWrongIsNamed(t *testing.T) {
	many := func(n int) (days []Day) {
		for i := range n {
			days = append(days, Day{Date: day(t, "2026-01-01").Add(i)})
		}
		return days
	}
	closure := func(from, to string) Closure { return Closure{From: day(t, from), To: day(t, to)} }
	var thirteen []Window
	for i := range Minute(13) {
		thirteen = append(thirteen, Window{i * 10, i*10 + 5})
	}
	closures := func(n int) (all []Closure) {
		for i := range n {
			d := day(t, "2026-01-01").Add(i)
			all = append(all, Closure{From: d, To: d})
		}
		return all
	}
	for name, c := range map[string]struct {
		h    Hours
		want string
	}{
		"nothing":                     {Hours{}, ""},
		"zone":                        {Hours{Zone: "Europe/Bavaria"}, "zone: zone_unknown"},
		"the machine's zone":          {Hours{Zone: "Local"}, "zone: zone_unknown"},
		"a zone that is a path":       {Hours{Zone: "../../etc/passwd"}, "zone: zone_unknown"},
		"region":                      {Hours{Holidays: "DE-XX"}, "holidays: region_unknown"},
		"country with regions":        {Hours{Holidays: "DE"}, "holidays: region_unknown"},
		"overlap":                     {Hours{Week: [7][]Window{1: {{540, 720}, {700, 800}}}}, "week.1: hours_overlap"},
		"window turned round":         {Hours{Week: [7][]Window{3: {{720, 540}}}}, "week.3: hours_invalid"},
		"window of no length":         {Hours{Week: [7][]Window{3: {{540, 540}}}}, "week.3: hours_invalid"},
		"window from tomorrow":        {Hours{Week: [7][]Window{3: {{1440, 1500}}}}, "week.3: hours_invalid"},
		"window before the day":       {Hours{Week: [7][]Window{3: {{-1, 60}}}}, "week.3: hours_invalid"},
		"window over a day long":      {Hours{Week: [7][]Window{3: {{540, 540 + 1441}}}}, "week.3: hours_invalid"},
		"across midnight":             {Hours{Week: week(t, "", "22-2", "1-8")}, "week.1: hours_overlap"},
		"touching across midnight":    {Hours{Week: week(t, "", "22-2", "2-8")}, ""},
		"Saturday night":              {Hours{Week: week(t, "0-8", "", "", "", "", "", "22-1")}, "week.6: hours_overlap"},
		"Sunday night":                {Hours{Week: week(t, "22-1", "0-8")}, "week.0: hours_overlap"},
		"each day round the clock":    {Hours{Week: week(t, "0-24", "0-24", "0-24", "0-24", "0-24", "0-24", "0-24")}, ""},
		"24 hours from nine, daily":   {Hours{Week: week(t, "9:00-9:00", "9:00-9:00", "9:00-9:00", "9:00-9:00", "9:00-9:00", "9:00-9:00", "9:00-9:00")}, ""},
		"windows of a day":            {Hours{Week: [7][]Window{5: thirteen}}, "week.5: too_many"},
		"single day overlaps":         {Hours{Days: []Day{{Date: day(t, "2026-12-24"), Windows: []Window{{540, 720}, {700, 800}}}}}, "days: hours_overlap"},
		"single day and its evening":  {Hours{Week: week(t, "", "22-2"), Days: []Day{{Date: day(t, "2026-08-04"), Windows: opened(t, "0-8")}}}, ""},
		"day twice":                   {Hours{Days: []Day{{Date: day(t, "2026-12-24")}, {Date: day(t, "2026-12-25")}, {Date: day(t, "2026-12-24")}}}, "days: day_twice"},
		"no date":                     {Hours{Days: []Day{{}}}, "days: date_invalid"},
		"30 February":                 {Hours{Days: []Day{{Date: Date{2027, 2, 30}}}}, "days: date_invalid"},
		"five years ahead":            {Hours{Days: []Day{{Date: day(t, "2031-07-29")}}}, ""},
		"more than five years ahead":  {Hours{Days: []Day{{Date: day(t, "2031-07-30")}}}, "days: date_far"},
		"name":                        {Hours{Days: []Day{{Date: day(t, "2026-12-24"), Name: strings.Repeat("ä", 80)}}}, ""},
		"long name":                   {Hours{Days: []Day{{Date: day(t, "2026-12-24"), Name: strings.Repeat("ä", 81)}}}, "days: too_long"},
		"control character":           {Hours{Days: []Day{{Date: day(t, "2026-12-24"), Name: "a\nb"}}}, "days: text_invalid"},
		"broken letters":              {Hours{Days: []Day{{Date: day(t, "2026-12-24"), Name: "a\xff"}}}, "days: text_invalid"},
		"400 days":                    {Hours{Days: many(400)}, ""},
		"too many days":               {Hours{Days: many(401)}, "days: too_many"},
		"closure turned round":        {Hours{Closures: []Closure{closure("2026-08-02", "2026-08-01")}}, "closures: closure_order"},
		"old closure turned round":    {Hours{Closures: []Closure{closure("2026-08-02", "2025-01-01")}}, "closures: closure_order"},
		"closures on the same days":   {Hours{Closures: []Closure{closure("2026-08-01", "2026-08-02"), closure("2026-08-01", "2026-08-02")}}, "closures: closure_overlap"},
		"closures that share a day":   {Hours{Closures: []Closure{closure("2026-08-02", "2026-08-04"), closure("2026-08-01", "2026-08-02")}}, "closures: closure_overlap"},
		"closures side by side":       {Hours{Closures: []Closure{closure("2026-08-03", "2026-08-04"), closure("2026-08-01", "2026-08-02")}}, ""},
		"closure that never ends":     {Hours{Closures: []Closure{closure("2026-08-03", "9999-12-31")}}, "closures: date_far"},
		"closure from long ago":       {Hours{Closures: []Closure{closure("1990-08-03", "2026-12-31")}}, "closures: date_far"},
		"closure without an end":      {Hours{Closures: []Closure{{From: day(t, "2026-08-03")}}}, "closures: date_invalid; closures: closure_order"},
		"closure's text":              {Hours{Closures: []Closure{{day(t, "2026-08-03"), day(t, "2026-08-03"), strings.Repeat("ß", 301)}}}, "closures: too_long"},
		"50 closures":                 {Hours{Closures: closures(50)}, ""},
		"too many closures":           {Hours{Closures: closures(51)}, "closures: too_many"},
		"all at once, each said once": {Hours{Zone: "x", Holidays: "y", Days: []Day{{}, {Date: Date{1, 1, 31}, Name: "\x00"}, {}}}, "zone: zone_unknown; holidays: region_unknown; days: date_invalid; days: day_twice"},
	} {
		_, err := c.h.Clean(july)
		var got []string
		for _, e := range fault.All(err) {
			got = append(got, e.Error())
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %q, want %q", name, s, c.want)
		}
	}
}

func TestHoursAreSetByAnyWindow(t *testing.T) {
	closedDay := Day{Date: day(t, "2026-12-24")}
	openDay := Day{Date: day(t, "2026-12-24"), Windows: opened(t, "9-12")}
	for name, c := range map[string]struct {
		h    Hours
		want bool
	}{
		"nothing":            {Hours{}, false},
		"a zone and closing": {Hours{Zone: "Europe/Berlin", Holidays: "AT", Days: []Day{closedDay}}, false},
		"the week":           {Hours{Week: week(t, "", "9-12")}, true},
		"a day":              {Hours{Days: []Day{closedDay, openDay}}, true},
	} {
		if c.h.Set() != c.want || calendarOf(t, c.h).Set() != c.want {
			t.Errorf("%s: Set is %t, for the calendar %t", name, c.h.Set(), calendarOf(t, c.h).Set())
		}
	}
}
