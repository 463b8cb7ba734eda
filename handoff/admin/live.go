package admin

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/feed"
	"deskbell/internal/web"
	"deskbell/words"
)

// change is what a live page is told: which ticket changed, what is new in words, how many
// wait and how many calls are to be made. The page reads again what it shows.
type change struct {
	Ref    string `json:"ref,omitempty"`
	News   string `json:"news,omitempty"`
	Unread int    `json:"unread"`
	Calls  int    `json:"calls"`
}

// follow streams what changes to an agent's page, for as long as the session lasts.
func (s *Server) follow(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	ctx, cancel := web.StreamContext(r)
	defer cancel()
	news := s.Feed.Subscribe(feed.Tickets, feed.Outbox, feed.Agents)
	defer news.Close()
	stream := web.NewStream(w)
	ping := time.NewTicker(web.PingEvery)
	defer ping.Stop()
	err := s.tell(stream, r, a, feed.Event{Topic: feed.Lost}) // begins with how many wait
	for err == nil {
		select {
		case <-ctx.Done():
			return nil
		case <-ping.C:
			err = s.tell(stream, r, a, feed.Event{Topic: feed.Agents})
		case e := <-news.C:
			err = s.tell(stream, r, a, e)
		}
	}
	return nil // the reader is gone, or the session is over: the answer has begun, nothing can be said
}

func (s *Server) tell(stream *web.Stream, r *http.Request, a handoff.Agent, e feed.Event) error {
	if !s.sessions.lasts(r) {
		return errors.Join(errLoginNeeded, stream.Send("over", "", ""))
	}
	what := "tickets"
	switch e.Topic {
	case feed.Outbox:
		return stream.Send("outbox", "", "")
	case feed.Agents:
		what, e.Key = "counts", "" // calls come due by themselves
	}
	c, err := s.changeOf(r.Context(), a, e.Key)
	if err != nil {
		return err
	}
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return stream.Send(what, "", string(data))
}

// changeOf says what became of a ticket; without a reference it only counts.
func (s *Server) changeOf(ctx context.Context, a handoff.Agent, ref string) (change, error) {
	counts, err := s.Desk.Counts(ctx)
	if err != nil {
		return change{}, err
	}
	calls, err := s.Desk.Calls(ctx)
	c := change{Ref: ref, Unread: counts[handoff.Inbox], Calls: callsToMake(calls)}
	if err != nil || ref == "" {
		return c, err
	}
	t, err := s.Desk.Ticket(ctx, ref)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Gone) {
		return c, nil // erased: the page sees that when it reads again
	}
	if err == nil && t.Folder == handoff.Inbox && wroteLast(t) {
		c.News = words.ForAgents(a.Lang).T("admin.live.message", "Ref", t.Ref)
	}
	return c, err
}

// wroteLast reports whether the last change of a ticket was a message of the visitor.
func wroteLast(t handoff.Ticket) bool {
	if len(t.Messages) == 0 {
		return false
	}
	last := t.Messages[len(t.Messages)-1]
	return last.From == handoff.FromVisitor && last.At.Equal(t.UpdatedAt)
}
