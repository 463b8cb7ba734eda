package admin

import (
	"strconv"
	"time"

	"deskbell/handoff"
	pages "deskbell/templates/admin"
)

// thread is a ticket's messages, each reply with how it fares on its way.
func (s *Server) thread(f pages.Frame, t handoff.Ticket, rows []handoff.Outgoing) []pages.ThreadItem {
	letters := map[int64]handoff.Outgoing{}
	for _, row := range rows {
		if row.Letter == handoff.ReplyLetter {
			letters[row.MessageID] = row
		}
	}
	var all []pages.ThreadItem
	for _, m := range t.Messages {
		item := pages.ThreadItem{
			ID: "m-" + strconv.FormatInt(m.ID, 10), Kind: kindOf(m), Who: s.author(f, t, m), Text: pieces(m.Text), Lang: m.Lang,
			When: f.Moment(m.At.In(s.zone())), At: m.At.UTC().Format(time.RFC3339),
		}
		if m.From == handoff.FromSystem {
			item.Text = []pages.Piece{{Text: f.T("event." + m.Text)}}
		}
		if item.Kind == "agent" {
			item.Delivery = s.delivery(f, t, m, letters)
		}
		all = append(all, item)
	}
	return all
}

func kindOf(m handoff.Message) string {
	if m.Note && m.From != handoff.FromSystem {
		return "note"
	}
	return string(m.From)
}

func (s *Server) author(f pages.Frame, t handoff.Ticket, m handoff.Message) string {
	switch {
	case m.From == handoff.FromSystem && m.Note:
		return f.T("admin.thread.system_note")
	case m.From == handoff.FromSystem:
		return f.T("admin.thread.system")
	case m.Note:
		return f.T("admin.thread.note", "Name", m.AgentName)
	case m.From == handoff.FromAgent:
		return f.T("admin.thread.agent", "Name", m.AgentName)
	case t.Name != "":
		return f.T("admin.thread.visitor_named", "Name", t.Name)
	default:
		return f.T("admin.thread.visitor")
	}
}

// delivery is how a reply reached, or will reach, the visitor.
func (s *Server) delivery(f pages.Frame, t handoff.Ticket, m handoff.Message, letters map[int64]handoff.Outgoing) pages.Delivery {
	row, ok := letters[m.ID]
	if !ok {
		return pages.Delivery{State: "here", Text: f.T("admin.delivery.here"), Mailto: mailto(t, f, m.Text)}
	}
	d := s.outgoing(f, row)
	if d.State == string(handoff.Failed) {
		d.Mailto = mailto(t, f, m.Text)
	}
	return d
}

// outgoing is where a row of the outbox stands, with what to do about a failure.
func (s *Server) outgoing(f pages.Frame, row handoff.Outgoing) pages.Delivery {
	d := pages.Delivery{State: string(row.State), Retry: retryPath(row), Cause: row.LastCause}
	if row.LastError != "" {
		d.Advice = f.Error(row.LastError)
	}
	switch row.State {
	case handoff.Sent:
		d.Text, d.Retry = f.T("admin.delivery.sent", "Ago", f.Ago(row.SentAt, s.Now())), ""
	case handoff.Failed:
		d.Text = f.T("admin.delivery.failed")
	case handoff.Sending:
		d.Text, d.Retry = f.T("admin.delivery.sending"), ""
	default:
		d.Text = f.T("admin.delivery.pending")
		if row.Attempts > 0 {
			d.Text = f.T("admin.delivery.again", "Clock", row.NextAt.In(s.zone()).Format("15:04"))
		}
	}
	if row.Uncertain {
		d.Advice += " " + f.T("admin.delivery.uncertain")
	}
	return d
}

func retryPath(row handoff.Outgoing) string {
	return "/admin/outbox/" + strconv.FormatInt(row.ID, 10) + "/retry"
}
