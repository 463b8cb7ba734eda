package words

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"golang.org/x/text/feature/plural"
)

// clock is how a language writes times of day and numbers. The zero value is 24 hours as "09:05", in the digits 0 to 9.
type clock struct {
	am, pm string // with 12 hours
	before bool   // they stand before the time
	bare   bool   // no zero before a single digit of the hour
	point  bool   // between hours and minutes, where others have a colon
	digits string // CLDR's name for digits that are not 0 to 9
	zero   rune   // of these
}

// clocks are those that differ, after CLDR 48: the short form of the time and the usual digits of each language where most of its
// readers live. Persian and Bengali are written in digits of their own; Arabic is not, since its digits differ by country and all
// readers know these. Hindi and Urdu keep 24 hours although half days are usual there, too: CLDR marks them with English letters, which
// do not go with the word for "o'clock" that their sentences have.
var clocks = map[string]clock{
	"ar":      {am: "ص", pm: "م"},
	"bg":      {bare: true},
	"bn":      {am: "AM", pm: "PM", digits: "beng", zero: '০'},
	"cs":      {bare: true},
	"da":      {point: true},
	"el":      {am: "π.μ.", pm: "μ.μ."},
	"es":      {bare: true},
	"fa":      {bare: true, digits: "arabext", zero: '۰'},
	"fi":      {bare: true, point: true},
	"he":      {bare: true},
	"hu":      {bare: true},
	"id":      {point: true},
	"ja":      {bare: true},
	"ko":      {am: "오전\u00a0", pm: "오후\u00a0", before: true},
	"sk":      {bare: true},
	"zh-Hant": {am: "上午", pm: "下午", before: true},
}

var (
	capitals = clock{am: "AM", pm: "PM"}
	smalls   = clock{am: "am", pm: "pm"}
)

// englishClocks are those of countries where English is written with 12 hours. English without a country keeps 24: that is what
// most of Europe reads.
var englishClocks = map[string]clock{
	"US": capitals, "PR": capitals, "GU": capitals, "VI": capitals, "AS": capitals, "MP": capitals, "PH": capitals,
	"CA": {am: "a.m.", pm: "p.m."},
	"AU": smalls, "NZ": smalls, "IN": smalls, "PK": smalls, "BD": smalls, "SG": smalls, "MY": smalls, "HK": smalls, "JM": smalls, "TT": smalls,
}

// american are the countries that write the month before the day.
var american = map[string]bool{"US": true, "PR": true, "GU": true, "VI": true, "AS": true, "MP": true, "PH": true}

// time is the time of day of at, without words around it.
func (t *Translator) time(at time.Time) string {
	c, hour := t.clock, at.Hour()
	if c.am != "" {
		return c.half(hour, at.Minute())
	}
	layout := "%02d:%02d"
	if c.bare {
		layout = "%d:%02d"
	}
	if c.point {
		layout = strings.Replace(layout, ":", ".", 1)
	}
	return c.write(fmt.Sprintf(layout, hour, at.Minute()))
}

const noBreak = "\u00a0"

// half is a time by a clock of 12 hours.
func (c clock) half(hour, minute int) string {
	mark := c.am
	if hour >= 12 {
		mark = c.pm
	}
	said := c.write(fmt.Sprintf("%d:%02d", (hour+11)%12+1, minute))
	if c.before {
		return mark + said
	}
	return said + noBreak + mark
}

// write puts the digits of a number or a time into those of the language. Numbers in our texts stay below ten
// thousand: they are read without marks between thousands.
func (c clock) write(number string) string {
	if c.zero == 0 {
		return number
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return c.zero + r - '0'
		}
		return r
	}, number)
}

// digitsOf are texts with their numbers in the digits of the language, as all that is put into them has. A German law and a phone
// number are quoted as they are.
func (c clock) digitsOf(texts map[string]text) map[string]text {
	if c.zero == 0 {
		return texts
	}
	for _, said := range texts {
		for form, sentence := range said {
			if !strings.ContainsAny(sentence, "§+") {
				said[form] = c.write(sentence)
			}
		}
	}
	return texts
}

// Marks of Unicode that keep what is between them in one direction, whatever is around it.
const (
	leftToRight  = "\u2066"
	ownDirection = "\u2068" // that of its first letter
	endOfThat    = "\u2069"
)

var dashed = regexp.MustCompile(`{{\.From}}[ \x{a0}–—-]*{{\.To}}`)

// span puts the two ends of a span of time into a text. Where it is written from right to left with a dash between two times,
// the dash would let the later one stand first for eyes that read clock times from the left, as everywhere: such a span keeps
// its direction. A text that joins them by words needs nothing.
func (t *Translator) span(key, from, to string, args ...any) string {
	found, by, ok := t.find(key)
	if !ok {
		return key
	}
	text := found[plural.Other]
	if t.Dir() == "rtl" {
		text = dashed.ReplaceAllStringFunc(text, func(span string) string { return leftToRight + span + endOfThat })
	}
	return by.fill(text, append(args, "From", from, "To", to))
}

// Locale is how a browser writes dates and times as t does: the language, the reader's region, and by name the calendar, the clock
// and the digits, as some browsers have others of their own.
func (t *Translator) Locale() string {
	tag, hours, digits := t.lang, "h23", "latn"
	if t.region != "" {
		tag += "-" + t.region
	}
	if t.clock.am != "" {
		hours = "h12"
	}
	if t.clock.zero != 0 {
		digits = t.clock.digits
	}
	return tag + "-u-ca-gregory-hc-" + hours + "-nu-" + digits
}
