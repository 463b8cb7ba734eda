package widget

import (
	"context"
	"net/http"
	"sync"

	"deskbell/internal/markdown"
	"deskbell/search"
	"deskbell/templates/panel"
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
// question without a match is the one time that a visitor may ask in other words. An entry
// without an answer is for a person to answer.
func opensForm(d search.Decision) bool {
	if d.Verdict == search.Answer {
		return !hasAnswer(*d.Entry)
	}
	return d.Verdict == search.Person && d.Reason != search.NoMatch
}

// hasAnswer reports whether the owner's answer says anything.
func hasAnswer(e search.Entry) bool { return rendered.html(e.Answer) != "" }

// shownBy is the entry that the panel shows on a decision. Who asks for a person gets the form alone, unless it is
// about a topic of people.
func shownBy(d search.Decision) *search.Entry {
	if d.Reason == search.AskedForPerson && d.Entry != nil && !d.Entry.PersonFirst() {
		return nil
	}
	return d.Entry
}

// says is a lead of one sentence in the language of the page.
func (v visit) says(key string) panel.Lead { return panel.Lead{Sentences: []string{v.T(key)}} }

// leadOf are the honest sentences above what a decision shows, in the language of the question; an answer
// speaks for itself.
func (v visit) leadOf(d search.Decision) panel.Lead {
	t := speaker(d.Lang, v.Translator)
	l := panel.Lead{Lang: v.unlessPages(t)}
	if d.AskedIfHuman {
		l.Sentences = append(l.Sentences, t.T("answers.program"))
	}
	switch {
	case d.AskedIfHuman && d.Reason == search.NoMatch: // nothing was looked for
	case d.Verdict == search.Answer && !hasAnswer(*d.Entry):
		l.Sentences = append(l.Sentences, t.T("answers.none"))
	case d.Reason != search.Confident:
		l.Sentences = append(l.Sentences, t.T("widget.lead."+string(d.Reason)))
	}
	return l
}

// unlessPages is the language of a translator, "" for the page's.
func (v visit) unlessPages(t *words.Translator) string {
	if t.Lang() == v.Lang() {
		return ""
	}
	return t.Lang()
}

// answerOf is an entry as the answer to a question that is clearly in a language; "" if unclear.
func (v visit) answerOf(e search.Entry, lang string) panel.Answer {
	a := show(e)
	shown := panel.Answer{Entry: a.Entry, Question: a.Question, HTML: sayingNewTab(a.HTML, v.Translator), URL: a.URL, Lang: a.Lang}
	if isForeign(e, lang, v.Lang()) && !(lang == "" && v.reads(e.Lang)) {
		t := speaker(lang, v.Translator)
		shown.Note = languageNote(t, writtenIn, e.Lang)
		shown.Note.Lang = v.unlessPages(t)
	}
	return shown
}

// reads reports whether a language that Deskbell does not speak, so that no page can be in it, is the browser's first.
func (v visit) reads(lang string) bool {
	_, ours := words.Match(lang)
	return !ours && sameLanguage(lang, v.browser)
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
