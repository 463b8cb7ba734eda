package admin

import (
	_ "embed"
	"strings"
)

// zoneNames are the time zones that are offered: those that tzdata has for a place in a country
// (its zone.tab), and UTC. Every other name that the system knows is taken, too.
var zoneNames = strings.Fields(zonesText)

//go:embed zones.txt
var zonesText string
