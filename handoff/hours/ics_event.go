package hours

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	ical "github.com/arran4/golang-ical"
)

// event is an entry of a calendar file as days off.
type event struct {
	uid      string
	name     string
	begin    Date
	days     int  // how many whole days it covers from begin on; 0 for none
	replaces Date // the occurrence of the event with the same uid that this one stands for
	rule     *recurrence
	also     []Date // it begins on these days, too
	except   map[Date]bool
	replaced map[Date]bool
}

// each gives the days from first to last that the event begins on; a day may come
// twice. It takes what it looks at from steps and stops when they are used up.
func (e event) each(first, last Date, steps *int, yield func(Date) bool) {
	give := func(d Date) bool {
		if d.Before(first) || last.Before(d) || e.except[d] || e.replaced[d] {
			return true
		}
		return yield(d)
	}
	for _, d := range e.also {
		if *steps--; !give(d) {
			return
		}
	}
	if e.rule == nil {
		give(e.begin)
		return
	}
	e.rule.each(e.begin, first, last, steps, give)
}

// readEvent reads an event's lines. One that is cancelled, or not understood, has
// no days.
func readEvent(lines []string, zone *time.Location) event {
	said, ok := properties(lines)
	e := event{uid: one(said["UID"]), name: oneLine(one(said["SUMMARY"]), mostNameChars), except: map[Date]bool{}}
	if at, ok := readReading(one(said["RECURRENCE-ID"]), zone); ok {
		e.replaces = DateOf(at)
	}
	if !ok || strings.EqualFold(one(said["STATUS"]), "CANCELLED") {
		return e
	}
	var dates []Date
	if e.also, ok = readDates(said["RDATE"], zone); !ok {
		return e
	}
	if dates, ok = readDates(said["EXDATE"], zone); !ok {
		return e
	}
	for _, d := range dates {
		e.except[d] = true
	}
	if rules := said["RRULE"]; len(rules) > 0 && e.replaces == (Date{}) {
		if e.rule, ok = readRecurrence(rules[0]); !ok || len(rules) > 1 {
			return e
		}
	}
	e.begin, e.days = wholeDays(one(said["DTSTART"]), one(said["DTEND"]), one(said["DURATION"]), zone)
	return e
}

// properties are the values by name; a line that cannot be read makes them false.
func properties(lines []string) (map[string][]string, bool) {
	said, ok := map[string][]string{}, true
	for _, line := range lines {
		if len(line) > mostLine {
			ok = false
			continue
		}
		p, err := ical.ParseProperty(ical.ContentLine(line))
		if err != nil || p == nil {
			ok = false
			continue
		}
		name := strings.ToUpper(p.IANAToken)
		said[name] = append(said[name], p.Value)
	}
	return said, ok
}

func one(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return strings.TrimSpace(values[0])
}

// oneLine is s without line ends and other control characters, cut to most characters.
func oneLine(s string, most int) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\ufffd"), func(r rune) bool {
		return unicode.IsControl(r) || unicode.IsSpace(r)
	}), " ")
	if utf8.RuneCountInString(s) > most {
		s = strings.TrimSpace(string([]rune(s)[:most]))
	}
	return s
}

// wholeDays are the days from the first midnight of an event to its last.
func wholeDays(start, end, duration string, zone *time.Location) (Date, int) {
	from, ok := readReading(start, zone)
	if !ok {
		return Date{}, 0
	}
	to := from
	if end != "" {
		to, ok = readReading(end, zone)
	} else if duration != "" {
		to, ok = readDuration(from, duration)
	}
	if !ok {
		return Date{}, 0
	}
	if len(start) == len("20060102") && !to.After(from) {
		to = from.AddDate(0, 0, 1) // a date alone is one day; some write it with its own date as the end
	}
	first := DateOf(from)
	if from != first.midnightUTC() {
		first = first.Add(1)
	}
	return first, DateOf(to).number() - first.number()
}

// readReading reads a date or a time as what the calendar and the clock on the
// wall show. A time in UTC is taken to the zone; one in a zone of its own stays.
func readReading(s string, zone *time.Location) (time.Time, bool) {
	for _, layout := range []string{"20060102", "20060102T150405"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, DateOf(t).valid()
		}
	}
	t, err := time.Parse("20060102T150405Z", s)
	if err != nil {
		return time.Time{}, false
	}
	_, offset := t.In(zone).Zone()
	t = t.Add(time.Duration(offset) * time.Second)
	return t, DateOf(t).valid()
}

// readDates reads lists of dates, times or periods, of which the beginning counts.
func readDates(lists []string, zone *time.Location) ([]Date, bool) {
	var dates []Date
	for _, list := range lists {
		for s := range strings.SplitSeq(list, ",") {
			begin, _, _ := strings.Cut(strings.TrimSpace(s), "/")
			t, ok := readReading(begin, zone)
			if !ok {
				return nil, false
			}
			dates = append(dates, DateOf(t))
		}
	}
	return dates, true
}

var durationText = regexp.MustCompile(`^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$`)

// readDuration reads "P1D", "P2W" or "PT24H" and adds it.
func readDuration(from time.Time, s string) (time.Time, bool) {
	m := durationText.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	for i, unit := range []time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour, time.Minute, time.Second} {
		n, _ := strconv.Atoi(m[i+1]) // digits, or nothing
		from = from.Add(time.Duration(n) * unit)
	}
	return from, DateOf(from).valid()
}
