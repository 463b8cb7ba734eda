package agenda

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	ical "github.com/emersion/go-ical"
)

// unfolded joins the lines that were broken for their length.
func unfolded(file []byte) []byte { return bytes.ReplaceAll(file, []byte("\r\n "), nil) }

// validate holds a calendar against RFC 5545, section by section, without the library that wrote it.
func validate(t *testing.T, file []byte) {
	t.Helper()
	for _, problem := range problems(file) {
		t.Errorf("%s in:\n%s", problem, file)
	}
	if err := ical.NewEncoder(new(bytes.Buffer)).Encode(decoded(t, file)); err != nil { // which checks what a component needs
		t.Errorf("%v in:\n%s", err, file)
	}
}

func decoded(t *testing.T, file []byte) *ical.Calendar {
	t.Helper()
	c, err := ical.NewDecoder(bytes.NewReader(file)).Decode()
	if err != nil {
		t.Fatalf("%v in:\n%s", err, file)
	}
	return c
}

func problems(file []byte) (all []string) {
	find := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if !utf8.Valid(file) {
		find("not UTF-8")
	}
	if !bytes.HasSuffix(file, []byte("END:VCALENDAR\r\n")) {
		find("the last line has no end")
	}
	for line := range strings.SplitSeq(string(file), "\r\n") {
		if len(line) > 75 {
			find("3.1: %d octets in %q", len(line), line)
		}
		if !utf8.ValidString(line) {
			find("3.1: a character is broken in %q", line)
		}
		if strings.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }) {
			find("3.1: a control character in %q", line)
		}
	}
	return append(all, misplaced(string(unfolded(file)))...)
}

// misplaced are the problems of the content lines, one under the other.
func misplaced(text string) (all []string) {
	find := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	var open []string
	uids := map[string]bool{}
	props := [][]string{nil}
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		name, params, value, ok := split(line)
		switch {
		case !ok:
			find("3.1: no content line: %q", line)
		case name == "BEGIN":
			open, props = append(open, value), append(props, nil)
		case name == "END":
			if len(open) == 0 || open[len(open)-1] != value {
				find("3.6: END of %s, open are %v", value, open)
				return all
			}
			all = append(all, missing(value, props[len(props)-1])...)
			open, props = open[:len(open)-1], props[:len(props)-1]
		case name == "UID" && uids[value]:
			find("3.8.4.7: UID %s twice", value)
		default:
			uids[value] = uids[value] || name == "UID"
			props[len(props)-1] = append(props[len(props)-1], name)
			all = append(all, wrongValue(name, params, value)...)
		}
	}
	if len(open) > 0 {
		find("3.6: %v stay open", open)
	}
	return all
}

var contentLine = regexp.MustCompile(`^([A-Z-]+)((?:;[A-Z-]+=[A-Z]+)*):(.*)$`)

func split(line string) (name, params, value string, ok bool) {
	parts := contentLine.FindStringSubmatch(line)
	if parts == nil {
		return "", "", "", false
	}
	return parts[1], parts[2], parts[3], true
}

// allowed are the properties that a component of ours has. Another one was smuggled in.
var allowed = map[string]struct{ needs, may []string }{
	"VCALENDAR": {[]string{"PRODID", "VERSION", "METHOD"}, []string{"CALSCALE", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}},
	"VEVENT": {
		[]string{"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "LAST-MODIFIED", "CREATED", "DESCRIPTION", "URL", "TRANSP"},
		[]string{"CLASS"},
	},
	"VALARM":    {[]string{"ACTION", "TRIGGER", "DESCRIPTION"}, nil},
	"VTIMEZONE": {[]string{"TZID"}, nil},
	"STANDARD":  {[]string{"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}, nil},
}

func missing(component string, props []string) (all []string) {
	rule, ok := allowed[component]
	if !ok {
		return []string{"a component " + component}
	}
	for _, need := range rule.needs {
		if !slices.Contains(props, need) {
			all = append(all, component+" has no "+need)
		}
	}
	for i, name := range props {
		if !slices.Contains(rule.needs, name) && !slices.Contains(rule.may, name) {
			all = append(all, component+" has a "+name)
		}
		if slices.Contains(props[:i], name) {
			all = append(all, component+" has "+name+" twice")
		}
	}
	return all
}

var (
	utc      = regexp.MustCompile(`^\d{8}T\d{6}Z$`)
	local    = regexp.MustCompile(`^\d{8}T\d{6}$`)
	duration = regexp.MustCompile(`^-?PT\d+M$`)
	number   = regexp.MustCompile(`^\d{1,9}$`)
	address  = regexp.MustCompile(`^https?://[!-~]+$`)
	// escaped text: 3.3.11 lets no bare comma, semicolon or backslash through.
	escaped = regexp.MustCompile(`^(?:[^\\;,]|\\[\\;,nN])*$`)
)

func wrongValue(name, params, value string) []string {
	shape := escaped
	switch name {
	case "DTSTAMP", "DTEND", "CREATED", "LAST-MODIFIED":
		shape = utc
	case "DTSTART":
		if shape = utc; value == "19700101T000000" {
			shape = local
		}
	case "TRIGGER", "REFRESH-INTERVAL", "X-PUBLISHED-TTL":
		shape = duration
	case "SEQUENCE":
		shape = number
	case "URL":
		shape = address
	}
	if !shape.MatchString(value) || params != "" && name+params != "REFRESH-INTERVAL;VALUE=DURATION" {
		return []string{fmt.Sprintf("%s%s cannot be %q", name, params, value)}
	}
	return nil
}

// event is what two readers agree on.
type event struct {
	uid, summary, description, url string
	from, to, changed              time.Time
	sequence                       int
	alarm                          time.Duration
}

// readEvent reads the one event of a calendar by two libraries, and fails where they differ.
func readEvent(t *testing.T, file []byte) event {
	t.Helper()
	ours, theirs := byGolangICal(t, file), byGoICal(t, file)
	if ours != theirs {
		t.Errorf("golang-ical reads %+v\ngo-ical reads     %+v", ours, theirs)
	}
	return theirs
}

func byGolangICal(t *testing.T, file []byte) (e event) {
	t.Helper()
	c, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil || len(c.Events()) != 1 {
		t.Fatalf("%v in:\n%s", err, file)
	}
	from := c.Events()[0]
	text := func(p ics.ComponentProperty) string { return from.GetProperty(p).Value }
	e.uid, e.summary, e.description, e.url = from.Id(), text(ics.ComponentPropertySummary), text(ics.ComponentPropertyDescription), text(ics.ComponentPropertyUrl)
	_, scanErr := fmt.Sscan(text(ics.ComponentPropertySequence), &e.sequence)
	var errs [3]error
	e.from, errs[0] = from.GetStartAt()
	e.to, errs[1] = from.GetEndAt()
	e.changed, errs[2] = from.GetLastModifiedAt()
	for _, err := range append(errs[:], scanErr) {
		if err != nil {
			t.Fatalf("%v in:\n%s", err, file)
		}
	}
	for _, a := range from.Alarms() {
		e.alarm = triggered(t, a.GetProperty(ics.ComponentPropertyTrigger).Value)
	}
	return e
}

func triggered(t *testing.T, value string) time.Duration {
	t.Helper()
	d, err := (&ical.Prop{Name: ical.PropTrigger, Value: value}).Duration()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func byGoICal(t *testing.T, file []byte) (e event) {
	t.Helper()
	events := decoded(t, file).Events()
	if len(events) != 1 {
		t.Fatalf("%d events in:\n%s", len(events), file)
	}
	props := events[0].Props
	var errs [8]error
	e.uid, errs[0] = props.Text(ical.PropUID)
	e.summary, errs[1] = props.Text(ical.PropSummary)
	e.description, errs[2] = props.Text(ical.PropDescription)
	e.url = props.Get(ical.PropURL).Value
	e.from, errs[3] = events[0].DateTimeStart(time.UTC)
	e.to, errs[4] = events[0].DateTimeEnd(time.UTC)
	e.changed, errs[5] = props.DateTime(ical.PropLastModified, time.UTC)
	e.sequence, errs[6] = props.Get(ical.PropSequence).Int()
	for _, child := range events[0].Children {
		e.alarm, errs[7] = child.Props.Get(ical.PropTrigger).Duration()
	}
	for _, err := range errs {
		if err != nil {
			t.Fatalf("%v in:\n%s", err, file)
		}
	}
	return e
}
