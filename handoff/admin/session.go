package admin

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"deskbell/handoff"
	"deskbell/internal/fault"
)

const (
	sessionLife = 30 * 24 * time.Hour // after log-in, however busy
	sessionIdle = 7 * 24 * time.Hour  // without a request
	touchEvery  = time.Hour           // how exactly idleness is known: each touch is a write
)

// The names of what a session holds. Times are Unix milliseconds.
const (
	agentKey = "agent"
	epochKey = "epoch"
	sinceKey = "since" // log-in
	seenKey  = "seen"  // last touch
)

// sessions are the log-ins of agents. scs makes, stores and renews the tokens; how long a
// session lasts is decided here, by the desk's clock.
type sessions struct {
	manager *scs.SessionManager
	team    *handoff.Team
	now     func() time.Time
}

func newSessions(store scs.CtxStore, team *handoff.Team, secure bool, now func() time.Time) sessions {
	m := scs.New()
	m.Store = store
	m.Lifetime = sessionLife
	m.Cookie.Name = "deskbell"
	if secure {
		m.Cookie.Name = "__Host-deskbell"
	}
	m.Cookie.Secure = secure
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	return sessions{manager: m, team: team, now: now}
}

var errLoginNeeded = fault.New(fault.Unauthenticated, "login_needed")

// agent is who is logged in, and counts as a sign of life.
func (s sessions) agent(r *http.Request) (handoff.Agent, error) {
	ctx, a, err := s.find(r)
	if err == nil && s.age(ctx, seenKey) >= touchEvery {
		s.manager.Put(ctx, seenKey, s.now().UnixMilli())
		_, _, err = s.manager.Commit(ctx)
	}
	return a, err
}

// lasts reports whether the session of a live page still holds.
func (s sessions) lasts(r *http.Request) bool {
	_, _, err := s.find(r)
	return err == nil
}

func (s sessions) find(r *http.Request) (context.Context, handoff.Agent, error) {
	ctx, err := s.load(r)
	if err != nil {
		return ctx, handoff.Agent{}, err
	}
	if s.age(ctx, sinceKey) >= sessionLife || s.age(ctx, seenKey) >= sessionIdle {
		return ctx, handoff.Agent{}, errLoginNeeded
	}
	a, err := s.team.Agent(ctx, s.manager.GetInt64(ctx, agentKey), s.manager.GetInt(ctx, epochKey))
	return ctx, a, err
}

// age is how long ago a time of the session is; ages, without a session.
func (s sessions) age(ctx context.Context, key string) time.Duration {
	return s.now().Sub(time.UnixMilli(s.manager.GetInt64(ctx, key)))
}

// start logs an agent in. The token is new whatever the browser sent, so nobody can
// have planted it.
func (s sessions) start(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	ctx, err := s.load(r)
	if err != nil {
		return err
	}
	if err := s.manager.RenewToken(ctx); err != nil {
		return err
	}
	now := s.now().UnixMilli()
	s.manager.Put(ctx, agentKey, a.ID)
	s.manager.Put(ctx, epochKey, a.Epoch)
	s.manager.Put(ctx, sinceKey, now)
	s.manager.Put(ctx, seenKey, now)
	token, expiry, err := s.manager.Commit(ctx)
	if err != nil {
		return err
	}
	s.manager.WriteSessionCookie(ctx, w, token, expiry)
	return nil
}

// end logs out.
func (s sessions) end(w http.ResponseWriter, r *http.Request) error {
	ctx, err := s.load(r)
	if err != nil {
		return err
	}
	if err := s.manager.Destroy(ctx); err != nil {
		return err
	}
	s.manager.WriteSessionCookie(ctx, w, "", time.Time{})
	return nil
}

func (s sessions) load(r *http.Request) (context.Context, error) {
	var token string
	cookie, err := r.Cookie(s.manager.Cookie.Name)
	if err != nil && !errors.Is(err, http.ErrNoCookie) {
		return nil, err
	}
	if err == nil {
		token = cookie.Value
	}
	return s.manager.Load(r.Context(), token)
}
