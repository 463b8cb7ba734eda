package admin

import (
	"bufio"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"deskbell/handoff"
)

func (b *browser) cookie() string {
	at, _ := url.Parse(b.url)
	for _, c := range b.Jar.Cookies(at) {
		if c.Name == "deskbell" {
			return c.Value
		}
	}
	return ""
}

func (b *browser) in() bool { return b.get("/admin/").code == http.StatusOK }

// E7: a token that somebody planted before the log-in is worth nothing after it.
func TestTheTokenIsNewAfterTheLogIn(t *testing.T) {
	h := newHouse(t)
	a := h.owner()
	b := h.as(a)
	first := b.cookie()
	b.post("/admin/login", "email", a.Email, "password", password)
	if b.cookie() == first {
		t.Error("the token stayed")
	}
	planted := h.browser()
	at, _ := url.Parse(h.url)
	for _, value := range []string{first, "planted"} {
		planted.Jar.SetCookies(at, []*http.Cookie{{Name: "deskbell", Value: value}})
		if planted.in() {
			t.Errorf("%q is logged in", value)
		}
	}
}

func TestTheCookieIsKeptFromScriptsAndOtherSites(t *testing.T) {
	h := newHouse(t)
	a := h.owner()
	got := h.browser().post("/admin/login", "email", a.Email, "password", password).header.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %s", got, want)
		}
	}
}

func TestOverHTTPSTheCookieIsBoundToTheHost(t *testing.T) {
	h := newHouse(t, func(_ *handoff.Config, c *Config) {
		c.AgentsURL, _ = url.Parse("https://help.example.org")
	})
	a := h.owner()
	got := h.browser().post("/admin/login", "email", a.Email, "password", password).header.Get("Set-Cookie")
	if !strings.HasPrefix(got, "__Host-deskbell=") || !strings.Contains(got, "Secure") || strings.Contains(got, "Domain") {
		t.Errorf("got %q", got)
	}
}

func TestASessionEnds(t *testing.T) {
	h := newHouse(t)
	owner := h.owner()
	for name, end := range map[string]func(b *browser, a handoff.Agent){
		"by log-out":  func(b *browser, _ handoff.Agent) { b.post("/admin/logout") },
		"by idleness": func(*browser, handoff.Agent) { h.clock.Add(sessionIdle) },
		"by a new password": func(_ *browser, a handoff.Agent) {
			h.as(a).post("/admin/profile/password", "old_password", password, "password", "another good password")
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := h.agentWith(handoff.Agent{Name: "Bert", Email: strings.ReplaceAll(name, " ", "") + "@example.org", Lang: "en"})
			b := h.as(a)
			token := b.cookie()
			end(b, a)
			at, _ := url.Parse(h.url)
			b.Jar.SetCookies(at, []*http.Cookie{{Name: "deskbell", Value: token}})
			if b.in() {
				t.Error("still logged in")
			}
		})
	}
	t.Run("when locked out", func(t *testing.T) {
		agent := h.helper()
		b := h.as(agent)
		h.as(owner).post("/admin/agents/"+agentKeyOf(agent)+"/disable").leads(t, "/admin/agents?said=disabled")
		if b.in() {
			t.Error("still logged in")
		}
	})
}

func TestABusySessionLastsThirtyDays(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	for day := 6 * 24 * time.Hour; day < sessionLife; day += 6 * 24 * time.Hour {
		h.clock.Add(6 * 24 * time.Hour)
		if !b.in() {
			t.Fatalf("logged out after %s", day)
		}
	}
	h.clock.Add(6 * 24 * time.Hour)
	if b.in() {
		t.Error("still logged in after thirty days")
	}
}

func TestLogOutLeavesNothingInTheBrowser(t *testing.T) {
	h := newHouse(t)
	got := h.as(h.owner()).post("/admin/logout")
	got.leads(t, "/admin/login?said=logged_out")
	if got.header.Get("Clear-Site-Data") == "" {
		t.Error("no Clear-Site-Data")
	}
}

// stream reads the names and data of events until the stream ends.
func (b *browser) stream(ctx context.Context) (events <-chan string) {
	b.t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, b.url+"/admin/live", nil)
	if err != nil {
		b.t.Fatal(err)
	}
	response, err := b.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		defer response.Body.Close()
		for scan := bufio.NewScanner(response.Body); scan.Scan(); {
			if scan.Text() != "" {
				lines <- scan.Text()
			}
		}
	}()
	return lines
}

// until waits for a line that holds the text.
func until(t *testing.T, events <-chan string, text string) {
	t.Helper()
	for line := range events {
		if strings.Contains(line, text) {
			return
		}
	}
	t.Fatalf("the stream ended without %q", text)
}

func TestLockingOutEndsLiveStreamsAtOnce(t *testing.T) {
	h := newHouse(t)
	h.owner()
	agent := h.helper()
	events := h.as(agent).stream(t.Context())
	until(t, events, `"unread":0`)
	if err := h.Team.SetDisabled(t.Context(), agent.ID, true); err != nil {
		t.Fatal(err)
	}
	until(t, events, "event: over")
	for range events { // the test hangs here if the stream does not end
	}
}

func TestLogOutEndsLiveStreamsAtOnce(t *testing.T) {
	h := newHouse(t)
	b := h.as(h.owner())
	events := b.stream(t.Context())
	until(t, events, `"unread":0`)
	b.post("/admin/logout")
	until(t, events, "event: over")
}

func TestALiveStreamTellsOfNewMessages(t *testing.T) {
	h := newHouse(t)
	events := h.as(h.owner()).stream(t.Context())
	until(t, events, `"unread":0`)
	ticket := h.opened("Hello <b>secret words</b>")
	until(t, events, `{"ref":"`+ticket.Ref+`","news":"New message in `+ticket.Ref+`","unread":1,"calls":0}`)
}
