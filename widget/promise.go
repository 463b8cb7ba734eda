package widget

import (
	"time"

	"deskbell/handoff"
	"deskbell/words"
)

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

// expectation is what a ticket's promise says in terms of times, as seen from asOf.
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

// hasZone reports whether the owner named the desk's zone.
func (s *Server) hasZone() bool { return s.Timing.Rules().Hours.Zone != "" }

// deskZone is the clock the desk's times are told by. An owner who named none has no clock that
// a visitor could know: then it is the visitor's, or the server's.
func (s *Server) deskZone(visitor *time.Location) *time.Location {
	switch {
	case s.hasZone():
		return s.Timing.Zone()
	case visitor != nil:
		return visitor
	default:
		return time.Local
	}
}

// clock is the zone in which a visitor reads moments.
func (s *Server) clock(t handoff.Ticket) *time.Location {
	if zone := t.Zone(); zone != nil {
		return zone
	}
	return s.deskZone(nil)
}
