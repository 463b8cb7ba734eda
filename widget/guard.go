package widget

import (
	"net/http"
	"sync"
	"time"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/internal/web"
)

// guard bounds what a network may do, without keeping an address (see web.Limiter).
// It never drops a request: over the soft rate a ticket is suspected, over the
// hard rate the visitor gets the owner's contact.
type guard struct {
	limits limits.Limits
	rates  *web.Limiter
	shown  *web.Limiter // entries, for a day: in one with the rates many of them would push those out
	open   streams
}

// What allow counts: routes that share a name share a bucket, the page and the API alike.
const (
	routeAsk      = limits.AskPerMinute
	routeSuggest  = limits.SuggestPerMinute
	routeFeedback = limits.FeedbackPerMinute
	routeTickets  = limits.TicketsPerHour
	routeMessages = limits.MessagesPerHour
	routeReads    = limits.ReadsPerMinute
)

var periods = map[string]time.Duration{
	limits.AskPerMinute:       time.Minute,
	limits.AskTotalPerMinute:  time.Minute,
	limits.SuggestPerMinute:   time.Minute,
	limits.FeedbackPerMinute:  time.Minute,
	limits.ReadsPerMinute:     time.Minute,
	limits.TicketsSoftPerHour: time.Hour,
	limits.TicketsPerHour:     time.Hour,
	limits.MessagesPerHour:    time.Hour,
}

func newGuard(l limits.Limits, now func() time.Time) *guard {
	return &guard{limits: l, rates: web.NewLimiter(now), shown: web.NewLimiter(now), open: streams{count: map[string]int{}}}
}

// allow takes one of the route's rate, or says when to try again.
func (g *guard) allow(r *http.Request, route string) error {
	var total web.Rate
	if route == routeAsk {
		total = g.rate(limits.AskTotalPerMinute)
	}
	wait, ok := g.rates.Allow(web.Client(r), g.rate(route), total)
	if ok {
		return nil
	}
	return web.TooOften(wait)
}

// suspects reports whether a ticket belongs into the suspected folder: a field that
// people do not see was filled in, or the network sends more than people do.
func (g *guard) suspects(r *http.Request, honeypot string) bool {
	_, ok := g.rates.Allow(web.Client(r), g.rate(limits.TicketsSoftPerHour), web.Rate{})
	return !ok || honeypot != ""
}

// counts reports whether an entry that is shown counts for what is often asked: once a day for a network, so that
// nobody makes a question a common one alone.
func (g *guard) counts(r *http.Request, entry string) bool {
	_, ok := g.shown.Allow(web.Client(r), web.Rate{Name: entry, Limit: 1, Per: 24 * time.Hour}, web.Rate{})
	return ok
}

func (g *guard) rate(name string) web.Rate {
	return web.Rate{Name: name, Limit: g.limits.Get(name), Per: periods[name]}
}

// streams counts the live streams that are open.
type streams struct {
	mu    sync.Mutex
	count map[string]int // by ticket and by network, without what is 0
	total int
}

// retryStream is how long a page polls before it tries a stream again.
const retryStream = 30 * time.Second

// stream lets one more live stream of a ticket begin; release ends it, once.
func (g *guard) stream(r *http.Request, ref string) (release func(), err error) {
	ticket, network := "ticket "+ref, "network "+g.rates.Network(web.Client(r))
	o := &g.open
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case o.total >= g.limits.Get(limits.Streams):
		return nil, &fault.Error{Kind: fault.Unavailable, Code: "busy", RetryAfter: int(retryStream.Seconds())}
	case o.count[ticket] >= g.limits.Get(limits.StreamsPerTicket), o.count[network] >= g.limits.Get(limits.StreamsPerNetwork):
		return nil, web.TooOften(retryStream)
	}
	o.add(1, ticket, network)
	return sync.OnceFunc(func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.add(-1, ticket, network)
	}), nil
}

func (o *streams) add(n int, keys ...string) {
	o.total += n
	for _, key := range keys {
		if o.count[key] += n; o.count[key] == 0 {
			delete(o.count, key)
		}
	}
}
