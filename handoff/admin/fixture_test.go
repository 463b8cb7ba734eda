package admin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"deskbell/handoff"
	"deskbell/internal/feed"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
	"deskbell/site"
	"deskbell/store"
	"deskbell/store/storetest"
)

// house is a whole desk behind a real HTTP server, with a clock that the test moves.
type house struct {
	*Server
	t     *testing.T
	clock *storetest.Clock
	store *store.Store
	url   string
	logs  *strings.Builder
	keys  int
}

const password = "correct horse battery"

// shownEntries reads from the store what an engine would hold in memory.
type shownEntries struct{ faq *search.FAQ }

func (s shownEntries) Entry(id string) (search.Entry, bool) {
	e, err := s.faq.Entry(context.Background(), id)
	return e, err == nil
}

func (shownEntries) Decide(context.Context, search.Question) (search.Decision, error) {
	return search.Decision{}, errors.New("this house has no engine")
}

type option func(*handoff.Config, *Config)

func withMail(h *handoff.Config, _ *Config) { h.Mail = true }

func newHouse(t *testing.T, options ...option) *house {
	t.Helper()
	h := &house{t: t, clock: storetest.NewClock(), logs: &strings.Builder{}}
	f := new(feed.Feed)
	h.store = storetest.New(t, storetest.WithClock(h.clock), storetest.WithFeed(f))
	log := slog.New(slog.NewTextHandler(h.logs, &slog.HandlerOptions{Level: slog.LevelDebug}))
	agents, _ := url.Parse("http://localhost:8080")
	desk := handoff.Config{Now: h.clock.Now, Log: log}
	c := Config{
		Team: handoff.NewTeam(h.store, h.clock.Now), Outbox: h.store, Pulses: noPulses,
		FAQ: search.NewFAQ(h.store, limits.Limits{}), Gaps: search.NewGaps(h.store, h.clock.Now),
		Settings: h.store, Sessions: h.store.Sessions(), Feed: f, VisitorsURL: agents, AgentsURL: agents,
		Demo:      func(w http.ResponseWriter, _ *http.Request) error { return web.SeeOther(w, "/") },
		Strangers: site.NewStrangers(h.clock.Now),
		Rules:     h.store, Keys: handoff.NewKeys(make([]byte, 32)), Now: h.clock.Now, Log: log,
	}
	timing, err := handoff.LoadTiming(t.Context(), h.store, f, h.clock.Now, log)
	if err != nil {
		t.Fatal(err)
	}
	c.Timing, desk.Timing = timing, timing
	for _, set := range options {
		set(&desk, &c)
	}
	c.Desk, c.Shown = handoff.NewDesk(h.store, c.Keys, desk), shownEntries{c.FAQ}
	h.Server = New(c)
	h.serve(log)
	return h
}

func noPulses() map[handoff.Channel]handoff.Pulse { return nil }

func (h *house) serve(log *slog.Logger) {
	router := web.NewRouter(web.Site{
		Contact:   func() web.Contact { return web.Contact{} },
		ErrorPage: func(_ web.Face, e web.ErrorView) web.Renderer { return ErrorPage(e) },
		Log:       log,
	})
	router.Add(h.Routes()...)
	server := httptest.NewServer(router.Serve())
	h.t.Cleanup(server.Close)
	h.url = server.URL
}

// cheapHash is of password, with parameters that cost nothing: what a hash must cost is
// tested where it is made.
var cheapHash = sync.OnceValue(func() string {
	hash, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 8, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		panic(err)
	}
	return hash
})

// owner is an agent who may do everything.
func (h *house) owner() handoff.Agent {
	return h.agentWith(handoff.Agent{Name: "Anna", Email: "anna@example.org", Lang: "en", Owner: true})
}

// helper is an agent who is no owner.
func (h *house) helper() handoff.Agent {
	return h.agentWith(handoff.Agent{Name: "Bert", Email: "bert@example.org", Lang: "en"})
}

func (h *house) agentWith(a handoff.Agent) handoff.Agent {
	h.t.Helper()
	a.PasswordHash, a.CreatedAt = cheapHash(), h.clock.Now()
	put := func([]handoff.Agent, []handoff.Invitation, time.Time) (handoff.AgentChange, error) {
		return handoff.AgentChange{Put: []handoff.Agent{a}}, nil
	}
	made, err := h.store.ChangeAgents(h.t.Context(), put)
	if err != nil {
		h.t.Fatal(err)
	}
	return made.Put[0]
}

// opened is a ticket as a visitor opens it.
func (h *house) opened(message string) handoff.Ticket {
	h.t.Helper()
	return h.request(handoff.Request{Kind: handoff.ByEmail, Email: "visitor@example.com", Lang: "en", Message: message})
}

func (h *house) request(r handoff.Request) handoff.Ticket {
	h.t.Helper()
	h.keys++
	accepted, err := h.Desk.Open(h.t.Context(), fmt.Sprintf("test-%020d", h.keys), nil, r)
	if err != nil {
		h.t.Fatal(err)
	}
	return accepted.Ticket
}

func (h *house) ticket(ref string) handoff.Ticket {
	h.t.Helper()
	t, err := h.Desk.Ticket(h.t.Context(), ref)
	if err != nil {
		h.t.Fatal(err)
	}
	return t
}

// browser keeps cookies and follows no redirect, as a test wants to see each.
type browser struct {
	*http.Client
	t   *testing.T
	url string
}

func (h *house) browser() *browser {
	jar, _ := cookiejar.New(nil)
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &browser{Client: &http.Client{Jar: jar, CheckRedirect: stay}, t: h.t, url: h.url}
}

// as is the browser of a logged-in agent.
func (h *house) as(a handoff.Agent) *browser {
	h.t.Helper()
	b := h.browser()
	if got := b.post("/admin/login", "email", a.Email, "password", password); got.code != http.StatusSeeOther {
		h.t.Fatalf("log-in: %d %s", got.code, got.body)
	}
	return b
}

// answer is what came back.
type answer struct {
	code   int
	body   string
	to     string // Location
	header http.Header
}

func (b *browser) get(path string) answer { return b.do(http.MethodGet, path, nil, nil) }

// post sends a form of names and values.
func (b *browser) post(path string, pairs ...string) answer {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.do(http.MethodPost, path, strings.NewReader(form.Encode()), map[string]string{"Content-Type": "application/x-www-form-urlencoded"})
}

func (b *browser) do(method, path string, body io.Reader, header map[string]string) answer {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.url+path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	response, err := b.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{response.StatusCode, string(text), response.Header.Get("Location"), response.Header}
}

// wants checks the status and what must be on the page.
func (a answer) wants(t *testing.T, code int, texts ...string) {
	t.Helper()
	if a.code != code {
		t.Errorf("got status %d, want %d: %.300s", a.code, code, a.body)
	}
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			t.Errorf("the page lacks %q", text)
		}
	}
}

func (a answer) lacks(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(a.body, text) {
			t.Errorf("the page has %q", text)
		}
	}
}

// leads checks a redirect.
func (a answer) leads(t *testing.T, to string) {
	t.Helper()
	if a.code != http.StatusSeeOther || a.to != to {
		t.Errorf("got %d to %q, want 303 to %q: %.300s", a.code, a.to, to, a.body)
	}
}

// hidden is the value of a hidden field on the page.
func (a answer) hidden(t *testing.T, name string) string {
	t.Helper()
	_, rest, found := strings.Cut(a.body, `<input type="hidden" name="`+name+`" value="`)
	value, _, closed := strings.Cut(rest, `"`)
	if !found || !closed {
		t.Fatalf("no hidden field %q", name)
	}
	return value
}
