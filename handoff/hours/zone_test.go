package hours

import (
	"strings"
	"testing"
	"time"

	"deskbell/internal/fault"
)

func TestZonesAreKnownByTheirPlainNames(t *testing.T) {
	for _, name := range []string{
		"Europe/Berlin", "America/Argentina/ComodRivadavia", "America/Port-au-Prince", "America/North_Dakota/New_Salem",
		"Etc/GMT+5", "EST5EDT", "W-SU", "GMT0", "UTC", "",
	} {
		if zone, err := LoadZone(name); err != nil || name != "" && zone.String() != name {
			t.Errorf("%q: %v, %v", name, zone, err)
		}
	}
}

// The files of a machine go by other names, too. They mean something else, or nothing, on the next machine and in a browser.
func TestOtherNamesOfZonesAreRefused(t *testing.T) {
	for _, name := range []string{
		"Local", "localtime", "posixrules", "posix/Europe/Berlin", "right/Europe/Berlin", "Europe//Berlin", "./Europe/Berlin",
		"Europe/./Berlin", "Europe/" + strings.Repeat("./", 1000) + "Berlin", "../../etc/passwd", "/etc/passwd", "Europe", "Mars/Olympus",
		"UTC\x00", " UTC", "+02:00", "tzdata.zi",
	} {
		if zone, err := LoadZone(name); !fault.HasCode(err, "zone_unknown") || zone != time.UTC {
			t.Errorf("%q: %v, %v", name, zone, err)
		}
	}
}
