package admin

import (
	"net/http"
	"slices"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
)

const (
	shownWaiting = 100
	shownSent    = 25
)

// showOutbox lists what has not left yet with what to do, and what left lately.
func (s *Server) showOutbox(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	f, err := s.frame(r, a, "/admin/outbox", "admin.outbox.title")
	if err != nil {
		return err
	}
	waiting, err := s.Outbox.OutgoingList(r.Context(), true, shownWaiting)
	if err != nil {
		return err
	}
	latest, err := s.Outbox.OutgoingList(r.Context(), false, shownSent)
	if err != nil {
		return err
	}
	sent := slices.DeleteFunc(latest, func(o handoff.Outgoing) bool { return o.State != handoff.Sent })
	v := pages.OutboxView{Frame: f, Channels: s.channels(f, a), Waiting: s.outgoingRows(f, waiting), Sent: s.outgoingRows(f, sent), NoMail: !s.Desk.HasMail()}
	return web.Render(w, r, http.StatusOK, pages.Outbox(v))
}

func (s *Server) outgoingRows(f pages.Frame, rows []handoff.Outgoing) (all []pages.OutgoingRow) {
	for _, row := range rows {
		one := pages.OutgoingRow{
			What: f.T("admin.letter." + string(row.Letter)), To: row.Recipient, Channel: f.T("admin.channel." + string(row.Channel)),
			Since: f.Ago(row.CreatedAt, s.Now()), At: row.CreatedAt.UTC().Format(time.RFC3339), Delivery: s.outgoing(f, row),
		}
		if row.TicketRef != "" {
			one.Ref, one.Href = row.TicketRef, ticketPath(row.TicketRef)
		}
		all = append(all, one)
	}
	return all
}

// ways are all that this desk can send over: mail to the agent, and every notify target.
func (s *Server) ways(a handoff.Agent) []handoff.Target {
	var all []handoff.Target
	if s.Desk.HasMail() {
		all = append(all, handoff.Target{Channel: handoff.Mail, Name: a.Email})
	}
	return append(all, s.Targets...)
}

func (s *Server) channels(f pages.Frame, a handoff.Agent) (all []pages.Channel) {
	pulses := s.Pulses()
	for _, way := range s.ways(a) {
		p := pulses[way.Channel]
		c := pages.Channel{Kind: string(way.Channel), Name: way.Name, Title: f.T("admin.channel." + string(way.Channel)), Working: p.Working()}
		if c.Last = f.T("admin.channel.none_sent"); !p.LastSent.IsZero() {
			c.Last = f.T("admin.channel.last_sent", "Ago", f.Ago(p.LastSent, s.Now()))
		}
		if !p.Working() {
			c.Advice, c.Cause = f.Error(p.LastError), p.LastCause
		}
		all = append(all, c)
	}
	return all
}

// retry sends a row now, and goes back to the page with the button.
func (s *Server) retry(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	id, err := pathID(r)
	if err != nil {
		return err
	}
	if err := s.Outbox.ChangeOutgoing(r.Context(), id, handoff.Outgoing.Again); err != nil {
		return err
	}
	if ref, ok := handoff.ParseRef(r.PostFormValue("ticket")); ok {
		return saying(w, ticketPath(ref), "retried")
	}
	return saying(w, "/admin/outbox", "retried")
}

// sendTest puts a test message for one of the ways into the outbox.
func (s *Server) sendTest(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	way := handoff.Target{Channel: handoff.Channel(r.PostFormValue("channel")), Name: r.PostFormValue("name")}
	if !slices.Contains(s.ways(a), way) {
		return fault.New(fault.NotFound, "not_found")
	}
	now := s.Now()
	_, err := s.Outbox.AddOutgoing(r.Context(), handoff.Outgoing{
		Channel: way.Channel, Letter: handoff.TestLetter, Recipient: way.Name, Lang: a.Lang,
		State: handoff.Pending, NextAt: now, CreatedAt: now,
	})
	if err != nil {
		return err
	}
	return saying(w, "/admin/outbox", "testing")
}
