package hours

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"deskbell/internal/fault"
)

// Region is a country or a part of it that has holidays of its own.
type Region struct {
	Code    string // "DE-BY"
	Country string // "DE", "AT", "CH"
	Name    string // as it calls itself: "Bayern", "Genève"
}

// Holiday is a day off by law.
type Holiday struct {
	Date Date
	Name string // in German
}

// firstYear is the first one whose holidays are known; German law changed in 1995.
const firstYear = 1995

// Regions are the regions whose holidays are known, by country and name.
func Regions() []Region { return slices.Clone(regions) }

// HolidaysOf are a region's holidays in a year, in order: the whole days off by
// law in all of the region, or for most of its people. What is only a custom, or
// law in single places, is for the owner to add as a day. There are none before
// 1995 and for a region that is not known.
//
// They are computed here because the library for it, rickar/cal v2.1, differs for
// four German states and seventeen cantons: it lacks the days of single years and
// the first years of new ones, Frauentag in Mecklenburg, Mariä Himmelfahrt in
// Bavaria, Easter Sunday in Brandenburg, and what a canton has alone.
func HolidaysOf(region string, year int) []Holiday {
	var all []Holiday
	for _, r := range rulesOf(region) {
		if d, ok := r.in(year, easterSunday(year)); ok {
			all = append(all, Holiday{d, r.name})
		}
	}
	slices.SortStableFunc(all, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return all
}

func holidayOn(region string, d Date) (name string, ok bool) {
	easter := easterSunday(d.Year)
	for _, r := range rulesOf(region) {
		if on, ok := r.in(d.Year, easter); ok && on == d {
			return r.name, true
		}
	}
	return "", false
}

func checkRegion(code string) error {
	if code != "" && len(rulesOf(code)) == 0 {
		return fault.At("holidays", "region_unknown")
	}
	return nil
}

// rule says when a holiday is and where.
type rule struct {
	name  string
	on    func(year int, easter Date) Date
	where string // the parts of the country; "" for all, "-TI -VS" for all but these
	since int    // the first year; 0 for as long as we know
}

func (r rule) in(year int, easter Date) (Date, bool) {
	if year < max(firstYear, r.since) || year > 9999 {
		return Date{}, false
	}
	d := r.on(year, easter)
	return d, d != Date{}
}

func (r rule) holds(part string) bool {
	if strings.HasPrefix(r.where, "-") || r.where == "" {
		return !slices.Contains(strings.Fields(r.where), "-"+part)
	}
	return slices.Contains(strings.Fields(r.where), part)
}

func rulesOf(region string) []rule { return rulesByRegion[region] }

var (
	regions       = slices.Concat(austria.regions(), switzerland.regions(), germany.regions())
	rulesByRegion = func() map[string][]rule {
		all := map[string][]rule{}
		for _, c := range []country{austria, switzerland, germany} {
			for _, r := range c.regions() {
				part := strings.TrimPrefix(strings.TrimPrefix(r.Code, c.code), "-")
				all[r.Code] = slices.DeleteFunc(slices.Clone(c.rules), func(r rule) bool { return !r.holds(part) })
			}
		}
		return all
	}()
)

// country is its parts by code, and what holds there.
type country struct {
	code  string
	parts map[string]string // "" is the whole country
	rules []rule
}

func (c country) regions() []Region {
	var all []Region
	for part, name := range c.parts {
		all = append(all, Region{strings.TrimSuffix(c.code+"-"+part, "-"), c.code, name})
	}
	slices.SortFunc(all, func(a, b Region) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// on is the same day each year.
func on(m time.Month, day int) func(int, Date) Date {
	return func(year int, _ Date) Date { return Date{year, m, day} }
}

// only is a day of a single year.
func only(y int, m time.Month, day int) func(int, Date) Date {
	return func(year int, _ Date) Date {
		if year != y {
			return Date{}
		}
		return Date{y, m, day}
	}
}

// unless is the same day each year but where it falls on such a weekday.
func unless(m time.Month, day int, such func(time.Weekday) bool) func(int, Date) Date {
	return func(year int, _ Date) Date {
		if d := (Date{year, m, day}); !such(d.Weekday()) {
			return d
		}
		return Date{}
	}
}

// easter is so many days from Easter Sunday.
func easter(days int) func(int, Date) Date {
	return func(_ int, sunday Date) Date { return sunday.Add(days) }
}

// weekday is the nth such weekday of a month, and some days more.
func weekday(n int, w time.Weekday, m time.Month, more int) func(int, Date) Date {
	return func(year int, _ Date) Date {
		first := Date{year, m, 1}
		return first.Add((int(w-first.Weekday())+7)%7 + 7*(n-1) + more)
	}
}

// easterSunday is reckoned as Gauss did, with Lichtenberg's correction: the full
// moon of spring, then the Sunday after it, both as days of March.
func easterSunday(year int) Date {
	century := year / 100
	moon := 15 + (3*century+3)/4 - (8*century+13)/25
	sun := 2 - (3*century+3)/4
	golden := year % 19
	age := (19*golden + moon) % 30
	full := 21 + age - (age+golden/11)/29
	sunday := 7 - (year+year/4+sun)%7
	return Date{year, time.March, full + 7 - (full-sunday)%7}.Add(0)
}
