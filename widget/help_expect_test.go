package widget

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
	"deskbell/words"
)

// answered lets the desk answer some requests, each within ten minutes, and learn from it.
func (f *fixture) answered(t *testing.T, n int) *fixture {
	t.Helper()
	agent := f.agent(t)
	for i := range n {
		r := f.open(t, keyNumber(i), fmt.Sprintf(`{"kind":"here","message":"Hi %d"}`, i))
		f.clock.Add(10 * time.Minute)
		if _, err := f.Desk.Reply(t.Context(), agent, r.Ref, aKey, "Yes", handoff.After{}); err != nil {
			t.Fatal(err)
		}
	}
	var err error
	if f.Timing, err = handoff.LoadTiming(t.Context(), f.store, f.Feed, f.clock.Now, f.Log); err != nil {
		t.Fatal(err)
	}
	return f
}

// Promise 7: the form says what to expect before anything is sent, and nothing that was not measured.
func TestPromise7_TheFormSaysWhatToExpect(t *testing.T) {
	manyTickets := limited(t, "tickets_per_hour=1000")
	hidden := ruled(func(r *handoff.Rules) { r.HideFigures = true })
	for _, c := range []struct {
		name     string
		changes  []func(*fixture)
		answered int
		want     string
	}{
		{"nothing known", nil, 0, ""},
		{"open, nothing measured", []func(*fixture){openWeekdays, by(t, "2026-03-02 10:00")}, 0, ""},
		{
			"closed, nothing measured",
			[]func(*fixture){openWeekdays, by(t, "2026-03-02 18:00")},
			0,
			"A person will answer when we are next open: tomorrow, 09:00.",
		},
		{
			"a closure",
			[]func(*fixture){openWeekdays, closedToday},
			0,
			"We move house until Wednesday. A person will answer when we are next open: Thursday, 5 March, 09:00.",
		},
		{
			"measured",
			[]func(*fixture){manyTickets, openWeekdays, by(t, "2026-03-02 10:00")},
			10,
			"You can expect an answer by today, 12:00. Usually we answer within 10 minutes of our opening time.",
		},
		{
			"measured well",
			[]func(*fixture){manyTickets, openWeekdays, by(t, "2026-03-02 10:00")},
			20,
			"You can expect an answer by today, 13:45. 9 of 10 requests were answered by a person within 10 minutes of our opening time.",
		},
		{
			"figures hidden",
			[]func(*fixture){manyTickets, openWeekdays, hidden, by(t, "2026-03-02 10:00")},
			20,
			"You can expect an answer by today, 13:45. Usually we answer within 10 minutes of our opening time.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t, c.changes...)
			if c.answered > 0 {
				f.answered(t, c.answered)
			}
			v := f.visitor(t).open("/help/person")
			if c.want == "" {
				if len(v.find(".expect")) > 0 {
					t.Errorf("says %q", v.text(".expect"))
				}
				return
			}
			var said []string
			for _, p := range v.find(".expect p") {
				said = append(said, text(p))
			}
			if got := strings.Join(said, " "); got != c.want {
				t.Errorf("says %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestTheNoticeNamesTheDays(t *testing.T) {
	for _, c := range []struct {
		name      string
		retention handoff.Retention
		want      string
	}{
		{"as delivered", handoff.DefaultRules().Retention, "until it has been closed for 180 days; you can erase it earlier on your request's page. " +
			"A phone number is erased 30 days after the request is closed."},
		{"by kind", handoff.Retention{Email: 365, CallBack: 90, Here: 1, Phone: 90}, "By e-mail 365 days; By phone 90 days; Here only 1 day."},
		{"partly kept", handoff.Retention{CallBack: 90, Phone: 30}, "By e-mail until you or we erase it; By phone 90 days; Here only until you or we erase it."},
		{"kept", handoff.Retention{}, words.In("en").T("widget.notice.tickets")},
		{"kept without the number", handoff.Retention{Phone: 7}, "A phone number is erased 7 days after"},
	} {
		f := newFixture(t, ruled(func(r *handoff.Rules) { r.Retention = c.retention }))
		for _, path := range []string{"/help", callTab} {
			if got := f.visitor(t).open(path).text(".notice"); !strings.Contains(got, c.want) {
				t.Errorf("%s, %s: %q\nwant %q in it", c.name, path, got, c.want)
			}
		}
		if got := f.visitor(t).open(callTab).text(".notice"); c.retention.Phone == c.retention.CallBack && strings.Contains(got, "phone number") {
			t.Errorf("%s: the number is spoken of: %q", c.name, got)
		}
	}
}
