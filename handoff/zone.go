package handoff

import (
	"os"
	"strings"
	"sync"
	"time"

	"deskbell/handoff/hours"
)

// serverZone is the IANA name of the zone that this machine keeps, "UTC" if it does not say.
var serverZone = sync.OnceValue(func() string {
	link, _ := os.Readlink("/etc/localtime") // a machine without one keeps UTC
	return zoneName(os.Getenv("TZ"), link)
})

// zoneName reads a zone from the environment or from where the machine's clock leads to, as the time
// package does; it keeps the name, which that package forgets.
func zoneName(env, link string) string {
	_, linked, _ := strings.Cut(link, "zoneinfo/")
	for _, name := range []string{strings.TrimPrefix(env, ":"), linked} {
		if _, err := hours.LoadZone(name); err == nil && name != "" {
			return name
		}
	}
	return "UTC"
}

// VisitorZone is the zone of a name that a visitor, or their browser, gave; nil where it is not known.
func VisitorZone(name string) *time.Location {
	zone, err := hours.LoadZone(name)
	if name == "" || err != nil {
		return nil
	}
	return zone
}

// Zone is the visitor's, nil where it is not known.
func (t Ticket) Zone() *time.Location { return VisitorZone(t.TimeZone) }
