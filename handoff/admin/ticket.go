package admin

import (
	"context"
	"net/http"
	"strconv"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
)

// refusedForm is what was typed into one of a ticket's forms and why it came back.
type refusedForm struct {
	reply  refusedReply
	note   pages.Say
	snooze string // what is wrong with the time
	call   refusedCall
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
	f.Title, f.Ticket, f.From = s.who(f, t), t.Ref, ticketPath(t.Ref)
	v, err := s.ticketView(r.Context(), f, t, back)
	if err != nil {
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

func (s *Server) ticketView(ctx context.Context, f pages.Frame, t handoff.Ticket, back refusedForm) (pages.TicketView, error) {
	v := pages.TicketView{
		Frame: f, Ref: t.Ref, Path: ticketPath(t.Ref), Status: string(t.Status), StatusText: s.statusText(f, t), Late: s.late(f, t),
		Facts: s.facts(f, t), Tried: s.tried(f, t), Transcript: s.transcript(f, t), Seen: lastID(t), ReplyTo: s.replyTo(f, t),
		Reply: s.replyForm(f, back.reply), Note: fresh(back.note), Presets: s.presets(f), SnoozeWrong: back.snooze,
		Letter: s.letter(f, t), Sealed: t.IsSealed(), Done: t.Status == handoff.Done, Back: "/admin/",
	}
	v.FolderNote, v.Moves = s.folderNote(f, t), moveOptions(f, t)
	agents, err := s.Team.Agents(ctx)
	if err != nil {
		return v, err
	}
	v.Agents = assignees(f, agents, t.AgentID)
	if v.Call, err = s.ticketCall(ctx, f, t, back.call); err != nil {
		return v, err
	}
	if v.Earlier, err = s.earlier(ctx, f, t); err != nil {
		return v, err
	}
	rows, err := s.Outbox.TicketOutgoing(ctx, t.ID)
	v.Thread = s.thread(f, t, rows)
	return v, err
}

// folderNote says why a ticket is not in the inbox.
func (s *Server) folderNote(f pages.Frame, t handoff.Ticket) string {
	if t.Folder == handoff.Inbox {
		return ""
	}
	return f.T("admin.ticket.in_"+string(t.Folder), "Until", s.lastDay(f, t.KeepUntil))
}

func moveOptions(f pages.Frame, t handoff.Ticket) (all []pages.Option) {
	for _, folder := range moves[t.Folder] {
		all = append(all, pages.Option{Value: string(folder), Text: f.T("admin.ticket.move_" + string(folder))})
	}
	return all
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
