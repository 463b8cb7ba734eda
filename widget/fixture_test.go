package widget

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/handoff"
	"deskbell/internal/feed"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
	"deskbell/site"
	"deskbell/store"
	"deskbell/store/storetest"
)

// fixture is the visitor's side on a real store, with answers that a test decides.
type fixture struct {
	*Server
	store    *store.Store
	clock    *storetest.Clock
	answers  *answers
	gaps     *gaps
	tally    *tally
	settings site.Settings
	log      *strings.Builder // what was logged, down to debug
	handler  http.Handler     // with the log, the host check, compression
	routes   []web.Route
	config   Config
	proxies  web.Proxies
	mail     bool
	rules    func(*handoff.Rules) // what differs from a new desk's
	ready    error
}

func newFixture(t *testing.T, change ...func(*fixture)) *fixture {
	t.Helper()
	f := &fixture{
		clock: storetest.NewClock(), answers: &answers{decisions: map[string]search.Decision{}}, gaps: &gaps{}, tally: &tally{shown: map[string]int{}},
		settings: site.Default(), log: &strings.Builder{}, mail: true,
	}
	f.settings.Email = "owner@shop.example"
	for _, c := range change {
		c(f)
	}
	news := &feed.Feed{}
	f.store = storetest.New(t, storetest.WithClock(f.clock), storetest.WithFeed(news))
	log := slog.New(slog.NewTextHandler(&lockedWriter{w: f.log}, &slog.HandlerOptions{Level: slog.LevelDebug}))
	f.setRules(t)
	timing, err := handoff.LoadTiming(t.Context(), f.store, news, f.clock.Now, log)
	if err != nil {
		t.Fatal(err)
	}
	desk := handoff.NewDesk(f.store, handoff.NewKeys(bytes.Repeat([]byte{7}, 32)), handoff.Config{
		Limits: f.config.Limits, Mail: f.mail, Timing: timing, Now: f.clock.Now, Log: log,
		OwnersPhone: func() string { return f.settings.Phone },
	})
	f.Server = New(Config{
		Answers: f.answers, Gaps: f.gaps, Tally: f.tally, Desk: desk, Timing: timing, Settings: func() site.Settings { return f.settings },
		Feed: news, Limits: f.config.Limits, BaseURL: f.config.BaseURL, Now: f.clock.Now,
		Ready:   func() error { return f.ready },
		Healthy: func(context.Context) error { return f.ready },
		Log:     log,
	})
	router := web.NewRouter(web.Site{
		BaseURL: f.config.BaseURL, Proxies: f.proxies, Log: log,
		Contact:   func() web.Contact { return web.Contact{Email: f.settings.Email, Phone: f.settings.Phone} },
		Ancestors: func() []string { return f.settings.Origins }, Words: f.Words,
		ErrorPage: func(_ web.Face, v web.ErrorView) web.Renderer { return f.ErrorPage(v) },
	})
	f.routes = f.Server.Routes()
	router.Add(f.routes...)
	router.Add(web.Route{Pattern: "GET /test/stream/{ref}", Trust: web.Anyone, Face: web.API, Handler: f.beginStream})
	f.handler = router.Serve()
	return f
}

func (f *fixture) setRules(t *testing.T) {
	t.Helper()
	if f.rules == nil {
		return
	}
	_, err := f.store.ChangeRules(t.Context(), func(r handoff.Rules, now time.Time) (handoff.Rules, error) {
		f.rules(&r)
		return r.Clean(now)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// beginStream takes a place for a live stream and never gives it back.
func (f *fixture) beginStream(w http.ResponseWriter, r *http.Request) error {
	if _, err := f.guard.stream(r, r.PathValue("ref")); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// limited overrides rows of the limits table, as --limit does.
func limited(t *testing.T, overrides ...string) func(*fixture) {
	l, err := limits.Parse(overrides)
	if err != nil {
		t.Fatal(err)
	}
	return func(f *fixture) { f.config.Limits = l }
}

func at(base string) func(*fixture) {
	u, err := url.Parse(base)
	if err != nil {
		panic(err)
	}
	return func(f *fixture) { f.config.BaseURL = u }
}

// request makes a request as a browser on localhost would; headers are pairs.
func request(method, path, body string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, "http://localhost:8080"+path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func (f *fixture) do(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	f.handler.ServeHTTP(w, r)
	return w
}

func (f *fixture) get(path string, headers ...string) *httptest.ResponseRecorder {
	return f.do(request("GET", path, "", headers...))
}

func (f *fixture) post(path, body string, headers ...string) *httptest.ResponseRecorder {
	return f.do(request("POST", path, body, headers...))
}

// agent is one who can answer tickets.
func (f *fixture) agent(t *testing.T) handoff.Agent {
	t.Helper()
	change, err := f.store.ChangeAgents(t.Context(), func([]handoff.Agent, []handoff.Invitation, time.Time) (handoff.AgentChange, error) {
		return handoff.AgentChange{Put: []handoff.Agent{{Name: "Bo", Email: "bo@shop.example", Lang: "en"}}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return change.Put[0]
}

// answers decides as the test says; a question it does not know is no match.
type answers struct {
	mu        sync.Mutex
	decisions map[string]search.Decision
	asked     []search.Question
	fail      error

	typed     []search.Typed
	suggested []search.Entry
	starting  search.Starting
	often     []string
	starters  []search.Entry
}

func (a *answers) Decide(_ context.Context, q search.Question) (search.Decision, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked = append(a.asked, q)
	if d, ok := a.decisions[q.Text]; ok {
		return d, a.fail
	}
	return search.Decision{Verdict: search.Person, Reason: search.NoMatch}, a.fail
}

func (a *answers) Entry(id string) (search.Entry, bool) {
	for _, d := range a.decisions {
		if d.Entry != nil && d.Entry.ID == id {
			return *d.Entry, true
		}
	}
	return search.Entry{}, false
}

func (a *answers) Suggest(t search.Typed, most int) []search.Entry {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.typed = append(a.typed, t)
	return a.suggested[:min(len(a.suggested), most)]
}

func (a *answers) Starters(at search.Starting, often []string, most int) []search.Entry {
	a.starting, a.often = at, often
	return a.starters[:min(len(a.starters), most)]
}

// tally counts as *search.Tally does, for a test to see.
type tally struct{ shown map[string]int }

func (t *tally) Shown(entry string) { t.shown[entry]++ }

func (t *tally) Often() []string { return slices.Sorted(maps.Keys(t.shown)) }

type gap struct {
	question, lang string
	why            search.Reason
}

type gaps struct {
	kept []gap
	fail error
}

func (g *gaps) Miss(_ context.Context, question, lang string, why search.Reason) error {
	g.kept = append(g.kept, gap{question, lang, why})
	return g.fail
}

type lockedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *lockedWriter) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}

var errBroken = errors.New("the disk is gone")
