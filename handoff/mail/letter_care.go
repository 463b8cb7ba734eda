package mail

import (
	"context"
	"strings"

	"deskbell/handoff"
)

// late names the tickets that wait longer than promised, and nothing that a visitor wrote.
func (w writer) late() letter {
	tickets := w.parcel.Tickets
	paragraphs := []string{fold(w.N("mail.late.intro", len(tickets)))}
	for _, t := range tickets {
		paragraphs = append(paragraphs, w.waiting(t))
	}
	paragraphs = append(paragraphs, w.way("mail.inbox", "/admin/"), w.way("mail.late.note", "/admin/profile"))
	return w.internal(w.N("mail.late.subject", len(tickets)), paragraphs...)
}

// waiting is a ticket that is late, in a paragraph.
func (w writer) waiting(t handoff.Ticket) string {
	promise := w.T("mail.late.unpromised")
	if !t.Promise.By.IsZero() {
		promise = w.fact("mail.late.promised", w.moment(t.Promise.By))
	}
	return strings.Join([]string{
		w.fact("mail.fact.ref", t.Ref+" ("+w.T("mail.kind."+string(t.Kind))+")"),
		w.fact("mail.late.since", w.moment(t.Turn())),
		promise,
		w.ticketURL(t),
	}, "\n")
}

// digest tells an agent what waits at the moment of sending.
func (w writer) digest(ctx context.Context) (letter, error) {
	o, err := w.config.Overview(ctx)
	if err != nil {
		return letter{}, err
	}
	var short, long []string
	for _, count := range []struct {
		name string
		n    int
	}{{"open", o.Open}, {"late", o.Late}, {"calls", o.Calls}} {
		if count.n > 0 {
			short = append(short, w.N("mail.digest."+count.name, count.n))
			long = append(long, w.fact("mail.digest.fact."+count.name, count.n))
		}
	}
	if len(short) == 0 {
		return letter{}, handoff.Needless
	}
	if !o.Oldest.IsZero() {
		long = append(long, w.fact("mail.digest.fact.oldest", w.moment(o.Oldest)))
	}
	links := []string{w.way("mail.inbox", "/admin/")}
	if o.Calls > 0 {
		links = append(links, w.way("mail.calls", "/admin/calls"))
	}
	return w.internal(
		w.T("mail.digest.subject", "Waiting", strings.Join(short, ", ")),
		w.say("mail.digest.intro", "Desk", w.desk.Name),
		strings.Join(long, "\n"),
		strings.Join(links, "\n\n"),
		w.way("mail.digest.note", "/admin/profile"),
	), nil
}

// way leads to a page of the agents.
func (w writer) way(key, path string) string { return w.say(key) + "\n" + w.config.AdminURL + path }
