package hours

import (
	"slices"
	"strings"
	"testing"
)

func TestEasterIsWhereTheChurchesHaveIt(t *testing.T) {
	for _, want := range []string{
		"2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21",
		"1818-03-22", "2008-03-23", "2038-04-25", "1954-04-18", "1981-04-19", "2049-04-18", "2076-04-19",
	} {
		if got := easterSunday(day(t, want).Year); got.String() != want {
			t.Errorf("Easter is on %s, want %s", got, want)
		}
	}
}

func TestEachRegionHasItsNumberOfHolidays(t *testing.T) {
	for code, want := range map[string]int{
		"DE-BW": 12, "DE-BY": 13, "DE-BE": 10, "DE-BB": 12, "DE-HB": 10, "DE-HH": 10, "DE-HE": 10, "DE-MV": 11,
		"DE-NI": 10, "DE-NW": 11, "DE-RP": 11, "DE-SL": 12, "DE-SN": 11, "DE-ST": 11, "DE-SH": 10, "DE-TH": 11,
		"AT":    13,
		"CH-AG": 9, "CH-AI": 11, "CH-AR": 7, "CH-BE": 9, "CH-BL": 9, "CH-BS": 9, "CH-FR": 9, "CH-GE": 9, "CH-GL": 10,
		"CH-GR": 8, "CH-JU": 13, "CH-LU": 13, "CH-NE": 7, "CH-NW": 10, "CH-OW": 10, "CH-SG": 9, "CH-SH": 9, "CH-SO": 8,
		"CH-SZ": 14, "CH-TG": 10, "CH-TI": 15, "CH-UR": 13, "CH-VD": 9, "CH-VS": 9, "CH-ZG": 9, "CH-ZH": 9,
	} {
		if got := len(HolidaysOf(code, 2026)); got != want {
			t.Errorf("%s has %d holidays in 2026, want %d", code, got, want)
		}
	}
}

func TestThereAre43Regions(t *testing.T) {
	all := Regions()
	count := map[string]int{}
	for _, r := range all {
		count[r.Country]++
		if r.Name == "" || len(HolidaysOf(r.Code, 2026)) == 0 || checkRegion(r.Code) != nil {
			t.Errorf("%+v", r)
		}
	}
	same(t, "regions", count, map[string]int{"DE": 16, "AT": 1, "CH": 26})
	for _, want := range []Region{{"DE-BY", "DE", "Bayern"}, {"AT", "AT", "Österreich"}, {"CH-ZH", "CH", "Zürich"}, {"CH-GE", "CH", "Genève"}} {
		if !slices.Contains(all, want) {
			t.Errorf("%+v is missing", want)
		}
	}
}

func TestEachRuleHoldsSomewhereAndNamesNothingElse(t *testing.T) {
	for _, c := range []country{germany, austria, switzerland} {
		for _, r := range c.rules {
			holds := 0
			for part := range c.parts {
				if r.holds(part) {
					holds++
				}
			}
			named := strings.Fields(strings.ReplaceAll(r.where, "-", " "))
			for _, part := range named {
				if c.parts[part] == "" {
					t.Errorf("%s: %s names %q", c.code, r.name, part)
				}
			}
			if holds != len(named) && holds != len(c.parts)-len(named) || holds == 0 {
				t.Errorf("%s: %s holds in %d parts: %q", c.code, r.name, holds, r.where)
			}
		}
	}
}

func TestAYearOfHolidays(t *testing.T) {
	list := func(code string, year int) (all []string) {
		for _, h := range HolidaysOf(code, year) {
			all = append(all, h.Date.String()[5:]+" "+h.Name)
		}
		return all
	}
	same(t, "Saxony", list("DE-SN", 2026), []string{
		"01-01 Neujahr", "04-03 Karfreitag", "04-06 Ostermontag", "05-01 Tag der Arbeit", "05-14 Christi Himmelfahrt",
		"05-25 Pfingstmontag", "10-03 Tag der Deutschen Einheit", "10-31 Reformationstag", "11-18 Buß- und Bettag",
		"12-25 1. Weihnachtstag", "12-26 2. Weihnachtstag",
	})
	same(t, "Austria", list("AT", 2027), []string{
		"01-01 Neujahr", "01-06 Heilige Drei Könige", "03-29 Ostermontag", "05-01 Staatsfeiertag", "05-06 Christi Himmelfahrt",
		"05-17 Pfingstmontag", "05-27 Fronleichnam", "08-15 Mariä Himmelfahrt", "10-26 Nationalfeiertag", "11-01 Allerheiligen",
		"12-08 Mariä Empfängnis", "12-25 Christtag", "12-26 Stefanitag",
	})
	same(t, "Geneva", list("CH-GE", 2026), []string{
		"01-01 Neujahr", "04-03 Karfreitag", "04-06 Ostermontag", "05-14 Auffahrt", "05-25 Pfingstmontag", "08-01 Bundesfeier",
		"09-10 Genfer Bettag", "12-25 Weihnachten", "12-31 Wiederherstellung der Republik",
	})
	same(t, "nowhere", list("XX", 2026), []string(nil))
	same(t, "too long ago", list("DE-BY", 1994), []string(nil))
}

func TestHolidaysThatCameWentOrMove(t *testing.T) {
	for _, c := range []struct {
		date, name   string
		yes, nowhere []string
	}{
		{"2017-10-31", "Reformationstag", []string{"DE-BW", "DE-BY", "DE-BE", "DE-NW", "DE-SN", "DE-HH"}, []string{"AT", "CH-ZH"}},
		{"2018-10-31", "Reformationstag", []string{"DE-HB", "DE-HH", "DE-NI", "DE-SH", "DE-BB", "DE-TH"}, []string{"DE-BE", "DE-BY", "DE-NW", "DE-HE"}},
		{"2016-10-31", "Reformationstag", []string{"DE-BB", "DE-MV", "DE-SN", "DE-ST", "DE-TH"}, []string{"DE-HB", "DE-HH", "DE-NI", "DE-SH"}},
		{"2020-05-08", "Tag der Befreiung", []string{"DE-BE"}, []string{"DE-BB"}},
		{"2025-05-08", "Tag der Befreiung", []string{"DE-BE"}, []string{"DE-MV"}},
		{"2026-05-08", "", nil, []string{"DE-BE"}},
		{"2028-06-17", "Jahrestag des Volksaufstandes", []string{"DE-BE"}, []string{"DE-BB"}},
		{"2027-06-17", "", nil, []string{"DE-BE"}},
		{"2018-03-08", "", nil, []string{"DE-BE", "DE-MV"}},
		{"2019-03-08", "Internationaler Frauentag", []string{"DE-BE"}, []string{"DE-MV"}},
		{"2023-03-08", "Internationaler Frauentag", []string{"DE-BE", "DE-MV"}, []string{"DE-BB"}},
		{"2018-09-20", "", nil, []string{"DE-TH"}},
		{"2019-09-20", "Weltkindertag", []string{"DE-TH"}, []string{"DE-SN"}},
		{"2027-11-17", "Buß- und Bettag", []string{"DE-SN"}, []string{"DE-BY"}},
		{"2028-11-22", "Buß- und Bettag", []string{"DE-SN"}, nil},
		{"2022-11-16", "Buß- und Bettag", []string{"DE-SN"}, nil},
		{"2026-04-05", "Ostersonntag", []string{"DE-BB"}, []string{"DE-BE"}},
		{"2026-05-24", "Pfingstsonntag", []string{"DE-BB"}, []string{"DE-SN"}},
		{"2026-06-04", "Fronleichnam", []string{"DE-BW", "DE-BY", "DE-HE", "DE-NW", "DE-RP", "DE-SL", "AT", "CH-LU"}, []string{"DE-SN", "DE-TH", "CH-ZH"}},
		{"2026-08-15", "Mariä Himmelfahrt", []string{"DE-BY", "DE-SL", "AT", "CH-TI"}, []string{"DE-BW"}},
		{"2026-01-06", "Heilige Drei Könige", []string{"DE-BW", "DE-BY", "DE-ST", "AT", "CH-UR"}, []string{"DE-SN", "CH-LU"}},
		{"2026-04-09", "Näfelser Fahrt", []string{"CH-GL"}, nil}, // 2 April is in Holy Week
		{"2027-04-01", "Näfelser Fahrt", []string{"CH-GL"}, nil},
		{"2026-09-21", "Bettagsmontag", []string{"CH-VD"}, []string{"CH-NE"}},
		{"2023-01-02", "Berchtoldstag", []string{"CH-NE", "CH-BE"}, []string{"CH-ZH"}}, // a Monday
		{"2026-01-02", "Berchtoldstag", []string{"CH-BE"}, []string{"CH-NE"}},
		{"2022-12-26", "Stephanstag", []string{"CH-NE", "CH-AI", "CH-ZH"}, []string{"CH-GE", "CH-VD"}}, // a Monday
		{"2023-12-26", "Stephanstag", []string{"CH-ZH"}, []string{"CH-AI", "CH-AR", "CH-UR", "CH-NE"}}, // a Tuesday
		{"2026-12-26", "Stephanstag", []string{"CH-ZH"}, []string{"CH-AI", "CH-AR", "CH-UR"}},          // a Saturday
		{"2025-12-26", "Stephanstag", []string{"CH-AI", "CH-AR", "CH-UR"}, []string{"CH-NE"}},
		{"2026-04-03", "Karfreitag", []string{"CH-ZH", "CH-GR", "DE-BY"}, []string{"CH-TI", "CH-VS", "AT"}},
	} {
		for _, code := range c.yes {
			if name, ok := holidayOn(code, day(t, c.date)); !ok || name != c.name {
				t.Errorf("%s in %s is %q, want %q", c.date, code, name, c.name)
			}
		}
		for _, code := range c.nowhere {
			if name, ok := holidayOn(code, day(t, c.date)); ok {
				t.Errorf("%s in %s is %q", c.date, code, name)
			}
		}
	}
}

func TestHolidaysComeInOrder(t *testing.T) {
	for _, r := range Regions() {
		for year := firstYear; year < 2100; year++ {
			all := HolidaysOf(r.Code, year)
			if !slices.IsSortedFunc(all, func(a, b Holiday) int { return a.Date.Compare(b.Date) }) {
				t.Errorf("%s %d: %v", r.Code, year, all)
			}
			for _, h := range all {
				if name, ok := holidayOn(r.Code, h.Date); !ok || h.Date.Year != year || !h.Date.valid() {
					t.Errorf("%s: %v, on its date %q", r.Code, h, name)
				}
			}
		}
	}
}
