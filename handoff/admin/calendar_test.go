package admin

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
	"deskbell/internal/limits"
)

func (h *house) feedOf(a handoff.Agent) string {
	h.t.Helper()
	agents, err := h.Team.Agents(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	for _, now := range agents {
		if now.ID == a.ID {
			u, _ := url.Parse(h.calendarAddress(now))
			return u.Path
		}
	}
	h.t.Fatal("no such agent")
	return ""
}

func TestACalendarHoldsTheCallsOfItsAgentAndOfNobody(t *testing.T) {
	h := newHouse(t)
	anna, bert := h.owner(), h.helper()
	mine, nobodys, others := h.called(berlin, 0, time.Hour), h.called(hamburg, 0, time.Hour), h.called(london, 0, time.Hour)
	for ref, id := range map[string]int64{mine.Ref: anna.ID, others.Ref: bert.ID} {
		if err := h.Desk.Assign(t.Context(), ref, id); err != nil {
			t.Fatal(err)
		}
	}
	got := h.browser().get(h.feedOf(anna))
	got.wants(t, http.StatusOK, "BEGIN:VCALENDAR", mine.Ref, nobodys.Ref)
	got.lacks(t, others.Ref, "Maria", "30 901820", "4930901820", "About")
	if kind, cache := got.header.Get("Content-Type"), got.header.Get("Cache-Control"); kind != "text/calendar; charset=utf-8" || !strings.HasPrefix(cache, "private") {
		t.Errorf("%s, %s", kind, cache)
	}
	h.browser().get(h.feedOf(bert)).wants(t, http.StatusOK, others.Ref, nobodys.Ref)
}

// Whatever is wrong with an address, the answer is the same.
func TestACalendarsAddressEnds(t *testing.T) {
	h := newHouse(t)
	anna, bert := h.owner(), h.helper()
	b, stranger := h.as(anna), h.browser()
	old := h.feedOf(anna)
	b.get("/admin/profile").wants(t, http.StatusOK, "http://localhost:8080"+old, "New address")
	b.post("/admin/profile/calendar").leads(t, "/admin/profile?said=calendar_renewed")
	renewed := h.feedOf(anna)
	b.get("/admin/profile").wants(t, http.StatusOK, renewed)
	stranger.get(renewed).wants(t, http.StatusOK)
	locked := h.feedOf(bert)
	if err := h.Team.SetDisabled(t.Context(), bert.ID, true); err != nil {
		t.Fatal(err)
	}
	unknown := stranger.get("/calendar/1.nonsense.ics")
	for _, path := range []string{old, locked, strings.TrimSuffix(renewed, ".ics"), "/calendar/.ics", "/calendar/99." + strings.Repeat("x", 43) + ".ics"} {
		if got := stranger.get(path); got.code != http.StatusNotFound || got.body != unknown.body {
			t.Errorf("%s: %d %s", path, got.code, got.body)
		}
	}
	if strings.Contains(h.logs.String(), strings.TrimPrefix(renewed, "/calendar/")) {
		t.Error("the log holds the code")
	}
}

func TestCalendarsAreReadAtARate(t *testing.T) {
	h := newHouse(t, func(_ *handoff.Config, c *Config) {
		c.Limits, _ = limits.Parse([]string{limits.ReadsPerMinute + "=10"})
	})
	path := h.feedOf(h.owner())
	for range 10 {
		h.browser().get(path).wants(t, http.StatusOK)
	}
	if got := h.browser().get(path); got.code != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" {
		t.Errorf("got %d", got.code)
	}
	h.clock.Add(time.Minute)
	h.browser().get(path).wants(t, http.StatusOK)
}

func TestACallIsAFileForItsAgent(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	ref := h.called(berlin, 0, time.Hour).Ref
	got := b.get("/admin/tickets/" + ref + "/call.ics")
	got.wants(t, http.StatusOK, "BEGIN:VEVENT", "Maria", ref)
	if to := got.header.Get("Content-Disposition"); to != `attachment; filename="`+ref+`.ics"` {
		t.Errorf("got %q", to)
	}
	b.note(b.get("/admin/calls"), ref, "outcome", "reached")
	b.get("/admin/tickets/"+ref+"/call.ics").wants(t, http.StatusNotFound)
	b.get("/admin/tickets/"+h.opened("Hello?").Ref+"/call.ics").wants(t, http.StatusNotFound)
}
