package hours

import "time"

var germany = country{
	code: "DE",
	parts: map[string]string{
		"BW": "Baden-Württemberg", "BY": "Bayern", "BE": "Berlin", "BB": "Brandenburg", "HB": "Bremen", "HH": "Hamburg",
		"HE": "Hessen", "MV": "Mecklenburg-Vorpommern", "NI": "Niedersachsen", "NW": "Nordrhein-Westfalen",
		"RP": "Rheinland-Pfalz", "SL": "Saarland", "SN": "Sachsen", "ST": "Sachsen-Anhalt", "SH": "Schleswig-Holstein", "TH": "Thüringen",
	},
	rules: []rule{
		{name: "Neujahr", on: on(time.January, 1)},
		{name: "Heilige Drei Könige", on: on(time.January, 6), where: "BW BY ST"},
		{name: "Internationaler Frauentag", on: on(time.March, 8), where: "BE", since: 2019},
		{name: "Internationaler Frauentag", on: on(time.March, 8), where: "MV", since: 2023},
		{name: "Karfreitag", on: easter(-2)},
		{name: "Ostersonntag", on: easter(0), where: "BB"},
		{name: "Ostermontag", on: easter(1)},
		{name: "Tag der Arbeit", on: on(time.May, 1)},
		{name: "Tag der Befreiung", on: only(2020, time.May, 8), where: "BE"},
		{name: "Tag der Befreiung", on: only(2025, time.May, 8), where: "BE"},
		{name: "Christi Himmelfahrt", on: easter(39)},
		{name: "Pfingstsonntag", on: easter(49), where: "BB"},
		{name: "Pfingstmontag", on: easter(50)},
		{name: "Fronleichnam", on: easter(60), where: "BW BY HE NW RP SL"},
		{name: "Jahrestag des Volksaufstandes", on: only(2028, time.June, 17), where: "BE"},
		{name: "Mariä Himmelfahrt", on: on(time.August, 15), where: "BY SL"}, // in Bavaria: where most are Catholic, four of five municipalities
		{name: "Weltkindertag", on: on(time.September, 20), where: "TH", since: 2019},
		{name: "Tag der Deutschen Einheit", on: on(time.October, 3)},
		{name: "Reformationstag", on: on(time.October, 31), where: "BB MV SN ST TH"},
		{name: "Reformationstag", on: on(time.October, 31), where: "HB HH NI SH", since: 2018},
		{name: "Reformationstag", on: only(2017, time.October, 31), where: "-BB -MV -SN -ST -TH"}, // 500 years
		{name: "Allerheiligen", on: on(time.November, 1), where: "BW BY NW RP SL"},
		{name: "Buß- und Bettag", on: dayOfRepentance, where: "SN"},
		{name: "1. Weihnachtstag", on: on(time.December, 25)},
		{name: "2. Weihnachtstag", on: on(time.December, 26)},
	},
}

// dayOfRepentance is the Wednesday before 23 November.
func dayOfRepentance(year int, _ Date) Date {
	first := Date{year, time.November, 16}
	return first.Add((int(time.Wednesday-first.Weekday()) + 7) % 7)
}
