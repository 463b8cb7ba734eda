package words

import (
	"testing"
	"time"
)

func TestAWindowInAListSaysDayAndTimes(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		lang, zone string
		from, to   time.Time
		want       string
	}{
		{"en", "Europe/Berlin", now.Add(time.Hour), now.Add(3 * time.Hour), "today, 14:00–16:00"},
		{"de", "Europe/Berlin", now.Add(time.Hour), now.Add(3 * time.Hour), "heute, 14:00–16:00 Uhr"},
		{"en", "Asia/Tokyo", now.Add(3 * time.Hour), now.Add(5 * time.Hour), "tomorrow, 00:00–02:00"},
		{"en", "Asia/Kolkata", now.Add(48 * time.Hour), now.Add(50 * time.Hour), "Tue 24 November, 17:30–19:30"},
		{"de", "UTC", now.Add(48 * time.Hour), now.Add(50 * time.Hour), "Di 24. November, 12:00–14:00 Uhr"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := In(c.lang).ShortWindow(c.from.In(zone), c.to.In(zone), now); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.lang, c.zone, got, c.want)
		}
	}
}

func TestALanguageIsNamedInItsOwnWords(t *testing.T) {
	for tag, want := range map[string]string{"de": "Deutsch", "pt-BR": "português", "tlh": "tlh", "zh": "简体中文", "zh-TW": "繁體中文", "zh-Hant": "繁體中文", "sr": "српски", "sr-Latn": "srpski", "no": "norsk", "iw": "עברית", "not a tag": "not a tag"} {
		if got := Tongue(tag); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}
