// Package admin is the agents' side: the inbox, the tickets, the FAQ, the settings. It
// reads a request, makes one call into a domain and shows the result.
package admin

import (
	"context"
	"log/slog"
	"net/url"
	"time"

	"github.com/alexedwards/scs/v2"

	"deskbell/handoff"
	"deskbell/internal/feed"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
	"deskbell/site"
)

// Outbox is what agents see of the outbox and do about it.
type Outbox interface {
	AddOutgoing(ctx context.Context, row handoff.Outgoing) (handoff.Outgoing, error)
	ChangeOutgoing(ctx context.Context, id int64, decide func(handoff.Outgoing, time.Time) handoff.Outgoing) error
	OutgoingList(ctx context.Context, waiting bool, limit int) ([]handoff.Outgoing, error)
	TicketOutgoing(ctx context.Context, ticketID int64) ([]handoff.Outgoing, error)
}

// Shown is the FAQ as visitors are answered from it now; *search.Engine is.
type Shown interface {
	Entry(id string) (search.Entry, bool)
	Decide(ctx context.Context, q search.Question) (search.Decision, error)
}

// Config is what the agents' side is made of.
type Config struct {
	Desk        *handoff.Desk
	Timing      *handoff.Timing
	Rules       handoff.RulesStore
	Keys        handoff.Keys // of agents' calendars
	Team        *handoff.Team
	Outbox      Outbox
	Pulses      func() map[handoff.Channel]handoff.Pulse // how each channel fares; *handoff.Sender gives it
	Targets     []handoff.Target                         // where new tickets are announced besides mail
	FAQ         *search.FAQ
	Gaps        *search.Gaps
	Shown       Shown
	Settings    site.Store
	Sessions    scs.CtxStore
	Feed        *feed.Feed
	Limits      limits.Limits
	Sites       []string // that may embed the panel besides those in the settings
	Strangers   *site.Strangers
	VisitorsURL *url.URL    // where visitors find Deskbell
	AgentsURL   *url.URL    // where agents do; https makes the session cookie secure
	Demo        web.Handler // the demo page, at /admin/demo
	Version     string
	Now         func() time.Time
	Log         *slog.Logger
}

// Server serves the agents' side.
type Server struct {
	Config
	sessions sessions
	rates    *web.Limiter
	uploads  *uploads
}

// New wires the agents' side.
func New(c Config) *Server {
	return &Server{
		Config:   c,
		sessions: newSessions(c.Sessions, c.Team, c.AgentsURL.Scheme == "https", c.Now),
		rates:    web.NewLimiter(c.Now),
		uploads:  newUploads(c.Now),
	}
}

// The largest bodies of the forms. Whoever posts them is logged in, or typing a password.
const (
	smallForm = 64 << 10
	largeForm = 4 << 20 // an entry with all its alternatives
)

// Routes is the agents' part of the table of routes.
func (s *Server) Routes() []web.Route {
	var all []web.Route
	for _, part := range [][]web.Route{
		s.doorRoutes(), s.inboxRoutes(), s.ticketRoutes(), s.callRoutes(), s.faqRoutes(), s.outboxRoutes(), s.ownRoutes(), s.ownerRoutes(),
		s.hoursRoutes(), s.retentionRoutes(),
	} {
		all = append(all, part...)
	}
	return all
}

// doorRoutes are those that need no session.
func (s *Server) doorRoutes() []web.Route {
	return []web.Route{
		door("GET /admin", 0, s.entrance),
		door("GET /admin/login", 0, s.showLogin),
		door("POST /admin/login", smallForm, s.login),
		door("GET /admin/setup/{secret}", 0, s.showSetUp),
		door("POST /admin/setup/{secret}", smallForm, s.setUp),
		door("GET /admin/invite/{secret}", 0, s.showInvitation),
		door("POST /admin/invite/{secret}", smallForm, s.accept),
	}
}

func (s *Server) inboxRoutes() []web.Route {
	return []web.Route{
		s.route("GET /admin/{$}", web.Agent, 0, s.showInbox),
		s.route("GET /admin/live", web.Agent, 0, s.follow),
		s.route("GET /admin/demo", web.Agent, 0, s.showDemo),
		s.route("POST /admin/here", web.Agent, smallForm, s.setHere),
		s.route("POST /admin/logout", web.Agent, smallForm, s.logout),
	}
}

func (s *Server) ticketRoutes() []web.Route {
	return []web.Route{
		s.route("GET /admin/tickets/{ref}", web.Agent, 0, s.showTicket),
		s.route("POST /admin/tickets/{ref}/reply", web.Agent, largeForm, s.reply),
		s.route("POST /admin/tickets/{ref}/note", web.Agent, largeForm, s.note),
		s.route("POST /admin/tickets/{ref}/assign", web.Agent, smallForm, s.assign),
		s.route("POST /admin/tickets/{ref}/snooze", web.Agent, smallForm, s.snooze),
		s.route("POST /admin/tickets/{ref}/close", web.Agent, smallForm, s.finish),
		s.route("POST /admin/tickets/{ref}/reopen", web.Agent, smallForm, s.reopen),
		s.route("POST /admin/tickets/{ref}/folder", web.Agent, smallForm, s.file),
		s.route("POST /admin/tickets/{ref}/letter", web.Agent, smallForm, s.markLetter),
		s.route("GET /admin/tickets/{ref}/erase", web.Agent, 0, s.showErase),
		s.route("POST /admin/tickets/{ref}/erase", web.Agent, smallForm, s.erase),
	}
}

func (s *Server) faqRoutes() []web.Route {
	return []web.Route{
		s.route("GET /admin/faq", web.Agent, 0, s.showFAQ),
		s.route("GET /admin/faq/entry", web.Agent, 0, s.showEntry),
		s.route("POST /admin/faq/entry", web.Agent, largeForm, s.saveEntry),
		s.route("GET /admin/faq/delete", web.Agent, 0, s.showDeleteEntry),
		s.route("POST /admin/faq/delete", web.Agent, smallForm, s.deleteEntry),
		s.route("GET /admin/faq/import", web.Agent, 0, s.showImport),
		s.route("POST /admin/faq/import", web.Agent, s.Limits.Get(limits.ImportBytes)+smallForm, s.checkImport),
		s.route("POST /admin/faq/import/apply", web.Agent, smallForm, s.applyImport),
		s.route("GET /admin/faq/export", web.Agent, 0, s.export),
		s.route("GET /admin/try", web.Agent, 0, s.showTry),
		s.route("POST /admin/try", web.Agent, largeForm, s.try),
		s.route("GET /admin/gaps", web.Agent, 0, s.showGaps),
		s.route("POST /admin/gaps/{id}/dismiss", web.Agent, smallForm, s.dismissGap),
	}
}

func (s *Server) outboxRoutes() []web.Route {
	return []web.Route{
		s.route("GET /admin/outbox", web.Agent, 0, s.showOutbox),
		s.route("POST /admin/outbox/{id}/retry", web.Agent, smallForm, s.retry),
		s.route("POST /admin/outbox/test", web.Agent, smallForm, s.sendTest),
	}
}

func (s *Server) ownRoutes() []web.Route {
	return []web.Route{
		s.route("GET /admin/snippet", web.Agent, 0, s.showSnippet),
		s.route("GET /admin/profile", web.Agent, 0, s.showProfile),
		s.route("POST /admin/profile", web.Agent, smallForm, s.saveProfile),
		s.route("POST /admin/profile/password", web.Agent, smallForm, s.changePassword),
		s.route("POST /admin/profile/calendar", web.Agent, smallForm, s.renewCalendar),
	}
}

func (s *Server) ownerRoutes() []web.Route {
	return []web.Route{
		s.route("GET /admin/settings", web.Owner, 0, s.showSettings),
		s.route("POST /admin/settings", web.Owner, smallForm, s.saveSettings),
		s.route("GET /admin/agents", web.Owner, 0, s.showAgents),
		s.route("GET /admin/agents/new", web.Owner, 0, s.showNewAgent),
		s.route("POST /admin/agents/new", web.Owner, smallForm, s.addAgent),
		s.route("GET /admin/agents/{id}", web.Owner, 0, s.showAgent),
		s.route("POST /admin/agents/{id}", web.Owner, smallForm, s.saveAgent),
		s.route("POST /admin/agents/{id}/disable", web.Owner, smallForm, s.disableAgent),
		s.route("POST /admin/agents/{id}/enable", web.Owner, smallForm, s.enableAgent),
		s.route("POST /admin/agents/{id}/reset", web.Owner, smallForm, s.resetAgent),
	}
}

// zone is that of the times that agents read and type: the desk's.
func (s *Server) zone() *time.Location { return s.Timing.Zone() }
