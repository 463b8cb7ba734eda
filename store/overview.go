package store

import (
	"context"
	"time"

	"deskbell/handoff"
)

// A ticket that was opened since then was changed since then: that has an index.
const repliesQuery = `
SELECT created_at, first_reply_at, CASE WHEN status = 'done' AND first_reply_at = 0 THEN closed_at ELSE 0 END
FROM tickets
WHERE folder = 'inbox' AND updated_at >= ?1 AND created_at >= ?1 AND (kind <> 'callback' OR window_from = 0 AND phone <> '')
ORDER BY created_at DESC, id DESC LIMIT ?2`

// Replies gives how long the tickets of the inbox opened since then waited for a person,
// newest first. Call-backs with a window are left out, and those whose number and window
// were removed: nobody knows any more whether they had one.
func (s *Store) Replies(ctx context.Context, since time.Time, limit int) ([]handoff.Reply, error) {
	return all(s.read(ctx), func(s scan) (r handoff.Reply, err error) {
		return r, s(instant{&r.OpenedAt}, instant{&r.AnsweredAt}, instant{&r.EndedAt})
	}, repliesQuery, millis(since), limit)
}

const (
	overviewQuery = `
SELECT count(*), coalesce(min(answer_order), 0),
	count(CASE WHEN unanswered_since <> 0 AND due <> 0 AND due < ?1 THEN 1 END)
FROM tickets WHERE folder = 'inbox' AND answer_order < ?2`
	countCallsQuery = `SELECT count(*) FROM tickets WHERE folder = 'inbox' AND call_pending = 1`
)

// Overview counts what waits in the inbox now.
func (s *Store) Overview(ctx context.Context) (o handoff.Overview, err error) {
	err = s.view(ctx, func(d db) (err error) {
		if o, err = one(d, readOverview, overviewQuery, millis(s.now()), int64(noAnswerNeeded)); err != nil {
			return err
		}
		o.Calls, err = one(d, value[int], countCallsQuery)
		return err
	})
	return o, err
}

func readOverview(s scan) (o handoff.Overview, err error) {
	return o, s(&o.Open, instant{&o.Oldest}, &o.Late)
}
