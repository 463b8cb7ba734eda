package widget

import (
	"context"
	"net/http"
	"sync"

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

// decide answers a question and notes it for the owner if it was missed.
func (s *Server) decide(ctx context.Context, q search.Question) (search.Decision, error) {
	d, err := s.Answers.Decide(ctx, q)
	if err == nil && d.Miss() {
		s.missed(ctx, q.Text, q.Lang, d.Reason)
	}
	return d, err
}

// missed puts a question on the owner's list of gaps, if the owner keeps one. A list
// that cannot be written never costs the answer.
func (s *Server) missed(ctx context.Context, question, lang string, why search.Reason) {
	if question == "" || !s.Settings().KeepGaps {
		return
	}
	if err := s.Gaps.Miss(ctx, question, lang, why); err != nil {
		s.Log.Error("gap was not kept", "err", err)
	}
}

// opensForm reports whether the person form opens by itself (promise 2). The first
// question without a match is the one time that a visitor may ask in other words.
func opensForm(d search.Decision) bool {
	return d.Verdict == search.Person && d.Reason != search.NoMatch
}

// lead is the honest sentence above what a decision shows; an answer speaks for itself.
func lead(t *words.Translator, why search.Reason) string {
	if why == search.Confident {
		return ""
	}
	return t.T("widget.lead." + string(why))
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

// ticketURL is the address of a ticket's page.
func (s *Server) ticketURL(r *http.Request, code string) string {
	return s.base(r) + "/ticket/" + code
}
