package handoff

import (
	"slices"
	"time"

	"deskbell/internal/limits"
)

// announce is what leaves with a new ticket: the notice to agents and notify targets, the
// receipt to the visitor. A suspected ticket sends nothing, so that it cannot
// be used to write to strangers.
func (d *Desk) announce(t Ticket, m Moment) ([]Outgoing, error) {
	if t.Folder != Inbox {
		return nil, nil
	}
	rows, err := d.tellAgents(t, NewTicketNotice, 1, m)
	if err != nil {
		return nil, err
	}
	pushed, err := d.tellTargets(m)
	if err != nil {
		return nil, err
	}
	rows = append(rows, pushed...)
	allowed, err := d.mayReceipt(t.Email, m)
	if allowed {
		rows = append(rows, row(Mail, Receipt, t.Email, t.Lang, m.Now()))
	}
	return rows, err
}

// mayReceipt keeps receipts from becoming a way to flood a stranger's mailbox.
func (d *Desk) mayReceipt(address string, m Moment) (bool, error) {
	if !d.config.Mail || address == "" {
		return false, nil
	}
	toThis, err := m.Receipts(address, m.Now().Add(-24*time.Hour))
	if err != nil || toThis >= d.config.Limits.Get(limits.ReceiptsPerAddress) {
		return false, err
	}
	toAll, err := m.Receipts("", m.Now().Add(-time.Hour))
	return err == nil && toAll < d.config.Limits.Get(limits.ReceiptsPerHour), err
}

// tellAgents makes a notice for each agent whom the ticket concerns. messageIndex as in Outgoing.
func (d *Desk) tellAgents(t Ticket, l Letter, messageIndex int, m Moment) ([]Outgoing, error) {
	if !d.config.Mail || t.Folder != Inbox {
		return nil, nil
	}
	agents, err := m.Agents()
	if err != nil {
		return nil, err
	}
	var rows []Outgoing
	for _, a := range responsible(t, agents) {
		if !a.NotifyMail {
			continue
		}
		notice := row(Mail, l, a.Email, a.Lang, m.Now())
		notice.MessageIndex = messageIndex
		rows = append(rows, notice)
	}
	return rows, nil
}

// responsible are the agents whom a ticket concerns: its assignee, or all who are here. If none is
// here it concerns everyone: a request never reaches nobody.
func responsible(t Ticket, agents []Agent) []Agent {
	active := slices.DeleteFunc(slices.Clone(agents), func(a Agent) bool { return !a.Active() })
	if i := slices.IndexFunc(active, func(a Agent) bool { return a.ID == t.AgentID }); i >= 0 {
		return active[i : i+1]
	}
	here := slices.DeleteFunc(slices.Clone(active), func(a Agent) bool { return a.Away })
	if len(here) > 0 {
		return here
	}
	return active
}

// tellTargets makes a notice of a new ticket for each notify target.
func (d *Desk) tellTargets(m Moment) ([]Outgoing, error) {
	if len(d.config.Notify) == 0 {
		return nil, nil
	}
	agents, err := m.Agents()
	return d.pushRows(NewTicketNotice, agents, m.Now()), err
}

// pushRows makes a row for each notify target, in the language of the first owner.
func (d *Desk) pushRows(l Letter, agents []Agent, now time.Time) []Outgoing {
	lang := ""
	if i := slices.IndexFunc(agents, func(a Agent) bool { return a.Owner && a.Active() }); i >= 0 {
		lang = agents[i].Lang
	}
	rows := make([]Outgoing, len(d.config.Notify))
	for i, target := range d.config.Notify {
		rows[i] = row(target.Channel, l, target.Name, lang, now)
	}
	return rows
}

func row(c Channel, l Letter, to, lang string, now time.Time) Outgoing {
	return Outgoing{Channel: c, Letter: l, Recipient: to, Lang: lang, State: Pending, NextAt: now, CreatedAt: now}
}
