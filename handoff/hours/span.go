package hours

import (
	"iter"
	"time"
)

// Span is a stretch of time: From belongs to it, To does not.
type Span struct{ From, To time.Time }

// horizon is how far the calendar looks for opening time.
const horizon = 400 * 24 * time.Hour

// Spans is the opening time from one moment to another, clipped to the two and
// in order. Windows that touch are one span: Monday 22–24 and Tuesday 0–2.
func (c *Calendar) Spans(from, to time.Time) []Span {
	from, to = c.local(from), c.local(to)
	var all []Span
	for s := range c.walk(from, to) {
		all = append(all, Span{later(s.From, from), earlier(s.To, to)})
	}
	return all
}

// OpenAt is the whole span that t lies in. It reaches 400 days from t at most.
func (c *Calendar) OpenAt(t time.Time) (Span, bool) {
	s, ok := c.Next(t)
	if !ok || s.From.After(t) {
		return Span{}, false
	}
	return s, true
}

// Next is the span that contains t, or else the first one after it, whole. It
// looks 400 days ahead.
func (c *Calendar) Next(t time.Time) (Span, bool) {
	t = c.local(t)
	end := t.Add(horizon)
	for s := range c.walk(t, end) {
		if !s.From.After(t) {
			s.From = c.begin(t)
		}
		return Span{s.From, earlier(s.To, end)}, true
	}
	return Span{}, false
}

// begin is where the span that contains t begins. Most spans are short, so it
// looks back a little first.
func (c *Calendar) begin(t time.Time) time.Time {
	for back := 48 * time.Hour; ; back *= 4 {
		start := t.Add(-min(back, horizon))
		for s := range c.walk(start, t.Add(1)) {
			if !s.To.After(t) {
				continue
			}
			if s.From.After(start) {
				return s.From
			}
		}
		if back >= horizon {
			return start
		}
	}
}

// After is the moment by which d of opening time has passed since t; it is the
// end of a span if d runs out there. For d <= 0 it is the first open moment, t
// itself if the desk is open. It is false if 400 days are not enough.
func (c *Calendar) After(t time.Time, d time.Duration) (time.Time, bool) {
	t = c.local(t)
	end := t.Add(horizon)
	for s := range c.walk(t, end) {
		from := later(s.From, t)
		open := earlier(s.To, end).Sub(from)
		if d <= open {
			return from.Add(max(d, 0)), true
		}
		d -= open
	}
	return time.Time{}, false
}

// Between is the opening time from a to b, 0 if b is not after a.
func (c *Calendar) Between(a, b time.Time) time.Duration {
	a, b = c.local(a), c.local(b)
	var sum time.Duration
	for s := range c.walk(a, b) {
		sum += earlier(s.To, b).Sub(later(s.From, a))
	}
	return sum
}

// walk gives the spans that overlap [from, to), in order and not clipped. A span
// that began more than a day before from may be given from a later moment on.
func (c *Calendar) walk(from, to time.Time) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		if !from.Before(to) {
			return
		}
		// A window lasts into the second day, and a local date may lag the count of days by one.
		first, last := DateOf(from).number()-2, DateOf(to).number()+1
		var open stretch
		give := func() bool {
			s := Span{time.Unix(open.from, 0).In(c.zone), time.Unix(open.to, 0).In(c.zone)}
			return !s.To.After(from) || open.from == open.to || s.From.Before(to) && yield(s)
		}
		for n := first >> blockShift; n <= last>>blockShift; n++ {
			for _, s := range c.block(n) {
				if s.from <= open.to && open.from < open.to {
					open.to = max(open.to, s.to)
					continue
				}
				if !give() {
					return
				}
				open = s
			}
		}
		give()
	}
}

// local is t in the calendar's zone, and a reading of the wall clock only.
func (c *Calendar) local(t time.Time) time.Time { return t.Round(0).In(c.zone) }

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
