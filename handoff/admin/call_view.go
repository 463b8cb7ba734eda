package admin

import (
	"cmp"
	"context"
	"crypto/rand"
	"slices"
	"time"

	"deskbell/handoff"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

const topicChars = 160 // of what a call is about

// callView is a call as it stands in the list and on the pages of its tickets.
func (s *Server) callView(f pages.Frame, c handoff.Call, names map[int64]string) pages.CallView {
	first := c.Tickets[0]
	v := pages.CallView{
		ID: "call-" + first.Ref, Who: caller(f, c), Number: handoff.FormatPhone(c.Phone), Tel: "tel:" + c.Phone,
		When: s.callWhen(f, c), Theirs: s.theirs(f, c), Late: s.lateCall(f, c), Wish: wishOf(c), Lang: f.LanguageOrTag(spokenIn(c)),
		Tries: triesText(f, c), Last: s.lastTry(f, c),
	}
	if c.State != "" {
		v.State, v.StateText = string(c.State), f.T("admin.call.state."+string(c.State))
		v.File = ticketPath(first.Ref) + "/call.ics"
	}
	for _, t := range c.Tickets {
		topic := pages.CallTopic{Ref: t.Ref, Href: ticketPath(t.Ref)}
		topic.Text, topic.Lang = firstWords(t)
		if name, ok := names[t.AgentID]; ok {
			topic.Assignee = f.T("admin.inbox.assigned", "Name", name)
		}
		v.Topics = append(v.Topics, topic)
	}
	return v
}

func (s *Server) outcomeForm(f pages.Frame, ref, from string, back refusedCall) pages.OutcomeForm {
	form := pages.OutcomeForm{Path: ticketPath(ref) + "/call", ID: "call-" + ref, Key: rand.Text(), From: from}
	for _, o := range handoff.Outcomes {
		if o != handoff.CallAgain {
			form.Outcomes = append(form.Outcomes, pages.Option{Value: string(o), Text: f.T("admin.outcome.button." + string(o))})
		}
	}
	if back.ref == ref {
		form.Wrong, form.Again, form.AgainWrong = back.wrong, back.again, back.againWrong
	}
	return form
}

func caller(f pages.Frame, c handoff.Call) string {
	for _, t := range c.Tickets {
		if who := cmp.Or(t.Name, t.Email); who != "" {
			return who
		}
	}
	return f.T("admin.ticket.unnamed")
}

// callWhen is the time that was promised, on the desk's clock.
func (s *Server) callWhen(f pages.Frame, c handoff.Call) string {
	switch {
	case !c.ASAP && !c.To.IsZero():
		return f.Window(c.From.In(s.zone()), c.To, s.Now())
	case c.To.IsZero():
		return f.T("admin.call.asap")
	default:
		return f.T("admin.call.asap_by", "When", s.when(f, c.To))
	}
}

// theirs is that time on the visitor's clock, or their time of day now if they want to be called
// soon; "" if they live by the desk's clock or their zone is not known.
func (s *Server) theirs(f pages.Frame, c handoff.Call) string {
	zone := c.Tickets[0].Zone()
	soon := c.ASAP || c.To.IsZero()
	at := c.From
	if soon {
		at = s.Now()
	}
	if zone == nil || at.In(s.zone()).Format("-0700") == at.In(zone).Format("-0700") {
		return ""
	}
	if soon {
		return f.T("admin.call.their_clock", "Clock", theirClock(f, at.In(s.zone()), at.In(zone)))
	}
	last := c.To.Add(-1) // a window until midnight ends on the day before
	days := []int{c.From.In(s.zone()).YearDay(), last.In(s.zone()).YearDay(), c.From.In(zone).YearDay(), last.In(zone).YearDay()}
	window := f.Clocks(c.From.In(zone), c.To.In(zone))
	if slices.Min(days) != slices.Max(days) {
		window = f.Window(c.From.In(zone), c.To, time.Time{}) // their today may be another day than the desk's
	}
	return f.T("admin.call.theirs", "Window", window)
}

// theirClock is a time of day in the zone of there, with its day where that is not the day here.
func theirClock(f pages.Frame, here, there time.Time) string {
	if here.YearDay() == there.YearDay() {
		return f.Clock(there)
	}
	return f.InZones(there, words.Expectation{Desk: there.Location()})
}

func (s *Server) lateCall(f pages.Frame, c handoff.Call) string {
	for _, t := range c.Tickets {
		if text := s.late(f, t); text != "" {
			return text
		}
	}
	return ""
}

func wishOf(c handoff.Call) string {
	for _, t := range c.Tickets {
		if t.Wish != "" {
			return t.Wish
		}
	}
	return ""
}

func spokenIn(c handoff.Call) string { return cmp.Or(c.Tickets[0].CallLang, c.Tickets[0].Lang) }

func triesText(f pages.Frame, c handoff.Call) string {
	made, most := c.Tries()
	if made == 0 {
		return ""
	}
	return f.N("admin.call.tries", made, "Most", most)
}

func (s *Server) lastTry(f pages.Frame, c handoff.Call) string {
	last, ok := c.Last()
	if !ok {
		return ""
	}
	text := f.T("admin.call.last", "Ago", f.Ago(last.At, s.Now()), "Outcome", f.T("admin.outcome."+string(last.Outcome)), "Name", last.AgentName)
	if c.State == handoff.StateResting {
		text += " " + f.T("admin.call.rests", "When", s.when(f, c.RestedAt))
	}
	return text
}

// firstWords are the beginning of what the visitor wrote first.
func firstWords(t handoff.Ticket) (text, lang string) {
	for _, m := range t.Messages {
		if m.From == handoff.FromVisitor {
			return shorten(m.Text, topicChars), m.Lang
		}
	}
	return "", ""
}

// when is a moment on the desk's clock, as people speak of it today.
func (s *Server) when(f pages.Frame, at time.Time) string {
	return f.InZones(at, words.Expectation{AsOf: s.Now(), Desk: s.zone()})
}

// late says that a ticket waits longer than promised, and what was promised; "" if it does not.
func (s *Server) late(f pages.Frame, t handoff.Ticket) string {
	switch {
	case !t.Late(s.Now()):
		return ""
	case t.Promise.By.IsZero():
		return f.T("admin.late.unpromised", "When", s.when(f, t.UnansweredSince))
	default:
		return f.T("admin.late.promised", "When", s.when(f, t.Promise.By))
	}
}

// ticketCall is the call of a ticket on its own page: with its attempts, and the form while a call
// is owed. It is the zero value for a ticket that is no call-back.
func (s *Server) ticketCall(ctx context.Context, f pages.Frame, t handoff.Ticket, back refusedCall) (pages.TicketCall, error) {
	if t.Kind != handoff.CallBack {
		return pages.TicketCall{}, nil
	}
	c, err := s.callOf(ctx, t)
	if err != nil {
		return pages.TicketCall{}, err
	}
	v := pages.TicketCall{CallView: s.callView(f, c, nil), Wording: t.Wording, Attempts: s.attempts(f, t), Owed: t.CallPending}
	v.Topics = slices.DeleteFunc(v.Topics, func(topic pages.CallTopic) bool { return topic.Ref == t.Ref })
	v.Form = s.outcomeForm(f, t.Ref, "ticket", back)
	v.Late = "" // it stands above
	return v, nil
}

// callOf is the call that a ticket is part of, or was.
func (s *Server) callOf(ctx context.Context, t handoff.Ticket) (handoff.Call, error) {
	alone := handoff.Call{Phone: t.Phone, Tickets: []handoff.Ticket{t}, From: t.WindowFrom, To: t.WindowTo, ASAP: t.WindowTo.IsZero()}
	if !t.CallPending {
		return alone, nil
	}
	calls, err := s.Desk.Calls(ctx)
	i := slices.IndexFunc(calls, func(c handoff.Call) bool { return concerns(c, t.Ref) })
	if err != nil || i < 0 { // such as one in Suspected
		return alone, err
	}
	return calls[i], nil
}

func concerns(c handoff.Call, ref string) bool {
	return slices.ContainsFunc(c.Tickets, func(t handoff.Ticket) bool { return t.Ref == ref })
}

func (s *Server) attempts(f pages.Frame, t handoff.Ticket) []pages.AttemptLine {
	var all []pages.AttemptLine
	for _, a := range t.Attempts {
		line := pages.AttemptLine{
			At: a.At.UTC().Format(time.RFC3339), When: s.when(f, a.At), Who: a.AgentName, Text: f.T("admin.outcome." + string(a.Outcome)),
		}
		if !a.Again.IsZero() {
			line.Text = f.T("admin.call.agreed", "When", s.when(f, a.Again))
		}
		all = append(all, line)
	}
	return all
}
