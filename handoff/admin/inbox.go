package admin

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/web"
	pages "deskbell/templates/admin"
)

const (
	inboxPage    = 25  // tickets a page
	previewChars = 160 // of the visitor's last message
)

var (
	folders  = []handoff.Folder{handoff.Inbox, handoff.Suspected, handoff.Spam}
	statuses = []handoff.Status{handoff.Open, handoff.Waiting, handoff.Snoozed, handoff.Done}
)

// anyStatus is the tab of all tickets of a folder.
const anyStatus handoff.Status = "all"

// choice is what an inbox page shows, as its address says it.
type choice struct {
	folder handoff.Folder
	status handoff.Status
	words  string
	mine   bool
	page   int
}

func readChoice(q url.Values) choice {
	c := choice{folder: handoff.Folder(q.Get("folder")), status: handoff.Status(q.Get("status")), words: strings.TrimSpace(q.Get("q"))}
	c.mine = q.Get("mine") != ""
	if !slices.Contains(folders, c.folder) && c.folder != handoff.Sealed {
		c.folder = handoff.Inbox
	}
	if !slices.Contains(statuses, c.status) && c.status != anyStatus {
		c.status = c.usualStatus()
	}
	c.page = pageNumber(q)
	return c
}

// usualStatus is open tickets in the inbox; who searches wants to find, and the other
// folders are small.
func (c choice) usualStatus() handoff.Status {
	if c.words != "" || c.folder != handoff.Inbox {
		return anyStatus
	}
	return handoff.Open
}

func (c choice) path() string {
	q := url.Values{}
	if c.folder != handoff.Inbox {
		q.Set("folder", string(c.folder))
	}
	if c.status != c.usualStatus() {
		q.Set("status", string(c.status))
	}
	if c.words != "" {
		q.Set("q", c.words)
	}
	if c.mine {
		q.Set("mine", "yes")
	}
	setPage(q, c.page)
	if len(q) == 0 {
		return "/admin/"
	}
	return "/admin/?" + q.Encode()
}

func (c choice) filter(a handoff.Agent) handoff.Filter {
	f := handoff.Filter{Folder: c.folder, Words: c.words}
	if c.status != anyStatus {
		f.Statuses = []handoff.Status{c.status}
	}
	if c.mine {
		f.AgentID = a.ID
	}
	return f
}

func (s *Server) showInbox(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	c := readChoice(r.URL.Query())
	if c.folder == handoff.Sealed && !a.Owner {
		return fault.New(fault.Forbidden, "owner_only")
	}
	tickets, total, err := s.Desk.Tickets(r.Context(), c.filter(a), handoff.OldestUnanswered, inboxPage, (c.page-1)*inboxPage)
	if err != nil {
		return err
	}
	f, err := s.frame(r, a, "/admin/", "admin.inbox.title")
	if err != nil {
		return err
	}
	v := pages.InboxView{Frame: f, Self: c.path(), Words: c.words, Folder: string(c.folder), Total: f.N("admin.inbox.total", total)}
	shown, err := s.foldersFor(r.Context(), a)
	if err != nil {
		return err
	}
	v.Folders, v.Tabs, v.Mine = folderLinks(v.Frame, c, shown), tabLinks(v.Frame, c), mineLink(v.Frame, c)
	v.Newer, v.Older = neighbours(c.page, inboxPage, total, c.at)
	v.Empty = v.T(emptyKey(c))
	v.Fresh = c == readChoice(nil)
	if v.Rows, err = s.rows(r.Context(), v.Frame, tickets); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, pages.Inbox(v))
}

// foldersFor adds what is closed to view for owners, once there is anything.
func (s *Server) foldersFor(ctx context.Context, a handoff.Agent) ([]handoff.Folder, error) {
	if !a.Owner {
		return folders, nil
	}
	_, sealed, err := s.Desk.Tickets(ctx, handoff.Filter{Folder: handoff.Sealed}, handoff.NewestChange, 1, 0)
	if sealed == 0 {
		return folders, err
	}
	return append(slices.Clone(folders), handoff.Sealed), err
}

func folderLinks(f pages.Frame, c choice, shown []handoff.Folder) (all []pages.NavLink) {
	for _, folder := range shown {
		next := choice{folder: folder, words: c.words, mine: c.mine, page: 1}
		next.status = next.usualStatus()
		all = append(all, pages.NavLink{Href: next.path(), Text: f.T("admin.folder." + string(folder)), Here: folder == c.folder})
	}
	return all
}

func tabLinks(f pages.Frame, c choice) (all []pages.NavLink) {
	for _, status := range append(slices.Clone(statuses), anyStatus) {
		next := c
		next.status, next.page = status, 1
		all = append(all, pages.NavLink{Href: next.path(), Text: f.T("admin.status." + string(status)), Here: status == c.status})
	}
	return all
}

func mineLink(f pages.Frame, c choice) pages.NavLink {
	next := c
	next.mine, next.page = !c.mine, 1
	return pages.NavLink{Href: next.path(), Text: f.T("admin.inbox.mine"), Here: c.mine}
}

// at is the address of another page of the same choice.
func (c choice) at(page int) string {
	c.page = page
	return c.path()
}

func emptyKey(c choice) string {
	switch {
	case c.words != "":
		return "admin.inbox.none_found"
	case c.folder != handoff.Inbox:
		return "admin.inbox.none." + string(c.folder)
	case c.status == handoff.Open:
		return "admin.inbox.none_open"
	default:
		return "admin.inbox.none_status"
	}
}

// rows reads each ticket for its last words: SQLite is in the process, so a
// page of single reads costs less than a second query that joins them.
func (s *Server) rows(ctx context.Context, f pages.Frame, tickets []handoff.Ticket) ([]pages.TicketRow, error) {
	names, err := s.agentNames(ctx)
	if err != nil {
		return nil, err
	}
	var all []pages.TicketRow
	for _, t := range tickets {
		whole, err := s.Desk.Ticket(ctx, t.Ref)
		if err != nil {
			return nil, err
		}
		all = append(all, s.row(f, whole, names))
	}
	return all, nil
}

func (s *Server) row(f pages.Frame, t handoff.Ticket, names map[int64]string) pages.TicketRow {
	since := t.UpdatedAt
	if t.NeedsAnswer() {
		since = t.UnansweredSince
	}
	row := pages.TicketRow{
		Ref: t.Ref, Href: ticketPath(t.Ref), Who: s.who(f, t), Status: string(t.Status), StatusText: s.statusText(f, t),
		Kind: f.T("widget.form." + string(t.Kind)), Since: f.Ago(since, s.Now()), At: since.UTC().Format(time.RFC3339),
		Unanswered: t.NeedsAnswer(), Late: s.late(f, t), Scope: t.Scope,
	}
	if name, ok := names[t.AgentID]; ok {
		row.Assignee = f.T("admin.inbox.assigned", "Name", name)
	}
	row.Preview, row.Lang = lastWords(t)
	return row
}

// lastWords are the beginning of the visitor's last message.
func lastWords(t handoff.Ticket) (text, lang string) {
	for _, m := range slices.Backward(t.Messages) {
		if m.From == handoff.FromVisitor {
			return shorten(m.Text, previewChars), m.Lang
		}
	}
	return "", ""
}

func shorten(s string, most int) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most-1]) + "…"
}

func (s *Server) who(f pages.Frame, t handoff.Ticket) string {
	return cmp.Or(t.Name, t.Email, handoff.FormatPhone(t.Phone), f.T("admin.ticket.unnamed"))
}

func (s *Server) statusText(f pages.Frame, t handoff.Ticket) string {
	if t.Status == handoff.Snoozed {
		return f.T("admin.status.snoozed_until", "Moment", f.Moment(t.SnoozedUntil.In(s.zone())))
	}
	return f.T("admin.status." + string(t.Status))
}

func (s *Server) agentNames(ctx context.Context) (map[int64]string, error) {
	agents, err := s.Team.Agents(ctx)
	names := map[int64]string{}
	for _, a := range agents {
		names[a.ID] = a.Name
	}
	return names, err
}
