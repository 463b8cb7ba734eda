package admin

import (
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/handoff"
)

// calledFrom is a request for a call to a visitor in a zone, between two hours from now, both zero for as soon as possible.
func (h *house) calledFrom(zone string, from, to time.Duration) {
	h.t.Helper()
	r := handoff.Request{Kind: handoff.CallBack, Phone: london, Name: "Maria", Message: "Hello", Lang: "en", TimeZone: zone}
	if to != 0 {
		r.WindowFrom, r.WindowTo = h.clock.Now().Add(from), h.clock.Now().Add(to)
	}
	h.request(r)
}

// running lets the clock go on between any two looks at it, as clocks do.
func running(_ *handoff.Config, c *Config) {
	var looks atomic.Int64
	stands := c.Now
	c.Now = func() time.Time { return stands().Add(time.Duration(looks.Add(1))) }
}

func TestACallAsSoonAsPossibleNamesTheirTimeOfDayWhileTimeGoesOn(t *testing.T) {
	h := newHouse(t, running)
	h.calledFrom("Asia/Tokyo", 0, 0)
	page := h.as(h.owner()).get("/admin/calls")
	page.wants(t, http.StatusOK, "as soon as possible, by tomorrow, 09:00", "for them it is 18:00")
	page.lacks(t, "18:00–")
}

func TestTheDayIsSaidWhereItIsAnotherOneForTheVisitor(t *testing.T) {
	for _, c := range []struct {
		name, zone       string
		after            time.Duration // from Monday, 2 March 2026, 9:00 in UTC, the desk's zone, until they ask
		from, to         time.Duration // from then
		english, deutsch string
	}{
		{"the same day throughout", "Asia/Tokyo", 0, time.Hour, 2 * time.Hour, "for them 19:00–20:00<", "dort 19:00–20:00 Uhr<"},
		{
			"theirs ends on the next day", "Asia/Tokyo", 0, 5 * time.Hour, 7 * time.Hour,
			"for them Monday, 2 March, 23:00–Tuesday, 3 March, 01:00<", "dort Montag, 2. März, 23:00–Dienstag, 3. März, 01:00 Uhr<",
		},
		{"theirs ends at midnight", "Asia/Tokyo", 0, 4 * time.Hour, 6 * time.Hour, "for them 22:00–00:00<", "dort 22:00–00:00 Uhr<"},
		{
			"theirs is all on the next day", "Asia/Tokyo", 0, 8 * time.Hour, 9 * time.Hour,
			"for them Tuesday, 3 March, 02:00–03:00<", "dort Dienstag, 3. März, 02:00–03:00 Uhr<",
		},
		{
			"the desk's alone passes midnight", "America/New_York", 0, 14 * time.Hour, 16 * time.Hour,
			"for them Monday, 2 March, 18:00–20:00<", "dort Montag, 2. März, 18:00–20:00 Uhr<",
		},
		{
			"now, when it is tomorrow there", "Asia/Tokyo", 10 * time.Hour, 0, 0,
			"for them it is Tuesday, 3 March, 04:00<", "dort ist es Dienstag, 3. März, 04:00 Uhr<",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			h.clock.Add(c.after)
			h.calledFrom(c.zone, c.from, c.to)
			h.as(h.owner()).get("/admin/calls").wants(t, http.StatusOK, c.english)
			german := h.agentWith(handoff.Agent{Name: "Bert", Email: "bert@example.org", Lang: "de"})
			h.as(german).get("/admin/calls").wants(t, http.StatusOK, c.deutsch)
		})
	}
}
