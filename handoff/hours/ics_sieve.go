package hours

import (
	"bytes"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"deskbell/internal/fault"
)

// icsFile is what counts of a calendar file: the lines of its events.
type icsFile struct {
	zone   *time.Location // that of times in UTC, if the file says so
	events [][]string
}

// mostLine is longer than any honest line of those we read. The parser's time for
// a line grows with the square of its length.
const mostLine = 4096

var icsNames = []string{"DTSTART", "DTEND", "DURATION", "SUMMARY", "STATUS", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID"}

// sieve keeps the lines that days off are read from, however deep, long or many
// the rest is.
func sieve(text []byte, mostEvents int) (icsFile, error) {
	file := icsFile{zone: time.UTC}
	var inside []string // the components the line lies in, from the outermost
	var complete bool
	for _, line := range unfold(text) {
		name, value := split(line)
		switch {
		case name == "BEGIN":
			if inside = append(inside, value); value == "VEVENT" {
				file.events = append(file.events, nil)
			}
			if inside[0] != "VCALENDAR" {
				return icsFile{}, fault.At("ics", "ics_invalid")
			}
			if len(file.events) > mostEvents || len(inside) > 1000 {
				return icsFile{}, fault.At("ics", "ics_too_many")
			}
		case len(inside) == 0:
			if strings.TrimSpace(line) != "" {
				return icsFile{}, fault.At("ics", "ics_invalid")
			}
		case name == "END":
			if value != inside[len(inside)-1] {
				return icsFile{}, fault.At("ics", "ics_invalid")
			}
			inside = inside[:len(inside)-1]
			complete = len(inside) == 0
		case name == "X-WR-TIMEZONE" && len(inside) == 1:
			file.zone, _ = LoadZone(strings.TrimSpace(value))
		case inside[len(inside)-1] == "VEVENT" && slices.Contains(icsNames, name):
			last := len(file.events) - 1
			file.events[last] = append(file.events[last], line)
		}
	}
	if !complete || len(inside) > 0 {
		return icsFile{}, fault.At("ics", "ics_invalid")
	}
	return file, nil
}

// unfold gives the lines as they were before they were broken; a file that is not
// UTF-8 is taken as one of an old Windows.
func unfold(text []byte) []string {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	text = bytes.ReplaceAll(text, []byte("\n "), nil)
	text = bytes.ReplaceAll(text, []byte("\n\t"), nil)
	if !utf8.Valid(text) {
		return strings.Split(fromWindows(text), "\n")
	}
	return strings.Split(string(text), "\n")
}

// split gives a line's name, and for one without parameters its value.
func split(line string) (name, value string) {
	end := strings.IndexAny(line, ":;")
	if end < 0 {
		return "", ""
	}
	name = strings.ToUpper(line[:end])
	if name == "BEGIN" || name == "END" {
		return name, strings.ToUpper(strings.TrimSpace(line[end+1:]))
	}
	return name, line[end+1:]
}
