package widget

import (
	"fmt"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"testing"
	"time"

	"deskbell/internal/limits"
	"deskbell/internal/web"
)

// shows has an entry picked by a client at an address.
func (f *fixture) shows(entry, address string) {
	form := url.Values{"pick": {entry}}
	f.post("/help/ask", form.Encode(), "Content-Type", "application/x-www-form-urlencoded", "X-Forwarded-For", address)
}

func TestNobodyMakesAQuestionACommonOneAlone(t *testing.T) {
	proxy := web.Proxies{netip.MustParsePrefix("192.0.2.1/32")} // where httptest's requests come from
	f := newFixture(t, talking, func(f *fixture) { f.proxies = proxy })
	for range 5 {
		f.shows("door", "198.51.100.7")
		f.post("/api/v1/ask", `{"question":"door"}`, "X-Forwarded-For", "198.51.100.7")
	}
	if got := f.tally.shown["door"]; got != 1 {
		t.Errorf("one network counts %d times on a day", got)
	}
	f.shows("dog", "198.51.100.7")
	f.shows("door", "203.0.113.9")
	f.clock.Add(25 * time.Hour)
	f.shows("door", "198.51.100.7")
	if got := f.tally.shown; got["dog"] != 1 || got["door"] != 3 {
		t.Errorf("counted %v", got)
	}
}

// What is counted for a day takes no room from what bounds requests.
func TestManyEntriesShownFreeNobodyFromTheirBounds(t *testing.T) {
	g := newGuard(limits.Limits{}, time.Now)
	r := httptest.NewRequest("POST", "/help/ask", nil)
	for g.allow(r, routeTickets) == nil {
	}
	for n := range 120_000 {
		g.counts(r, fmt.Sprint("entry ", n))
	}
	if g.allow(r, routeTickets) == nil {
		t.Error("a request was taken over the bound")
	}
}

// V4: what a page notes for the owner is bounded as what the API notes; the way to a person is not.
func TestVerdictsOnAPageFillNoList(t *testing.T) {
	f := newFixture(t, talking, limited(t, "feedback_per_minute=2"), func(f *fixture) { f.settings.KeepGaps = true })
	for i := range 5 {
		form := url.Values{"verdict": {"not_solved"}, "line": {fmt.Sprintf(`{"from":"visitor","text":"question %d"}`, i)}}
		v := f.visitor(t).send(request("POST", "/help/ask", form.Encode(), "Content-Type", "application/x-www-form-urlencoded"))
		if v.screen() != ScreenPerson {
			t.Errorf("verdict %d led to screen %q", i, v.screen())
		}
	}
	if len(f.gaps.kept) != 2 {
		t.Errorf("%d of 5 were noted, want 2", len(f.gaps.kept))
	}
}
