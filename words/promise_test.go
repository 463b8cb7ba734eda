package words

import (
	"testing"
	"time"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// Promise 7: what a visitor reads about the time of the reply, word for word.
func TestPromise7_TheSentence(t *testing.T) {
	berlin, london, tokyo := zone(t, "Europe/Berlin"), zone(t, "Europe/London"), zone(t, "Asia/Tokyo")
	now := time.Date(2026, 11, 23, 20, 0, 0, 0, berlin) // a Monday evening
	tomorrow := time.Date(2026, 11, 24, 9, 30, 0, 0, berlin)
	for _, c := range []struct {
		name   string
		told   Expectation
		en, de string
	}{
		{
			"nothing known",
			Expectation{AsOf: now, Desk: berlin},
			"A person will read it and answer as soon as possible.",
			"Ein Mensch liest es und antwortet so bald wie möglich.",
		},
		{
			"too little history",
			Expectation{Opens: tomorrow, AsOf: now, Desk: berlin},
			"A person will answer when we are next open: tomorrow, 09:30.",
			"Ein Mensch antwortet, wenn wir wieder da sind: morgen, 09:30 Uhr.",
		},
		{
			"measured",
			Expectation{By: tomorrow, Usual: 100 * time.Minute, Hours: true, AsOf: now, Desk: berlin},
			"You can expect an answer by tomorrow, 09:30. Usually we answer within 2 hours of our opening time.",
			"Mit einer Antwort können Sie rechnen bis: morgen, 09:30 Uhr. Meist antworten wir innerhalb von 2 Stunden unserer Öffnungszeit.",
		},
		{
			"without hours",
			Expectation{By: tomorrow, Usual: time.Hour, AsOf: now, Desk: berlin},
			"You can expect an answer by tomorrow, 09:30. Usually we answer within one hour.",
			"Mit einer Antwort können Sie rechnen bis: morgen, 09:30 Uhr. Meist antworten wir innerhalb von einer Stunde.",
		},
		{
			"minutes",
			Expectation{By: now.Add(time.Hour), Usual: 11 * time.Minute, AsOf: now, Desk: berlin},
			"You can expect an answer by today, 21:00. Usually we answer within 20 minutes.",
			"Mit einer Antwort können Sie rechnen bis: heute, 21:00 Uhr. Meist antworten wir innerhalb von 20 Minuten.",
		},
		{
			"the visitor an hour behind",
			Expectation{By: tomorrow, AsOf: now, Desk: berlin, Visitor: london},
			"You can expect an answer by tomorrow, 09:30 (your time: 08:30).",
			"Mit einer Antwort können Sie rechnen bis: morgen, 09:30 Uhr (bei Ihnen: 08:30 Uhr).",
		},
		{
			"the visitor's day is another",
			Expectation{By: tomorrow.Add(8 * time.Hour), AsOf: now, Desk: berlin, Visitor: tokyo},
			"You can expect an answer by tomorrow, 17:30 (your time: Wednesday, 25 November, 01:30).",
			"Mit einer Antwort können Sie rechnen bis: morgen, 17:30 Uhr (bei Ihnen: Mittwoch, 25. November, 01:30 Uhr).",
		},
		{
			"the same clock by another name",
			Expectation{By: tomorrow, AsOf: now, Desk: berlin, Visitor: zone(t, "Europe/Vienna")},
			"You can expect an answer by tomorrow, 09:30.",
			"Mit einer Antwort können Sie rechnen bis: morgen, 09:30 Uhr.",
		},
		{
			"perhaps from abroad",
			Expectation{By: tomorrow, AsOf: now, Desk: berlin, NameIt: true},
			"You can expect an answer by tomorrow, 09:30 (Berlin time).",
			"Mit einer Antwort können Sie rechnen bis: morgen, 09:30 Uhr (Ortszeit Berlin).",
		},
		{
			"in a letter, read days later",
			Expectation{By: tomorrow, Desk: berlin},
			"You can expect an answer by Tuesday, 24 November, 09:30.",
			"Mit einer Antwort können Sie rechnen bis: Dienstag, 24. November, 09:30 Uhr.",
		},
		{
			"next year",
			Expectation{Opens: time.Date(2027, 1, 4, 9, 0, 0, 0, berlin), AsOf: now, Desk: berlin},
			"A person will answer when we are next open: Monday, 4 January 2027, 09:00.",
			"Ein Mensch antwortet, wenn wir wieder da sind: Montag, 4. Januar 2027, 09:00 Uhr.",
		},
		{
			"no zone known",
			Expectation{By: time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC)},
			"You can expect an answer by Tuesday, 24 November, 09:30 (UTC time).",
			"Mit einer Antwort können Sie rechnen bis: Dienstag, 24. November, 09:30 Uhr (Ortszeit UTC).",
		},
	} {
		if got := In("en").Expect(c.told); got != c.en {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.en)
		}
		if got := In("de").Expect(c.told); got != c.de {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.de)
		}
	}
}

func TestTodayAndTomorrowAreThoseOfTheZone(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	late := time.Date(2026, 11, 23, 23, 30, 0, 0, berlin)
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{late.Add(10 * time.Minute), "today"},
		{late.Add(time.Hour), "tomorrow"},
		{late.Add(-time.Hour), "today"},
		{late.Add(25 * time.Hour), "Wednesday, 25 November"},
		{late.Add(-24 * time.Hour), "Sunday, 22 November"},
	} {
		if got := In("en").Day(c.at, late.UTC()); got != c.want {
			t.Errorf("%v: %s, want %s", c.at, got, c.want)
		}
	}
	// A day of 25 hours is one day.
	before := time.Date(2026, 10, 24, 12, 0, 0, 0, berlin)
	if got := In("en").Day(before.Add(25*time.Hour), before); got != "tomorrow" {
		t.Errorf("over the change of the clock: %s", got)
	}
}

func TestAWindowIsSaidWithItsDay(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, berlin)
	day := func(d, hour int) time.Time { return time.Date(2026, 11, d, hour, 0, 0, 0, berlin) }
	for _, c := range []struct {
		from, to time.Time
		want     string
	}{
		{day(23, 9), day(23, 11), "today, 09:00–11:00"},
		{day(24, 14), day(24, 16), "tomorrow, 14:00–16:00"},
		{day(27, 22), day(28, 0), "Friday, 27 November, 22:00–00:00"},
		{day(27, 23), day(28, 1), "Friday, 27 November, 23:00–Saturday, 28 November, 01:00"},
	} {
		if got := In("en").Window(c.from, c.to, now); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
