package hours

import (
	"regexp"
	"time"

	"deskbell/internal/fault"
)

// zoneName is what IANA names look like. By other names a machine has its files of zones, too: "localtime",
// "right/Europe/Berlin", "Europe/./Berlin". They mean something else on the next machine, and nothing to a browser.
var zoneName = regexp.MustCompile(`^[A-Z][A-Za-z0-9_+-]{1,31}(/[A-Z][A-Za-z0-9_+-]{1,31}){0,2}$`)

// LoadZone is the zone of an IANA name, "" for UTC. UTC comes with an error if there is none.
func LoadZone(name string) (*time.Location, error) {
	if name != "" && (name == "Local" || !zoneName.MatchString(name)) {
		return time.UTC, fault.At("zone", "zone_unknown")
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC, fault.At("zone", "zone_unknown")
	}
	return zone, nil
}
