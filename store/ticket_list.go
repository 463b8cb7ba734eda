package store

import (
	"context"
	"strings"

	"deskbell/handoff"
)

const (
	listTicketsQuery  = `SELECT ` + ticketColumns + ` FROM tickets t`
	countTicketsQuery = `SELECT count(*) FROM tickets t`

	byAnswer = ` ORDER BY t.answer_order, t.updated_at DESC, t.id DESC`
	byChange = ` ORDER BY t.updated_at DESC, t.id DESC`
)

// Tickets gives a page of tickets without messages, and how many there are in all.
func (s *Store) Tickets(ctx context.Context, f handoff.Filter, order handoff.Order, limit, offset int) (page []handoff.Ticket, total int, err error) {
	w := filterTickets(f)
	err = s.view(ctx, func(d db) (err error) {
		if total, err = one(d, value[int], countTicketsQuery+w.text, w.args...); err != nil {
			return err
		}
		sorted := byAnswer
		if order == handoff.NewestChange {
			sorted = byChange
		}
		w.add(sorted+` LIMIT ? OFFSET ?`, limit, offset)
		page, err = all(d, readTicket, listTicketsQuery+w.text, w.args...)
		return err
	})
	return page, total, err
}

const wordFound = `(t.words LIKE ? ESCAPE '\' OR EXISTS
	(SELECT 1 FROM messages m WHERE m.ticket_id = t.id AND m.words LIKE ? ESCAPE '\'))`

// notSealed leaves out what is closed to view.
const notSealed = `t.folder <> 'sealed'`

// filterTickets is the condition of a filter. Every word must be found somewhere in
// the ticket or its messages. Sealed tickets must be asked for.
func filterTickets(f handoff.Filter) *where {
	w := &where{}
	if f.Folder != "" {
		w.and(`t.folder = ?`, string(f.Folder))
	} else {
		w.and(notSealed)
	}
	if len(f.Statuses) > 0 {
		in(w, `t.status`, f.Statuses)
	}
	if f.AgentID != 0 {
		w.and(`t.agent_id = ?`, f.AgentID)
	}
	for _, word := range strings.Fields(fold(f.Words)) {
		w.and(wordFound, containing(word), containing(word))
	}
	return w
}

const ticketCountsQuery = `
SELECT folder, count(*) FROM tickets WHERE folder IN ('inbox', 'suspected', 'spam') AND answer_order < ?1 GROUP BY folder`

type folderCount struct {
	folder handoff.Folder
	count  int
}

// TicketCounts counts the tickets of each folder that need an answer.
func (s *Store) TicketCounts(ctx context.Context) (map[handoff.Folder]int, error) {
	counts := map[handoff.Folder]int{handoff.Inbox: 0, handoff.Suspected: 0, handoff.Spam: 0}
	list, err := all(s.read(ctx), func(s scan) (c folderCount, err error) {
		return c, s(&c.folder, &c.count)
	}, ticketCountsQuery, int64(noAnswerNeeded))
	for _, c := range list {
		counts[c.folder] = c.count
	}
	return counts, err
}

const earlierQuery = listTicketsQuery + `
WHERE (t.email_lower = ?1 AND t.email_lower <> '' OR t.phone = ?2 AND t.phone <> '')
	AND t.id <> ?3 AND ` + notSealed + `
ORDER BY t.created_at DESC, t.id DESC LIMIT ?4`

// Earlier gives other tickets with the ticket's address or number, newest first,
// without messages; none that is sealed.
func (s *Store) Earlier(ctx context.Context, t handoff.Ticket, limit int) ([]handoff.Ticket, error) {
	return all(s.read(ctx), readTicket, earlierQuery, lowerAddress(t.Email), t.Phone, t.ID, limit)
}
