package hours

import "time"

// Calendar answers questions about opening time. It is safe for concurrent use.
type Calendar struct{ hours Hours }

// Span is a stretch of time: From belongs to it, To does not.
type Span struct{ From, To time.Time }

// NewCalendar makes the calendar of the hours.
func NewCalendar(h Hours) (*Calendar, error) { return &Calendar{hours: h}, nil }

// Zone is the time zone the hours are meant in.
func (c *Calendar) Zone() *time.Location { return time.UTC }

// Set reports whether hours are set.
func (c *Calendar) Set() bool { return c.hours.Set() }

// Spans is the opening time in the range.
func (c *Calendar) Spans(from, to time.Time) []Span { return nil }

// OpenAt is the span that t lies in.
func (c *Calendar) OpenAt(t time.Time) (Span, bool) { return Span{}, false }

// Next is the first span that contains t or begins after it.
func (c *Calendar) Next(t time.Time) (Span, bool) { return Span{}, false }

// After is the moment by which d of opening time has passed since t.
func (c *Calendar) After(t time.Time, d time.Duration) (time.Time, bool) { return time.Time{}, false }

// Between is the opening time between a and b.
func (c *Calendar) Between(a, b time.Time) time.Duration { return 0 }

// ClosureAt is the closure that covers the local day of t.
func (c *Calendar) ClosureAt(t time.Time) (Closure, bool) { return Closure{}, false }

// DayOff is the name of a holiday or of a single day without hours.
func (c *Calendar) DayOff(d Date) (name string, ok bool) { return "", false }
