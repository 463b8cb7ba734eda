package admin

import (
	"context"
	"crypto/rand"
	"net/http"
	"strconv"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
)

// refusedForm is what was typed into one of a ticket's forms and why it came back.
type refusedForm struct {
	reply, note pages.Say
	snooze      string // what is wrong with the time
	call        refusedCall
}

func (s *Server) showTicket(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	return s.renderTicket(w, r, a, refusedForm{})
}

func (s *Server) renderTicket(w http.ResponseWriter, r *http.Request, a handoff.Agent, back refusedForm) error {
	t, err := s.readable(r, a)
	if err != nil {
		return err
	}
	f, err := s.frame(r, a, "/admin/", "admin.inbox.title")
	if err != nil {
		return err
	}
	f.From = ticketPath(t.Ref)
	v, err := s.ticketView(r.Context(), f, t)
	if err != nil {
		return err
	}
	v.Reply, v.Note, v.SnoozeWrong = s.replyForm(v.Frame, back.reply), fresh(back.note), back.snooze
	if v.Call, err = s.ticketCall(r.Context(), v.Frame, t, v.Names, back.call); err != nil {
		return err
	}
	return web.Render(w, r, refusedStatus(back != refusedForm{}), pages.Ticket(v))
}

// readable is the ticket that the path names. One that is closed to view is for owners alone.
func (s *Server) readable(r *http.Request, a handoff.Agent) (handoff.Ticket, error) {
	t, err := s.Desk.Ticket(r.Context(), r.PathValue("ref"))
	if err == nil && t.IsSealed() && !a.Owner {
		return handoff.Ticket{}, fault.New(fault.Gone, "sealed")
	}
	return t, err
}

// fresh gives a form a key of its own, so that sending it twice is sending it once.
func fresh(form pages.Say) pages.Say {
	form.Key = rand.Text()
	return form
}

func (s *Server) ticketView(ctx context.Context, f pages.Frame, t handoff.Ticket) (pages.TicketView, error) {
	f.Title, f.Ticket = s.who(f, t), t.Ref
	v := pages.TicketView{
		Frame: f, Ref: t.Ref, Path: ticketPath(t.Ref), Status: string(t.Status), StatusText: s.statusText(f, t),
		Facts: s.facts(f, t), Transcript: s.transcript(t), Seen: lastID(t), ReplyTo: s.replyTo(f, t),
		Presets: s.presets(f), Done: t.Status == handoff.Done, Back: "/admin/",
	}
	if t.Folder != handoff.Inbox {
		v.FolderNote = f.T("admin.ticket.in_" + string(t.Folder))
	}
	for _, folder := range moves[t.Folder] {
		v.Moves = append(v.Moves, pages.Option{Value: string(folder), Text: f.T("admin.ticket.move_" + string(folder))})
	}
	agents, err := s.Team.Agents(ctx)
	if err != nil {
		return v, err
	}
	v.Agents = assignees(f, agents, t.AgentID)
	rows, err := s.Outbox.TicketOutgoing(ctx, t.ID)
	if err != nil {
		return v, err
	}
	v.Thread = s.thread(f, t, rows)
	return v, nil
}

// moves are the folders that a ticket can be put into from its own.
var moves = map[handoff.Folder][]handoff.Folder{
	handoff.Inbox:     {handoff.Spam},
	handoff.Suspected: {handoff.Inbox, handoff.Spam},
	handoff.Spam:      {handoff.Inbox},
}

func lastID(t handoff.Ticket) string {
	if len(t.Messages) == 0 {
		return "0"
	}
	return strconv.FormatInt(t.Messages[len(t.Messages)-1].ID, 10)
}

// replyTo says how the reply reaches the visitor.
func (s *Server) replyTo(f pages.Frame, t handoff.Ticket) string {
	switch {
	case t.Email != "" && s.Desk.HasMail():
		return f.T("admin.reply.by_mail", "Email", t.Email)
	case t.Email != "":
		return f.T("admin.reply.no_mail", "Email", t.Email)
	case t.Kind == handoff.CallBack:
		return f.T("admin.reply.callback")
	default:
		return f.T("admin.reply.here")
	}
}

func assignees(f pages.Frame, agents []handoff.Agent, now int64) []pages.Option {
	all := []pages.Option{{Value: "0", Text: f.T("admin.assign.nobody"), Chosen: now == 0}}
	for _, a := range agents {
		if a.Active() || a.ID == now {
			all = append(all, pages.Option{Value: agentKeyOf(a), Text: a.Name, Chosen: a.ID == now})
		}
	}
	return all
}

func agentKeyOf(a handoff.Agent) string { return strconv.FormatInt(a.ID, 10) }
