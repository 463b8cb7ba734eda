package widget

import (
	"testing"
	"time"

	"deskbell/handoff"
	"deskbell/handoff/hours"
)

// ruled changes the owner's rules of a fixture.
func ruled(more func(*handoff.Rules)) func(*fixture) {
	return func(f *fixture) {
		before := f.rules
		f.rules = func(r *handoff.Rules) {
			if before != nil {
				before(r)
			}
			more(r)
		}
	}
}

// open sets the same hours for some days of the week, in Berlin.
func open(from, to hours.Minute, days ...time.Weekday) func(*fixture) {
	return ruled(func(r *handoff.Rules) {
		r.Hours.Zone = "Europe/Berlin"
		for _, d := range days {
			r.Hours.Week[d] = []hours.Window{{From: from, To: to}}
		}
	})
}

var (
	openAlways   = open(0, 24*60, 0, 1, 2, 3, 4, 5, 6)
	openWeekdays = open(9*60, 17*60, 1, 2, 3, 4, 5)

	// closedToday begins on the day of the fixture's clock.
	closedToday = ruled(func(r *handoff.Rules) {
		r.Hours.Closures = []hours.Closure{{
			From: hours.Date{Year: 2026, Month: time.March, Day: 1}, To: hours.Date{Year: 2026, Month: time.March, Day: 4},
			Text: "We move house until Wednesday.",
		}}
	})
)

func speaking(langs ...string) func(*fixture) {
	return ruled(func(r *handoff.Rules) { r.CallLangs = langs })
}

func phoned(f *fixture) { f.settings.Phone = "+49 30 901820" }

// by sets the clock to a time in Berlin.
func by(t *testing.T, text string) func(*fixture) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", text, berlin)
	if err != nil {
		t.Fatal(err)
	}
	return func(f *fixture) { f.clock.Set(at) }
}
