package handoff

import "testing"

func TestANewDeskKeepsTheMachinesZone(t *testing.T) {
	for _, c := range []struct{ env, link, want string }{
		{"", "", "UTC"},
		{"", "/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"},
		{"Asia/Tokyo", "/usr/share/zoneinfo/Europe/Berlin", "Asia/Tokyo"},
		{":Asia/Tokyo", "", "Asia/Tokyo"},
		{"Mars/Olympus", "../usr/share/zoneinfo/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"},
		{"Local", "/etc/elsewhere", "UTC"},
		{"", "/usr/share/zoneinfo/posix/Europe/Berlin", "UTC"},
	} {
		if got := zoneName(c.env, c.link); got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}
