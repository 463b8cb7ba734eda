package hours

import "time"

// In Switzerland each canton has its own list, and in Aargau, Freiburg and
// Solothurn each district: there it is that of most people, in Aargau that of
// its capital. Half days, such as 1 May in Solothurn, are left out.
var switzerland = country{
	code: "CH",
	parts: map[string]string{
		"AG": "Aargau", "AI": "Appenzell Innerrhoden", "AR": "Appenzell Ausserrhoden", "BE": "Bern", "BL": "Basel-Landschaft",
		"BS": "Basel-Stadt", "FR": "Fribourg", "GE": "Genève", "GL": "Glarus", "GR": "Graubünden", "JU": "Jura", "LU": "Luzern",
		"NE": "Neuchâtel", "NW": "Nidwalden", "OW": "Obwalden", "SG": "St. Gallen", "SH": "Schaffhausen", "SO": "Solothurn",
		"SZ": "Schwyz", "TG": "Thurgau", "TI": "Ticino", "UR": "Uri", "VD": "Vaud", "VS": "Valais", "ZG": "Zug", "ZH": "Zürich",
	},
	rules: []rule{
		{name: "Neujahr", on: on(time.January, 1)},
		{name: "Berchtoldstag", on: on(time.January, 2), where: "AG BE JU LU TG VD"},
		{name: "Berchtoldstag", on: unless(time.January, 2, notMonday), where: "NE"},
		{name: "Heilige Drei Könige", on: on(time.January, 6), where: "SZ TI UR"},
		{name: "Jahrestag der Republik", on: on(time.March, 1), where: "NE"},
		{name: "Josefstag", on: on(time.March, 19), where: "NW SZ TI UR VS"},
		{name: "Karfreitag", on: easter(-2), where: "-TI -VS"},
		{name: "Ostermontag", on: easter(1), where: "-FR -NE -NW -OW -SO -VS -ZG"},
		{name: "Näfelser Fahrt", on: dayOfNaefels, where: "GL"},
		{name: "Tag der Arbeit", on: on(time.May, 1), where: "BL BS JU NE SH TG TI ZH"},
		{name: "Auffahrt", on: easter(39)},
		{name: "Pfingstmontag", on: easter(50), where: "-FR -NE -NW -OW -SO -VS -ZG"},
		{name: "Fronleichnam", on: easter(60), where: "AI FR JU LU NW OW SO SZ TI UR VS ZG"},
		{name: "Fest der Unabhängigkeit", on: on(time.June, 23), where: "JU"},
		{name: "Peter und Paul", on: on(time.June, 29), where: "TI"},
		{name: "Bundesfeier", on: on(time.August, 1)},
		{name: "Mariä Himmelfahrt", on: on(time.August, 15), where: "AI FR JU LU NW OW SO SZ TI UR VS ZG"},
		{name: "Genfer Bettag", on: weekday(1, time.Sunday, time.September, 4), where: "GE"},
		{name: "Bettagsmontag", on: weekday(3, time.Sunday, time.September, 1), where: "VD"},
		{name: "Bruderklausenfest", on: on(time.September, 25), where: "OW"},
		{name: "Allerheiligen", on: on(time.November, 1), where: "AI FR GL JU LU NW OW SG SO SZ TI UR VS ZG"},
		{name: "Mariä Empfängnis", on: on(time.December, 8), where: "AI FR LU NW OW SZ TI UR VS ZG"},
		{name: "Weihnachten", on: on(time.December, 25)},
		{name: "Stephanstag", on: on(time.December, 26), where: "AG BE BL BS GL GR LU SG SH SZ TG TI ZH"},
		{name: "Stephanstag", on: unless(time.December, 26, thirdSunday), where: "AI AR UR"},
		{name: "Stephanstag", on: unless(time.December, 26, notMonday), where: "NE"},
		{name: "Wiederherstellung der Republik", on: on(time.December, 31), where: "GE"},
	},
}

// dayOfNaefels is the first Thursday of April, a week later if that is in Holy Week.
func dayOfNaefels(year int, sunday Date) Date {
	thursday := weekday(1, time.Thursday, time.April, 0)(year, sunday)
	if thursday == sunday.Add(-3) {
		return thursday.Add(7)
	}
	return thursday
}

// thirdSunday is a Saturday or a Tuesday, on which the day after Christmas would
// make the third day of rest in a row.
func thirdSunday(w time.Weekday) bool { return w == time.Saturday || w == time.Tuesday }

// notMonday: Neuchâtel rests on the second day if the first was a Sunday.
func notMonday(w time.Weekday) bool { return w != time.Monday }
