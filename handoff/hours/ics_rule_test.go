package hours

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/teambition/rrule-go"
)

// named are the days a rule names in a span of time.
func named(t testing.TB, rule string, start, first, last Date) (all []string) {
	t.Helper()
	r, ok := readRecurrence(rule)
	if !ok {
		t.Fatalf("%s was not understood", rule)
	}
	steps := mostSteps
	r.each(start, first, last, &steps, func(d Date) bool {
		if !d.Before(first) {
			all = append(all, d.String())
		}
		return true
	})
	return all
}

func TestRulesNameTheDaysThatRRuleGoNames(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 100 { // 4000 agree, too; those that name no day take rrule-go long
		start := day(t, "2019-01-01").Add(r.IntN(3000))
		first := day(t, "2025-07-29").Add(r.IntN(400))
		last := first.Add(r.IntN(1500))
		rule := someRule(r)
		option, err := rrule.StrToROption(rule)
		if err != nil {
			t.Fatalf("%s: %v", rule, err)
		}
		option.Dtstart = start.midnightUTC()
		if option.Until.IsZero() || option.Until.After(last.midnightUTC()) {
			option.Until = last.midnightUTC()
		}
		yardstick, err := rrule.NewRRule(*option)
		if err != nil {
			t.Fatalf("%s: %v", rule, err)
		}
		var want []string
		for _, at := range yardstick.Between(first.midnightUTC(), last.midnightUTC(), true) {
			want = append(want, DateOf(at).String())
		}
		got := named(t, rule, start, first, last)
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%s from %s, between %s and %s:\n got %v\nwant %v", rule, start, first, last, got, want)
		}
	}
}

// someRule is a rule that rrule-go understands as the standard does and can finish.
func someRule(r *rand.Rand) string {
	freq := []string{"YEARLY", "MONTHLY", "WEEKLY", "DAILY"}[r.IntN(4)]
	parts := []string{"FREQ=" + freq}
	add := func(chance int, part string) {
		if r.IntN(chance) == 0 {
			parts = append(parts, part)
		}
	}
	list := func(n int, item func() string) string {
		items := make([]string, n)
		for i := range items {
			items[i] = item()
		}
		return strings.Join(items, ",")
	}
	weekdays := []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
	add(2, fmt.Sprintf("INTERVAL=%d", 1+r.IntN(4)))
	add(3, fmt.Sprintf("COUNT=%d", 1+r.IntN(60)))
	add(4, "UNTIL="+[]string{"20260101", "20271231T235959Z", "20280229"}[r.IntN(3)])
	add(3, "WKST="+weekdays[r.IntN(7)])
	add(3, "BYMONTH="+list(1+r.IntN(3), func() string { return fmt.Sprint(1 + r.IntN(12)) }))
	switch r.IntN(4) {
	case 0:
		parts = append(parts, "BYMONTHDAY="+list(1+r.IntN(3), func() string { return fmt.Sprint([]int{1, 2, 15, 28, -1, -2, -15}[r.IntN(7)]) }))
	case 1:
		parts = append(parts, "BYDAY="+list(1+r.IntN(3), func() string { return weekdays[r.IntN(7)] }))
	case 2:
		if freq == "YEARLY" || freq == "MONTHLY" { // elsewhere a number has no sense
			parts = append(parts, "BYDAY="+list(1+r.IntN(2), func() string { return []string{"1", "2", "4", "-1", "-2"}[r.IntN(5)] + weekdays[r.IntN(7)] }))
		}
	}
	if freq == "WEEKLY" {
		return strings.Join(parts, ";") // rrule-go counts positions in what is left of the first week, the standard in all of it
	}
	add(4, "BYSETPOS="+list(1+r.IntN(2), func() string { return []string{"1", "2", "-1", "-2"}[r.IntN(4)] }))
	return strings.Join(parts, ";")
}

func TestRulesOfRealCalendars(t *testing.T) {
	for _, c := range []struct{ rule, start, want string }{
		{"FREQ=YEARLY", "2020-02-29", "2028-02-29"},
		{"FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "2020-05-10", "2026-05-10 2027-05-09 2028-05-14"},
		{"FREQ=YEARLY;INTERVAL=4;BYDAY=1MO,-1FR", "2022-01-03", "2026-01-05 2026-12-25"},
		{"FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13", "2026-02-13", "2026-02-13 2026-03-13 2026-11-13 2027-08-13 2028-10-13"},
		{"FREQ=MONTHLY;BYDAY=MO,1TU;BYMONTH=6;UNTIL=20260610", "2026-01-01", "2026-06-01 2026-06-02 2026-06-08"},
		{"FREQ=MONTHLY;INTERVAL=6", "2025-08-31", "2026-08-31 2027-08-31 2028-08-31"},
		{"FREQ=WEEKLY;INTERVAL=26;BYDAY=SA,SU;WKST=SU", "2026-01-03", "2026-01-03 2026-06-28 2026-07-04 2026-12-27 2027-01-02 2027-06-27 2027-07-03 2027-12-26 2028-01-01 2028-06-25 2028-07-01 2028-12-24 2028-12-30"},
		{"FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=-1;COUNT=2", "2026-01-07", "2026-01-09 2026-01-16"},
		{"FREQ=DAILY;COUNT=3", "2026-12-30", "2026-12-30 2026-12-31 2027-01-01"},
		{"FREQ=DAILY;INTERVAL=500", "2020-01-01", "2026-11-05 2028-03-19"},
		{"RRULE:FREQ=DAILY;COUNT=1", "2026-12-30", "2026-12-30"},
	} {
		got := named(t, c.rule, day(t, c.start), day(t, "2026-01-01"), day(t, "2028-12-31"))
		same(t, c.rule, strings.Join(got, " "), c.want)
	}
}

func TestARuleStopsWhenItsStepsAreUsedUp(t *testing.T) {
	r, ok := readRecurrence("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1")
	if !ok {
		t.Fatal("the rule was not understood")
	}
	steps := 100
	r.each(day(t, "2026-01-01"), day(t, "2026-01-01"), day(t, "2030-01-01"), &steps, func(d Date) bool {
		t.Errorf("%s is named", d)
		return false
	})
	if steps != -1 {
		t.Errorf("%d steps are left", steps)
	}
}
