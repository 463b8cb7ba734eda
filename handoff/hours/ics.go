package hours

import (
	"cmp"
	"io"
	"slices"
	"time"

	"deskbell/internal/fault"
)

// Import is what a calendar file gave.
type Import struct {
	Days    []Day // closed days, in order, one a date
	Skipped int   // events that gave no day
}

// ICSLimits bound what is read of a file; zero means 1 MiB and 2000 events. The
// events' repetitions count, too.
type ICSLimits struct{ Bytes, Events int }

// mostSteps bounds the work for one file: a step is a day that is looked at. All
// that honest files ask for is far below, and it is done in a fraction of a second.
const mostSteps = 2_000_000

// ReadICS reads the days off of an iCalendar file: the days that its events
// cover wholly, all-day events above all, with what they are called. Events that
// repeat, by day, week, month or year, are followed from a year ago to five years
// ahead. Whether an event says "free" or "busy" does not matter, for calendars of
// holidays say "free". Events by the hour, cancelled ones and those whose rule is
// not understood are skipped.
//
// The codes of its errors are ics_too_large, ics_too_many, ics_invalid if it is no
// calendar or only a part of one, and ics_empty if no day was found.
func ReadICS(r io.Reader, l ICSLimits, now time.Time) (Import, error) {
	l = ICSLimits{cmp.Or(l.Bytes, 1<<20), cmp.Or(l.Events, 2000)}
	text, err := io.ReadAll(io.LimitReader(r, int64(l.Bytes)+1))
	if err != nil {
		return Import{}, err
	}
	if len(text) > l.Bytes {
		return Import{}, fault.At("ics", "ics_too_large")
	}
	file, err := sieve(text, l.Events)
	if err != nil {
		return Import{}, err
	}
	today := DateOf(now)
	i := importer{
		first: today.years(-yearsKept), last: today.years(yearsAhead),
		steps: mostSteps, occurrences: l.Events, names: map[Date]string{},
	}
	return i.read(file)
}

// importer gathers the days of a file.
type importer struct {
	first, last        Date // only days from the one to the other count
	steps, occurrences int  // what is left of the limits
	names              map[Date]string
	skipped            int
}

func (i *importer) read(file icsFile) (Import, error) {
	events := make([]event, 0, len(file.events))
	replaced := map[string]map[Date]bool{}
	for _, lines := range file.events {
		e := readEvent(lines, file.zone)
		if e.replaces != (Date{}) {
			if replaced[e.uid] == nil {
				replaced[e.uid] = map[Date]bool{}
			}
			replaced[e.uid][e.replaces] = true
		}
		events = append(events, e)
	}
	for _, e := range events {
		if e.replaces == (Date{}) {
			e.replaced = replaced[e.uid]
		}
		found, ok := i.add(e)
		if !ok {
			return Import{}, fault.At("ics", "ics_too_many")
		}
		if !found {
			i.skipped++
		}
	}
	if len(i.names) == 0 {
		return Import{}, fault.At("ics", "ics_empty")
	}
	return i.result(), nil
}

// add puts the event's days in; found says whether there were any, ok is false if
// a limit was reached.
func (i *importer) add(e event) (found, ok bool) {
	if e.days < 1 {
		return false, true
	}
	ok = true
	e.each(i.first.Add(1-e.days), i.last, &i.steps, func(begin Date) bool {
		i.occurrences--
		from, to := i.first, i.last
		if from.Before(begin) {
			from = begin
		}
		if end := begin.Add(e.days - 1); end.Before(to) {
			to = end
		}
		for d := from; !to.Before(d); d = d.Add(1) {
			i.steps--
			i.names[d] = cmp.Or(i.names[d], e.name)
			found = true
		}
		ok = i.occurrences >= 0 && i.steps >= 0
		return ok
	})
	return found, ok && i.steps >= 0
}

func (i *importer) result() Import {
	all := Import{Skipped: i.skipped}
	for d, name := range i.names {
		all.Days = append(all.Days, Day{Date: d, Name: name, Origin: FromFile})
	}
	slices.SortFunc(all.Days, func(a, b Day) int { return a.Date.Compare(b.Date) })
	return all
}
