package hours

import (
	"time"
	_ "time/tzdata" // an empty container has no zone files
)

// secondsOfDay is what a day has on the clock.
const secondsOfDay = 24 * 60 * 60

// mostShift is more than two zones, or one zone before and after a change, ever differ.
const mostShift = 26 * 60 * 60

// wall is a reading of calendar and clock: the seconds that it would be since
// 1970 if it were UTC. Readings compare and add like numbers.
type wall int64

func (d Date) at(m Minute) wall { return wall(d.number()*secondsOfDay + int(m)*60) }

// place turns readings of a zone's clocks into moments. It remembers the stretch
// without a clock change it looked at last, so it serves one goroutine.
type place struct {
	zone     *time.Location
	from, to int64 // that stretch, in Unix seconds
	offset   int64
}

func newPlace(zone *time.Location) *place { return &place{zone: zone} }

// moment is the first moment, in Unix seconds, at which the clocks show w or
// have passed it. A reading that a change skips is therefore the first moment
// after the gap, one that comes twice is its first occurrence; a later reading is
// never an earlier moment.
func (p *place) moment(w wall) int64 {
	if at := int64(w) - p.offset; p.from+mostShift <= at && at < p.to {
		return at
	}
	for p.look(int64(w) - mostShift); ; p.look(p.to) {
		if at := int64(w) - p.offset; at < p.to {
			return max(at, p.from)
		}
	}
}

// look finds the stretch without a clock change that the moment lies in.
func (p *place) look(at int64) {
	t := time.Unix(at, 0).In(p.zone)
	_, offset := t.Zone()
	from, to := t.ZoneBounds()
	p.from, p.to, p.offset = -1<<62, 1<<62, int64(offset)
	if !from.IsZero() {
		p.from = from.Unix()
	}
	if !to.IsZero() {
		p.to = to.Unix()
	}
	if p.to <= at {
		p.to = at - at%secondsOfDay + secondsOfDay // on the last day of a leap year ZoneBounds ends a day too soon (Go 1.26)
	}
}
