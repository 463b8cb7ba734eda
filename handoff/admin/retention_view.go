package admin

import (
	"net/http"
	"strconv"
	"time"

	"deskbell/handoff"
	pages "deskbell/templates/admin"
)

const (
	dryRunTickets = 20 // shown of each rule
	shownRemovals = 50
	sealedPage    = 25
)

func (s *Server) retentionView(r *http.Request, f pages.Frame, form retentionForm, wrong map[string]string) (pages.RetentionView, error) {
	v := pages.RetentionView{Frame: f, Fields: retentionInputs(f, form, wrong), Others: otherLives(f)}
	rules, err := form.rules(handoff.Rules{}, s.Now())
	if err != nil {
		v.Unclear = f.T("admin.retention.unclear")
	} else if v.Going, err = s.going(r, f, rules.Retention); err != nil {
		return v, err
	}
	if v.Log, err = s.removals(r, f); err != nil {
		return v, err
	}
	return v, s.sealed(r, &v)
}

func retentionInputs(f pages.Frame, form retentionForm, wrong map[string]string) []pages.Field {
	var all []pages.Field
	for i, name := range retentionFields {
		all = append(all, pages.Field{
			Name: name, Label: f.T("admin." + name), Hint: f.T("admin." + name + ".hint"), Value: form[i], Type: "number", Mode: "numeric", Complete: "off", Error: wrong[name],
		})
	}
	return all
}

// otherLives says how long is kept what has no rule.
func otherLives(f pages.Frame) []pages.Fact {
	var all []pages.Fact
	for _, what := range []string{"letters", "outbox", "gaps", "keys", "copies"} {
		all = append(all, pages.Fact{Label: f.T("admin.retention.other." + what), Text: f.T("admin.retention.other." + what + ".life")})
	}
	return all
}

// going is what the numbers would remove now; rules that remove nothing are left out.
func (s *Server) going(r *http.Request, f pages.Frame, by handoff.Retention) ([]pages.Going, error) {
	list, err := s.Desk.DryRun(r.Context(), by, dryRunTickets)
	if err != nil {
		return nil, err
	}
	var all []pages.Going
	for _, one := range list {
		if one.Total == 0 {
			continue
		}
		g := pages.Going{What: string(one.What), Text: f.N("admin.retention.going."+string(one.What), one.Total)}
		for _, t := range one.Tickets {
			g.Tickets = append(g.Tickets, s.goingTicket(f, one.What, t))
		}
		if len(g.Tickets) > 0 {
			g.Oldest = g.Tickets[0].When
		}
		if more := one.Total - len(one.Tickets); more > 0 {
			g.More = f.N("admin.retention.going.more", more)
		}
		all = append(all, g)
	}
	return all, nil
}

func (s *Server) goingTicket(f pages.Frame, what handoff.Expiry, t handoff.Ticket) pages.GoingTicket {
	g := pages.GoingTicket{Ref: t.Ref, Href: ticketPath(t.Ref), When: f.T("admin.retention.untouched", "Date", f.Date(t.UpdatedAt.In(s.zone())))}
	if _, kept := t.Sealing(s.Now()); kept && what != handoff.ExpirePhone {
		g.Kept = s.keptUntil(f, t)
	}
	return g
}

func (s *Server) keptUntil(f pages.Frame, t handoff.Ticket) string {
	return f.T("admin.retention.kept", "Date", s.lastDay(f, t.KeepUntil))
}

func (s *Server) removals(r *http.Request, f pages.Frame) ([]pages.RemovalRow, error) {
	list, err := s.Desk.Removals(r.Context(), shownRemovals)
	var all []pages.RemovalRow
	for _, one := range list {
		row := pages.RemovalRow{When: f.Moment(one.At.In(s.zone())), At: one.At.UTC().Format(time.RFC3339)}
		if one.Count > 0 {
			row.Gone = f.N("admin.retention.gone."+string(one.What), one.Count)
		}
		if one.Sealed > 0 {
			row.Sealed = f.N("admin.retention.sealed_instead", one.Sealed)
		}
		all = append(all, row)
	}
	return all, err
}

func (s *Server) sealed(r *http.Request, v *pages.RetentionView) error {
	page := pageNumber(r.URL.Query())
	list, total, err := s.Desk.Tickets(r.Context(), handoff.Filter{Folder: handoff.Sealed}, handoff.NewestChange, sealedPage, (page-1)*sealedPage)
	for _, t := range list {
		v.Sealed = append(v.Sealed, pages.SealedRow{Ref: t.Ref, Href: ticketPath(t.Ref), Kept: s.keptUntil(v.Frame, t)})
	}
	v.Newer, v.Older = neighbours(page, sealedPage, total, func(page int) string { return "/admin/retention?page=" + strconv.Itoa(page) + "#sealed" })
	return err
}
