package handoff

import (
	"context"
	"time"
)

// mostLate is how many tickets one notice names.
const mostLate = 50

// tellLate tells agents of tickets that wait longer than promised: each ticket once, in
// opening time, many in one notice. A ticket that was answered and is late again is told of again.
func (d *Desk) tellLate(ctx context.Context) error {
	if !d.config.Mail && len(d.config.Notify) == 0 {
		return nil
	}
	return d.store.TellLate(ctx, mostLate, func(late []Ticket, m Moment) ([]Outgoing, []string, error) {
		if len(late) == 0 || !d.mayTell(m.Now()) {
			return nil, nil, nil
		}
		agents, err := m.Agents()
		if err != nil {
			return nil, nil, err
		}
		rows := append(d.mailLate(late, agents, m.Now()), d.pushLate(late, agents, m.Now())...)
		return rows, refsOf(late), nil // those that nobody wants to hear of, too: they would stand before all others
	})
}

func refsOf(tickets []Ticket) []string {
	refs := make([]string, len(tickets))
	for i, t := range tickets {
		refs[i] = t.Ref
	}
	return refs
}

// mayTell keeps notices to the hours of the desk, if it has any.
func (d *Desk) mayTell(now time.Time) bool {
	return !d.config.Timing.Calendar().Set() || d.config.Timing.IsOpen(now)
}

// mailLate makes a row for each agent who wants to know of any of the tickets.
func (d *Desk) mailLate(late []Ticket, agents []Agent, now time.Time) []Outgoing {
	if !d.config.Mail {
		return nil
	}
	refs := map[int64][]string{}
	for _, t := range late {
		for _, a := range responsible(t, agents) {
			if a.NotifyLate {
				refs[a.ID] = append(refs[a.ID], t.Ref)
			}
		}
	}
	var rows []Outgoing
	for _, a := range agents {
		if about := refs[a.ID]; len(about) > 0 {
			notice := row(Mail, LateNotice, a.Email, a.Lang, now)
			notice.About = about
			rows = append(rows, notice)
		}
	}
	return rows
}

func (d *Desk) pushLate(late []Ticket, agents []Agent, now time.Time) []Outgoing {
	rows := d.pushRows(LateNotice, agents, now)
	for i := range rows {
		rows[i].About = refsOf(late)
	}
	return rows
}
