package hours

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// Calendar answers questions about opening time. If no hours are set, every
// minute is opening time but those of closures, holidays and closed days; Set
// tells the two apart. It is safe for concurrent use.
type Calendar struct {
	hours    Hours
	zone     *time.Location
	set      bool
	days     map[Date]Day
	closures []stretch // in order

	mu     sync.Mutex
	blocks map[int][]stretch
}

// stretch is a Span in Unix seconds.
type stretch struct{ from, to int64 }

// NewCalendar makes the calendar of hours; it fails for a zone or a region that
// is not known and for windows without sense, with the codes of Clean.
func NewCalendar(h Hours) (*Calendar, error) {
	zone, err := LoadZone(h.Zone)
	if err != nil {
		return nil, err
	}
	if err := checkRegion(h.Holidays); err != nil {
		return nil, err
	}
	c := &Calendar{zone: zone, set: h.Set(), days: map[Date]Day{}, blocks: map[int][]stretch{}}
	c.hours = Hours{Zone: h.Zone, Holidays: h.Holidays, Closures: slices.Clone(h.Closures)}
	for weekday, windows := range h.Week {
		if c.hours.Week[weekday], err = plan(windows); err != nil {
			return nil, err
		}
	}
	for _, d := range h.Days {
		if d.Windows, err = plan(d.Windows); err != nil {
			return nil, err
		}
		c.days[d.Date] = d
	}
	c.closures = closed(h.Closures, newPlace(zone))
	return c, nil
}

func plan(windows []Window) ([]Window, error) {
	windows = sortedWindows(windows)
	return windows, checkWindows(windows)
}

func closed(closures []Closure, p *place) []stretch {
	var all []stretch
	for _, one := range closures {
		all = append(all, stretch{p.moment(one.From.at(0)), p.moment(one.To.Add(1).at(0))})
	}
	slices.SortFunc(all, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	return join(nil, all)
}

// Zone is the time zone the hours are meant in; all times the calendar gives are in it.
func (c *Calendar) Zone() *time.Location { return c.zone }

// Set reports whether any opening time is set.
func (c *Calendar) Set() bool { return c.set }

// ClosureAt is the closure that covers the local day of t; of several the one
// that stands first.
func (c *Calendar) ClosureAt(t time.Time) (Closure, bool) {
	return c.closureOn(DateOf(t.In(c.zone)))
}

func (c *Calendar) closureOn(d Date) (Closure, bool) {
	i := slices.IndexFunc(c.hours.Closures, func(one Closure) bool {
		return !d.Before(one.From) && !one.To.Before(d)
	})
	if i < 0 {
		return Closure{}, false
	}
	return c.hours.Closures[i], true
}

var always = []Window{{0, wholeDay}}

// windows are those that begin on the day.
func (c *Calendar) windows(d Date) []Window {
	if _, closed := c.closureOn(d); closed {
		return nil
	}
	if single, ok := c.days[d]; ok {
		return single.Windows
	}
	if _, holiday := holidayOn(c.hours.Holidays, d); holiday {
		return nil
	}
	if !c.set {
		return always
	}
	return c.hours.Week[d.Weekday()]
}

const (
	blockShift = 5
	blockDays  = 1 << blockShift // days that are worked out and kept together
	mostBlocks = 512             // about 45 years; who asks for more gets them, and nothing is kept beyond
)

// block is the opening time of windows that begin on the block's days: in
// order, joined, without closures.
func (c *Calendar) block(n int) []stretch {
	c.mu.Lock()
	defer c.mu.Unlock()
	if kept, ok := c.blocks[n]; ok {
		return kept
	}
	if len(c.blocks) >= mostBlocks {
		clear(c.blocks)
	}
	p := newPlace(c.zone)
	var open []stretch
	for i := range blockDays {
		d := dateOfNumber(n*blockDays + i)
		for _, w := range c.windows(d) {
			open = append(open, stretch{p.moment(d.at(w.From)), p.moment(d.at(w.To))})
		}
	}
	c.blocks[n] = cut(join(nil, open), c.closures)
	return c.blocks[n]
}
