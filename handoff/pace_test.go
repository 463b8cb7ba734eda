package handoff

import (
	"math/rand/v2"
	"testing"
	"time"

	"deskbell/handoff/hours"
)

func calendarOf(t *testing.T, text string) *hours.Calendar {
	t.Helper()
	c, err := hours.NewCalendar(hours.Hours{Zone: "UTC", Week: week(t, text)})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// replied gives n replies, the i-th after i times step.
func replied(n int, step time.Duration) []Reply {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) // a Monday
	var all []Reply
	for i := range n {
		all = append(all, Reply{OpenedAt: at, AnsweredAt: at.Add(time.Duration(i+1) * step)})
	}
	return all
}

var later = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

func TestThePaceIsHalfAndNineInTen(t *testing.T) {
	p := measure(replied(10, 10*time.Minute), calendarOf(t, always), later)
	if p.Usual != 50*time.Minute || p.Within != 90*time.Minute || p.Next != 100*time.Minute || p.Answered != 10 || !p.Known() {
		t.Errorf("got %+v", p)
	}
}

func TestNightsAreNotWaited(t *testing.T) {
	evening := time.Date(2026, 11, 23, 16, 0, 0, 0, time.UTC)
	p := measure([]Reply{{OpenedAt: evening, AnsweredAt: evening.Add(18 * time.Hour)}}, calendarOf(t, office), later)
	if p.Usual != 2*time.Hour {
		t.Errorf("from four to ten the next day: %v, want 2h", p.Usual)
	}
}

func TestAForgottenRequestMakesThePaceSlower(t *testing.T) {
	all := replied(20, 10*time.Minute)
	calendar := calendarOf(t, always)
	before := measure(all, calendar, later)
	for i := range 5 {
		all[i].AnsweredAt = time.Time{} // the quickest were forgotten instead
	}
	after := measure(all, calendar, later)
	if after.Usual <= before.Usual {
		t.Errorf("usual %v before, %v after", before.Usual, after.Usual)
	}
	if after.Within != 0 || after.Known() {
		t.Errorf("a quarter still waits, and nine in ten are said to be answered within %v", after.Within)
	}
}

func TestARequestClosedWithoutAReplyCountsAsWaitingUntilThen(t *testing.T) {
	all := replied(19, 10*time.Minute)
	all = append(all, Reply{OpenedAt: all[0].OpenedAt, EndedAt: all[0].OpenedAt.Add(time.Minute)})
	p := measure(all, calendarOf(t, always), later)
	if p.Answered != 19 || p.Within != 180*time.Minute {
		t.Errorf("got %+v; want 19 answers and 180 min: the one withdrawn says nothing of the rest", p)
	}
}

// A promise is kept nine times in ten only if the request at hand is counted among those that wait.
func TestPromise7_ThePromiseIsKeptNineTimesInTen(t *testing.T) {
	chance := rand.New(rand.NewPCG(5, 6))
	calendar := calendarOf(t, always)
	for _, n := range []int{10, 19, 40} {
		kept := 0
		const months = 4000
		for range months {
			waits := replied(n+1, time.Minute)
			for i := range waits {
				waits[i].AnsweredAt = waits[i].OpenedAt.Add(time.Duration(chance.ExpFloat64() * float64(4*time.Hour)))
			}
			if this := waits[n].AnsweredAt.Sub(waits[n].OpenedAt); this <= measure(waits[:n], calendar, later).Next {
				kept++
			}
		}
		if share := float64(kept) / months; share < 0.88 || share > 0.93 {
			t.Errorf("after %d replies %.1f %% of the promises were kept", n, 100*share)
		}
	}
}

func TestTooFewRepliesPromiseNothing(t *testing.T) {
	if p := measure(replied(9, time.Minute), calendarOf(t, always), later); p.Known() {
		t.Errorf("known from nine: %+v", p)
	}
	if p := measure(nil, calendarOf(t, always), later); p.Known() || p.Usual != 0 {
		t.Errorf("known from none: %+v", p)
	}
}

func TestFiguresForVisitorsNeedTwentyAnswersAndTheOwnersLeave(t *testing.T) {
	for _, c := range []struct {
		answered int
		hidden   bool
		want     bool
	}{{19, false, false}, {20, false, true}, {20, true, false}} {
		desk := timing(t, hours.Hours{Zone: "UTC", Week: week(t, office)}, Pace{Usual: time.Hour, Within: 4 * time.Hour, Next: 5 * time.Hour, Answered: c.answered})
		k := *desk.known.Load()
		k.rules.HideFigures = c.hidden
		desk.known.Store(&k)
		figures, ok := desk.Figures()
		if ok != c.want {
			t.Errorf("%+v: shown %v", c, ok)
		}
		if ok && (figures.Within != 4*time.Hour || !figures.Open) {
			t.Errorf("%+v: %+v", c, figures)
		}
	}
}
