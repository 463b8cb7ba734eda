package hours

import "time"

// Austria has the same holidays everywhere; a state's patron closes offices and
// schools only.
var austria = country{
	code:  "AT",
	parts: map[string]string{"": "Österreich"},
	rules: []rule{
		{name: "Neujahr", on: on(time.January, 1)},
		{name: "Heilige Drei Könige", on: on(time.January, 6)},
		{name: "Ostermontag", on: easter(1)},
		{name: "Staatsfeiertag", on: on(time.May, 1)},
		{name: "Christi Himmelfahrt", on: easter(39)},
		{name: "Pfingstmontag", on: easter(50)},
		{name: "Fronleichnam", on: easter(60)},
		{name: "Mariä Himmelfahrt", on: on(time.August, 15)},
		{name: "Nationalfeiertag", on: on(time.October, 26)},
		{name: "Allerheiligen", on: on(time.November, 1)},
		{name: "Mariä Empfängnis", on: on(time.December, 8)},
		{name: "Christtag", on: on(time.December, 25)},
		{name: "Stefanitag", on: on(time.December, 26)},
	},
}
