// Package hours is the desk's calendar: when it is staffed. It knows windows,
// holidays, closures and time zones, nothing of tickets.
//
// A window belongs to the day it begins on. A single day or a holiday replaces
// the windows that begin on its date, with what they have past midnight; what is
// left of a window that began the evening before stays. A closure takes the
// windows that begin on its days and every other minute of them, too.
package hours

import "slices"

// Hours is what the owner sets. The zero value means that no hours are set.
type Hours struct {
	Zone     string      `json:"zone,omitempty"`     // IANA name; "" is UTC
	Week     [7][]Window `json:"week"`               // by time.Weekday; a window past midnight belongs to the day it begins on
	Holidays string      `json:"holidays,omitempty"` // code of a region in Regions(), such as "DE-BY", "AT", "CH-ZH"; "" for none
	Days     []Day       `json:"days,omitempty"`     // single days typed in or imported: they replace week and holiday of that date
	Closures []Closure   `json:"closures,omitempty"` // spans of days without service: they win over everything
}

// Day is one date with windows of its own; without windows it is closed.
type Day struct {
	Date    Date     `json:"date"`
	Name    string   `json:"name,omitempty"`
	Windows []Window `json:"windows,omitempty"`
	Origin  string   `json:"origin,omitempty"` // "" typed in, FromFile imported
}

// FromFile is the Origin of a day that was imported.
const FromFile = "file"

// Closure is a span of days without service, both ends included.
type Closure struct {
	From Date   `json:"from"`
	To   Date   `json:"to"`
	Text string `json:"text,omitempty"` // told to visitors
}

// Set reports whether any opening time is set, in the week or on a single day.
func (h Hours) Set() bool {
	for _, windows := range h.Week {
		if len(windows) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(h.Days, func(d Day) bool { return len(d.Windows) > 0 })
}
