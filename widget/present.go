package widget

import (
	"context"
	"net/http"
	"sync"
	"time"

	"deskbell/handoff"
	"deskbell/internal/markdown"
	"deskbell/search"
	"deskbell/words"
)

// shown is an entry as the panel and the API show it.
type shown struct {
	Entry    string // id
	Question string
	Text     string // the owner's Markdown, as written
	HTML     string // the same, sanitised
	URL      string
	Lang     string
}

func show(e search.Entry) shown {
	return shown{
		Entry: e.ID, Question: e.Question, Text: e.Answer, HTML: rendered.html(e.Answer),
		URL: e.URL, Lang: e.Lang,
	}
}

// decide answers a question and notes it for the owner if it was missed.
func (s *Server) decide(ctx context.Context, q search.Question) (search.Decision, error) {
	d, err := s.Answers.Decide(ctx, q)
	if err == nil && d.Miss() {
		s.missed(ctx, q.Text, q.Lang, d.Reason)
	}
	return d, err
}

// missed puts a question on the owner's list of gaps, if the owner keeps one. A list
// that cannot be written never costs the answer.
func (s *Server) missed(ctx context.Context, question, lang string, why search.Reason) {
	if question == "" || !s.Settings().KeepGaps {
		return
	}
	if err := s.Gaps.Miss(ctx, question, lang, why); err != nil {
		s.Log.Error("gap was not kept", "err", err)
	}
}

// opensForm reports whether the person form opens by itself (promise 2). The first
// question without a match is the one time that a visitor may ask in other words.
func opensForm(d search.Decision) bool {
	return d.Verdict == search.Person && d.Reason != search.NoMatch
}

// lead is the honest sentence above what a decision shows; an answer speaks for itself.
func lead(t *words.Translator, why search.Reason) string {
	if why == search.Confident {
		return ""
	}
	return t.T("widget.lead." + string(why))
}

// promiseText says when to expect the reply to a ticket, as people speak of time at asOf.
func (s *Server) promiseText(t *words.Translator, ticket handoff.Ticket, asOf time.Time) string {
	e := s.expectation(ticket, asOf)
	switch {
	case ticket.CallPending && !ticket.WindowTo.IsZero():
		return t.T("promise.call_window", "Window", windowText(t, ticket, e))
	case ticket.CallPending:
		return callSoon(t, ticket.Wish, e)
	default:
		return t.Expect(e)
	}
}

// callSoon says when to expect a call for which no time was chosen; wish is the visitor's own words about it.
func callSoon(t *words.Translator, wish string, e words.Expectation) string {
	switch {
	case wish != "":
		return t.T("promise.call_wish", "Wish", wish)
	case !e.By.IsZero():
		return t.T("promise.call_by", "When", t.InZones(e.By, e))
	case !e.Opens.IsZero():
		return t.T("promise.call_opens", "When", t.InZones(e.Opens, e))
	default:
		return t.T("promise.call_soon")
	}
}

func (s *Server) expectation(ticket handoff.Ticket, asOf time.Time) words.Expectation {
	p, visitor := ticket.Promise, ticket.Zone()
	return words.Expectation{
		By: p.By, Usual: p.Usual, Opens: p.Opens, Hours: s.Timing.Calendar().Set(), AsOf: asOf,
		Desk: s.deskZone(visitor), Visitor: visitor, NameIt: s.hasZone() && s.abroad(ticket.Lang),
	}
}

// abroad guesses whether a visitor may be in another zone: the page is in another language than
// the desk's own.
func (s *Server) abroad(lang string) bool {
	own, _ := words.Match(s.Settings().Lang)
	theirs, _ := words.Match(lang)
	return own != theirs
}

// windowText is a window for a call on the desk's clock and, where that differs, on the visitor's.
func windowText(t *words.Translator, ticket handoff.Ticket, e words.Expectation) string {
	return t.WindowInZones("promise.zones", ticket.WindowFrom, ticket.WindowTo, e)
}

// rendered remembers the HTML of answers by their text: making it costs more than
// finding the entry, and the same few answers are shown all day.
var rendered = renderings{known: map[string]string{}}

const maxRenderings = 4096

type renderings struct {
	mu    sync.Mutex
	known map[string]string
}

func (r *renderings) html(source string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if html, ok := r.known[source]; ok {
		return html
	}
	if len(r.known) >= maxRenderings {
		clear(r.known) // texts of entries long changed would stay for ever
	}
	html := markdown.HTML(source)
	r.known[source] = html
	return html
}

// ticketURL is the address of a ticket's page.
func (s *Server) ticketURL(r *http.Request, code string) string {
	return s.base(r) + "/ticket/" + code
}
