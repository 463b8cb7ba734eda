package widget

import (
	"slices"
	"strings"
	"sync"
	"time"

	"deskbell/handoff"
	"deskbell/templates/panel"
	"deskbell/words"
)

// zoneFor is the zone of a name, or else the desk's own.
func (s *Server) zoneFor(name string) *time.Location {
	if zone := handoff.VisitorZone(name); zone != nil {
		return zone
	}
	return s.Timing.Zone()
}

// timeZone is the zone that the visitor, or their browser, named; "" if it is not known.
func (v visit) timeZone() string {
	name := v.form.Get("time_zone")
	if now, ok := renamed[name]; ok {
		name = now
	}
	if handoff.VisitorZone(name) == nil {
		return ""
	}
	return name
}

// renamed are cities that browsers still call by the names of before.
var renamed = map[string]string{
	"America/Buenos_Aires": "America/Argentina/Buenos_Aires", "Asia/Calcutta": "Asia/Kolkata", "Asia/Katmandu": "Asia/Kathmandu",
	"Asia/Rangoon": "Asia/Yangon", "Asia/Saigon": "Asia/Ho_Chi_Minh", "Europe/Kiev": "Europe/Kyiv",
}

// zoneChoice says which clock times are meant by and offers others. Without windows the desk's
// clock is not spoken of: the visitor's own words are meant by theirs.
func (s *Server) zoneChoice(v visit, name string, windows bool) panel.Zone {
	z := panel.Zone{Known: name != "", Told: v.T("widget.call.zone_unknown")}
	if z.Known || windows {
		z.Told = v.T("widget.call.zone_told", "Zone", words.ZoneName(s.zoneFor(name)))
	}
	if !z.Known {
		z.Choice.Options = []panel.Option{{Label: v.T("widget.call.zone_none")}}
		if windows {
			z.Choice.Options[0].Label = s.zoneOption(v, s.Timing.Zone()).Label
		}
	}
	for _, area := range zones() {
		group := panel.OptionGroup{Label: v.T("widget.zones." + area.name)}
		for _, zone := range area.zones {
			group.Options = append(group.Options, s.zoneOption(v, zone))
		}
		z.Choice.Groups = append(z.Choice.Groups, group)
	}
	if z.Known && !choose(z.Choice.Groups, name) {
		own := s.zoneOption(v, handoff.VisitorZone(name))
		own.Chosen = true
		z.Choice.Options = append(z.Choice.Options, own)
	}
	return z
}

// zoneOption is a zone with the time there, by which people know their own.
func (s *Server) zoneOption(v visit, zone *time.Location) panel.Option {
	return panel.Option{
		Value: zone.String(),
		Label: v.T("widget.call.zone_option", "Zone", words.ZoneName(zone), "Clock", v.Clock(s.Now().In(zone))),
	}
}

func choose(groups []panel.OptionGroup, value string) bool {
	for _, g := range groups {
		if i := slices.IndexFunc(g.Options, func(o panel.Option) bool { return o.Value == value }); i >= 0 {
			g.Options[i].Chosen = true
			return true
		}
	}
	return false
}

// area is a part of the world and its zones.
type area struct {
	name  string
	zones []*time.Location
}

// zones are those to choose from: each clock that many people live by. A browser may
// name any other.
var zones = sync.OnceValue(func() []area {
	var all []area
	for line := range strings.Lines(zoneNames) {
		names := strings.Fields(line)
		one := area{name: names[0]}
		for _, name := range names[1:] {
			zone, err := time.LoadLocation(name)
			if err != nil {
				panic(err) // a test reads them all
			}
			one.zones = append(one.zones, zone)
		}
		all = append(all, one)
	}
	return all
})

const zoneNames = `europe Europe/Amsterdam Europe/Athens Europe/Belgrade Europe/Berlin Europe/Brussels Europe/Bucharest Europe/Budapest Atlantic/Canary Europe/Copenhagen Europe/Dublin Europe/Helsinki Europe/Istanbul Europe/Kyiv Europe/Lisbon Europe/London Europe/Luxembourg Europe/Madrid Europe/Moscow Europe/Oslo Europe/Paris Europe/Prague Atlantic/Reykjavik Europe/Riga Europe/Rome Europe/Sofia Europe/Stockholm Europe/Tallinn Europe/Vienna Europe/Vilnius Europe/Warsaw Europe/Zagreb Europe/Zurich
america America/Anchorage America/Argentina/Buenos_Aires America/Bogota America/Caracas America/Chicago America/Denver America/Halifax Pacific/Honolulu America/Lima America/Los_Angeles America/Mexico_City America/New_York America/Phoenix America/Santiago America/Sao_Paulo America/St_Johns America/Toronto America/Vancouver
africa Africa/Accra Africa/Addis_Ababa Africa/Algiers Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Kinshasa Africa/Lagos Africa/Nairobi Africa/Tunis
asia Asia/Almaty Asia/Baghdad Asia/Bangkok Asia/Colombo Asia/Dhaka Asia/Dubai Asia/Ho_Chi_Minh Asia/Hong_Kong Asia/Jakarta Asia/Jerusalem Asia/Kabul Asia/Karachi Asia/Kathmandu Asia/Kolkata Asia/Manila Asia/Riyadh Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Tashkent Asia/Tbilisi Asia/Tehran Asia/Tokyo Asia/Yangon
pacific Australia/Adelaide Pacific/Auckland Australia/Brisbane Australia/Darwin Pacific/Fiji Australia/Perth Australia/Sydney
`
