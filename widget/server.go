// Package widget is the visitor's side: the loader and its assets, the panel's pages, the
// JSON API, the ticket page. It reads a request, makes one call into a domain
// and shows the result.
package widget

import (
	"context"
	"log/slog"
	"net/url"
	"time"

	"deskbell/handoff"
	"deskbell/internal/feed"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
	"deskbell/site"
)

// Answers decides questions; *search.Engine does.
type Answers interface {
	Decide(ctx context.Context, q search.Question) (search.Decision, error)
	Entry(id string) (search.Entry, bool)
	Suggest(t search.Typed, most int) []search.Entry
	Starters(at search.Starting, often []string, most int) []search.Entry
}

// Gaps takes questions that found no good answer, if the owner wants them.
type Gaps interface {
	Miss(ctx context.Context, question, lang string, why search.Reason) error
}

// Config is what the visitor's side is made of.
type Config struct {
	Answers  Answers
	Timing   *handoff.Timing
	Gaps     Gaps
	Tally    Tally
	Desk     *handoff.Desk
	Settings func() site.Settings // the present ones, from memory
	Feed     *feed.Feed
	Limits   limits.Limits
	BaseURL  *url.URL // nil: the address of the request is used
	Now      func() time.Time
	Ready    func() error // nil when questions can be answered
	Healthy  func(context.Context) error
	Log      *slog.Logger
}

// Server serves the visitor's side.
type Server struct {
	Config
	guard *guard
}

// New wires the visitor's side.
func New(c Config) *Server { return &Server{Config: c, guard: newGuard(c.Limits, c.Now)} }

// Routes is the visitor's part of the table of routes.
func (s *Server) Routes() []web.Route {
	var all []web.Route
	for _, part := range [][]web.Route{s.assetRoutes(), s.panelRoutes(), s.ticketRoutes(), s.apiRoutes()} {
		all = append(all, part...)
	}
	return all
}
