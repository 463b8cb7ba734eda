package widget

import (
	"context"
	"sync"

	"deskbell/handoff"
	"deskbell/internal/markdown"
	"deskbell/search"
	"deskbell/words"
)

// shown is an entry as the panel and the API show it.
type shown struct {
	Entry    string // id
	Question string
	Text     string // the owner's Markdown, as written
	HTML     string // the same, sanitised
	URL      string
	Lang     string
}

func show(e search.Entry) shown {
	return shown{
		Entry: e.ID, Question: e.Question, Text: e.Answer, HTML: rendered.html(e.Answer),
		URL: e.URL, Lang: e.Lang,
	}
}

// decide answers a question and puts it on the owner's list of gaps if it was missed
// and the owner keeps one. A list that cannot be written never costs the answer.
func (s *Server) decide(ctx context.Context, q search.Question) (search.Decision, error) {
	d, err := s.Answers.Decide(ctx, q)
	if err != nil || !d.Miss() || !s.Settings().KeepGaps {
		return d, err
	}
	if err := s.Gaps.Miss(ctx, q.Text, q.Lang, d.Reason); err != nil {
		s.Log.Error("gap was not kept", "err", err)
	}
	return d, nil
}

// opensForm reports whether the person form opens by itself (promise 2). The first
// question without a match is the one time that a visitor may ask in other words.
func opensForm(d search.Decision) bool {
	return d.Verdict == search.Person && d.Reason != search.NoMatch
}

// lead is the honest sentence above what a decision shows.
func lead(t *words.Translator, why search.Reason) string { return t.T("widget.lead." + string(why)) }

// promiseText says when to expect the reply to a ticket, and where.
func promiseText(t *words.Translator, ticket handoff.Ticket) string {
	if ticket.Promise.IsZero() {
		return t.T("widget.promise.none")
	}
	return t.T("widget.promise.by", "Moment", t.Moment(ticket.Promise.Local()))
}

// rendered remembers the HTML of answers by their text: making it costs more than
// finding the entry, and the same few answers are shown all day.
var rendered = renderings{known: map[string]string{}}

const maxRenderings = 4096

type renderings struct {
	mu    sync.Mutex
	known map[string]string
}

func (r *renderings) html(source string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if html, ok := r.known[source]; ok {
		return html
	}
	if len(r.known) >= maxRenderings {
		clear(r.known) // texts of entries long changed would stay for ever
	}
	html := markdown.HTML(source)
	r.known[source] = html
	return html
}
