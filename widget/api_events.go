package widget

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/feed"
	"deskbell/internal/web"
	"deskbell/words"
)

// apiEvents is the live thread. It belongs to the token and to nothing else in the
// request, and it ends when the token does: the ticket is read anew, with the token,
// for everything that is sent.
func (s *Server) apiEvents(w http.ResponseWriter, r *http.Request) error {
	t, err := s.ticketOf(w, r, routeReads)
	if err != nil {
		return err
	}
	release, err := s.guard.stream(r, t.Ref)
	if err != nil {
		return err
	}
	defer release()
	// Before the thread is read again: what is written in between is told, not missed.
	news := s.Feed.Subscribe(feed.Tickets)
	defer news.Close()
	ctx, cancel := web.StreamContext(r)
	defer cancel()
	live := liveThread{
		server: s, stream: web.NewStream(w), words: s.Words(web.LanguageWishes(r)...),
		token: bearer(r), ref: t.Ref, after: lastEventID(r),
	}
	live.follow(ctx, news)
	return nil
}

// lastEventID is the message after which to go on; 0 begins with the first.
func lastEventID(r *http.Request) int64 {
	id, err := strconv.ParseInt(r.Header.Get("Last-Event-ID"), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

type liveThread struct {
	server *Server
	stream *web.Stream
	words  *words.Translator
	token  string
	ref    string
	after  int64 // id of the last message sent
	state  string
	late   time.Time // when the promise is broken, which no write tells
}

type stateView struct {
	Status      handoff.Status  `json:"status"`
	Promise     *time.Time      `json:"promise"`
	PromiseText string          `json:"promise_text"`
	CallBack    *callBackStatus `json:"callback,omitempty"`
}

// follow sends what changes until the visitor leaves, the token ends or the server does.
func (l *liveThread) follow(ctx context.Context, news *feed.Subscription) {
	ping := time.NewTicker(web.PingEvery)
	defer ping.Stop()
	for l.update(ctx) {
		if !l.wait(ctx, news, ping.C, l.lateness()) {
			return
		}
	}
}

// lateness is when the visitor must be told that the reply is late; nil if it is, or none is owed.
func (l *liveThread) lateness() <-chan time.Time {
	left := l.late.Sub(l.server.Now())
	if left < 0 {
		return nil
	}
	return time.After(left + time.Millisecond)
}

// wait returns when there may be something to send; false ends the stream.
func (l *liveThread) wait(ctx context.Context, news *feed.Subscription, ping, late <-chan time.Time) bool {
	for {
		select {
		case <-ctx.Done():
			return false
		case e := <-news.C:
			if e.Topic == feed.Lost || e.Key == l.ref || e.Key == "" {
				return true
			}
		case <-late:
			return true
		case <-ping:
			return l.stream.Send("ping", "", "{}") == nil
		}
	}
}

func (l *liveThread) update(ctx context.Context) bool {
	t, err := l.server.Desk.ByToken(ctx, l.token)
	if err != nil {
		if fault.Is(err, fault.Internal) && ctx.Err() == nil {
			l.server.Log.Error("live thread cannot be read", "err", err)
		}
		return false
	}
	if t.IsSealed() {
		return false
	}
	l.late = t.Due
	return l.sendState(t) && l.sendMessages(t.ForVisitor())
}

func (l *liveThread) sendState(t handoff.Ticket) bool {
	data, err := json.Marshal(stateView{t.Status, timeOrNull(t.Promise.By), l.server.promiseNow(t), callBackOf(t)})
	if err != nil || string(data) == l.state {
		return err == nil
	}
	l.state = string(data)
	return l.stream.Send("state", "", l.state) == nil
}

func (l *liveThread) sendMessages(messages []handoff.Message) bool {
	for _, m := range messages {
		if m.ID <= l.after {
			continue
		}
		data, err := json.Marshal(viewOf(m, l.words))
		if err != nil || l.stream.Send("message", strconv.FormatInt(m.ID, 10), string(data)) != nil {
			return false
		}
		l.after = m.ID
	}
	return true
}
