package handoff

import (
	"cmp"
	"math"
	"slices"
	"time"

	"deskbell/handoff/hours"
)

// Pace is how fast requests were answered by a person, in opening time.
type Pace struct {
	Usual    time.Duration // half were answered within it
	Within   time.Duration // nine in ten were; zero: never so many
	Next     time.Duration // the next one will be, nine times in ten; zero: too few answers, or too many still wait
	Answered int           // answers it was measured from
}

const (
	enoughReplies = 10 // for a promise
	EnoughFigures = 20 // answers from which on visitors may be told of them
)

// Known reports whether enough was measured to promise something.
func (p Pace) Known() bool { return p.Answered >= enoughReplies && p.Next > 0 }

// wait is one ticket's: a reply after it, or none until then.
type wait struct {
	length   time.Duration
	answered bool
}

// measure estimates the pace. Tickets that still wait count, too: they waited at least that
// long (Kaplan and Meier's estimate), so a desk that forgets requests does not look fast.
func measure(replies []Reply, calendar *hours.Calendar, now time.Time) Pace {
	waits := make([]wait, len(replies))
	answered := 0
	for i, r := range replies {
		end := now
		switch {
		case !r.AnsweredAt.IsZero():
			end, waits[i].answered = r.AnsweredAt, true
			answered++
		case !r.EndedAt.IsZero():
			end = r.EndedAt
		}
		waits[i].length = calendar.Between(r.OpenedAt, end)
	}
	slices.SortFunc(waits, func(a, b wait) int { return cmp.Compare(a.length, b.length) })
	// The request that is promised something waits, too. Counted with the others it makes the promise
	// right for nine in ten such requests; without it, for as few as eight where little was measured.
	andThis := append(slices.Clip(waits), wait{length: math.MaxInt64})
	return Pace{Usual: quantile(waits, 0.5), Within: quantile(waits, 0.9), Next: quantile(andThis, 0.9), Answered: answered}
}

// quantile is the wait within which the share was answered; zero if that share never was.
func quantile(sorted []wait, share float64) time.Duration {
	waiting := 1.0
	for i, w := range sorted {
		if !w.answered {
			continue
		}
		waiting *= 1 - 1/float64(len(sorted)-i)
		if waiting <= 1-share+1e-9 {
			return max(w.length, time.Minute)
		}
	}
	return 0
}

// Figures is what visitors may be told of the recent past.
type Figures struct {
	Within time.Duration // nine in ten requests were answered by a person within it
	Open   bool          // it counts opening time
}

// Figures are measured, never typed in. ok is false if the owner hides them or there
// are too few answers.
func (t *Timing) Figures() (f Figures, ok bool) {
	k := t.known.Load()
	if k.rules.HideFigures || k.pace.Answered < EnoughFigures || k.pace.Within == 0 {
		return f, false
	}
	return Figures{Within: k.pace.Within, Open: k.calendar.Set()}, true
}
