package words

import (
	"testing"
	"time"
)

func TestAWindowIsSaidOnBothClocks(t *testing.T) {
	from := time.Date(2026, 11, 23, 8, 30, 0, 0, time.UTC)
	zone := func(name string) *time.Location {
		if name == "" {
			return nil
		}
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	for _, c := range []struct {
		lang, desk, visitor string
		named               bool
		asOf                time.Time
		want                string
	}{
		{"en", "Europe/Berlin", "Europe/London", true, time.Time{}, "Monday, 23 November, 09:30–11:30 (your time: 08:30–10:30)"},
		{"de", "Europe/Berlin", "Europe/London", true, from, "heute, 09:30–11:30 Uhr (bei Ihnen: 08:30–10:30 Uhr)"},
		{"en", "Europe/Berlin", "Pacific/Honolulu", true, from, "today, 09:30–11:30 (your time: Sunday, 22 November, 22:30–Monday, 23 November, 00:30)"},
		{"en", "Europe/Berlin", "Europe/Paris", true, from, "today, 09:30–11:30"},
		{"en", "Europe/Berlin", "", true, from, "today, 09:30–11:30 (Berlin time)"},
		{"en", "Europe/Berlin", "", false, from, "today, 09:30–11:30"},
		{"en", "", "Europe/London", false, from, "today, 08:30–10:30 (UTC time)"},
	} {
		e := Expectation{Desk: zone(c.desk), Visitor: zone(c.visitor), NameIt: c.named, AsOf: c.asOf}
		if got := In(c.lang).WindowInZones("promise.zones", from, from.Add(2*time.Hour), e); got != c.want {
			t.Errorf("%+v\ngot  %q", c, got)
		}
	}
}
