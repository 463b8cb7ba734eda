package mail

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
	"deskbell/words"
)

// flat is a text without the line breaks of a mail.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// readAt is the text of a letter from a desk in that zone.
func readAt(t *testing.T, p handoff.Parcel, desk *time.Location) string {
	t.Helper()
	config := testConfig(t, startTLS)
	config.Desk = func(context.Context) (Desk, error) { return Desk{Zone: desk, Hours: true}, nil }
	return flat(written(t, New(config), p).text)
}

func TestAPromiseIsToldOnBothClocks(t *testing.T) {
	for _, c := range []struct {
		desk    *time.Location
		visitor string
		want    string
	}{
		{berlin, "Europe/London", "by Monday, 23 November, 10:30 (your time: 09:30)."},
		{berlin, "Asia/Tokyo", "by Monday, 23 November, 10:30 (your time: 18:30)."},
		{berlin, "Pacific/Auckland", "by Monday, 23 November, 10:30 (your time: 22:30)."},
		{berlin, "Pacific/Kiritimati", "by Monday, 23 November, 10:30 (your time: 23:30)."},
		{mustZone("America/New_York"), "Pacific/Kiritimati", "by Monday, 23 November, 04:30 (your time: 23:30)."},
		{mustZone("Pacific/Honolulu"), "Europe/Berlin", "by Sunday, 22 November, 23:30 (your time: Monday, 23 November, 10:30)."},
		{berlin, "Europe/Paris", "by Monday, 23 November, 10:30."}, // the same clock
		{berlin, "", "by Monday, 23 November, 10:30 (Berlin time)."},
		{berlin, "Nowhere/Land", "by Monday, 23 November, 10:30 (Berlin time)."},
		{nil, "", "by Monday, 23 November, 09:30 (UTC time)."},
	} {
		p := testParcel(handoff.Receipt, "en")
		p.Ticket.TimeZone = c.visitor
		if text := readAt(t, p, c.desk); !strings.Contains(text, c.want) {
			t.Errorf("%v %s: no %q in:\n%s", c.desk, c.visitor, c.want, text)
		}
	}
}

func TestAWindowIsToldOnBothClocks(t *testing.T) {
	for _, c := range []struct {
		desk         *time.Location
		visitor      string
		toUs, toThem string
	}{
		{
			berlin, "Europe/London",
			"Please call: Monday, 23 November, 09:30–11:30 (visitor's time: 08:30–10:30)",
			"We call you Monday, 23 November, 09:30–11:30 (your time: 08:30–10:30).",
		},
		{
			berlin, "Pacific/Honolulu", // another day, and over midnight
			"Please call: Monday, 23 November, 09:30–11:30 (visitor's time: Sunday, 22 November, 22:30–Monday, 23 November, 00:30)",
			"We call you Monday, 23 November, 09:30–11:30 (your time: Sunday, 22 November, 22:30–Monday, 23 November, 00:30).",
		},
		{berlin, "Europe/Paris", "Please call: Monday, 23 November, 09:30–11:30 Language", "We call you Monday, 23 November, 09:30–11:30."},
		{berlin, "", "Please call: Monday, 23 November, 09:30–11:30 Language", "We call you Monday, 23 November, 09:30–11:30 (Berlin time)."},
		{nil, "", "Please call: Monday, 23 November, 08:30–10:30 (UTC time)", "We call you Monday, 23 November, 08:30–10:30 (UTC time)."},
	} {
		for letter, want := range map[handoff.Letter]string{handoff.CallChanged: c.toUs, handoff.NewTicketNotice: c.toUs, handoff.Receipt: c.toThem} {
			p := asCall(testParcel(letter, "en"))
			p.Ticket.TimeZone = c.visitor
			if text := readAt(t, p, c.desk); !strings.Contains(text, want) {
				t.Errorf("%v %s %s: no %q in:\n%s", c.desk, c.visitor, letter, want, text)
			}
		}
	}
}

// A mail is read days later.
func TestLettersKnowNoTomorrow(t *testing.T) {
	for _, lang := range words.Languages {
		spoken := words.In(lang)
		for _, name := range letters {
			l := written(t, New(testConfig(t, startTLS)), testParcel(name, lang))
			for _, day := range []string{"time.today", "time.tomorrow"} {
				word := regexp.MustCompile(` ` + regexp.QuoteMeta(spoken.T(day)) + `(\PL|$)`)
				if text := strings.ToLower(flat(l.text)); word.MatchString(text) {
					t.Errorf("%s %s says %q:\n%s", lang, name, spoken.T(day), text)
				}
			}
		}
	}
}

func TestAReceiptPromisesWhatTheVisitorWasTold(t *testing.T) {
	for name, c := range map[string]struct {
		promise    handoff.Promise
		want, none string
	}{
		"known":   {handoff.Promise{Made: sentAt, By: sentAt.Add(72 * time.Hour), Usual: 4 * time.Hour}, "Usually we answer within 4 hours of our opening time.", "next open"},
		"closed":  {handoff.Promise{Made: sentAt, Opens: sentAt.Add(72 * time.Hour)}, "when we are next open: Monday, 23 November, 10:30", "expect"},
		"unknown": {handoff.Promise{Made: sentAt}, "A person reads it and answers by e-mail to this address. Read the answer", "expect"},
	} {
		p := testParcel(handoff.Receipt, "en")
		p.Ticket.Promise = c.promise
		if text := readAt(t, p, berlin); !strings.Contains(text, c.want) || strings.Contains(text, c.none) {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}

func TestTheReceiptOfACallSaysInWhichLanguageAndHowOften(t *testing.T) {
	p := asCall(testParcel(handoff.Receipt, "en"))
	if text := readAt(t, p, berlin); !strings.Contains(text, "Language of the call: français. We call once about this matter.") {
		t.Errorf("got:\n%s", text)
	}
	p.Ticket.CallLang = ""
	p.Ticket.WindowFrom, p.Ticket.WindowTo = time.Time{}, time.Time{}
	p.Ticket.Promise = handoff.Promise{Made: sentAt, By: sentAt.Add(72 * time.Hour)}
	if text := readAt(t, p, berlin); !strings.Contains(text, "by Monday, 23 November, 10:30 (your time: 09:30). We call once") {
		t.Errorf("as soon as possible:\n%s", text)
	}
}
