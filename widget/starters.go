package widget

import (
	"net/http"

	"deskbell/search"
	"deskbell/templates/panel"
)

const maxStarters = 4

// Tally counts which entries are shown; *search.Tally does.
type Tally interface {
	Shown(entry string)
	Often() []string // ids, most asked first
}

// starters are questions to begin with.
func (s *Server) starters(v visit) []panel.Answer {
	at := search.Starting{Lang: v.Lang(), Default: s.Settings().Lang, Page: v.Page, Scope: v.Scope}
	var all []panel.Answer
	for _, e := range s.Answers.Starters(at, s.Tally.Often(), maxStarters) {
		all = append(all, panel.Answer{Entry: e.ID, Question: e.Question, Lang: e.Lang})
	}
	return all
}

// showed adds an entry to the conversation and to what is counted.
func (s *Server) showed(r *http.Request, v *visit, e search.Entry) {
	v.showed(e.ID, s.Limits)
	s.count(r, e)
}

// count adds an entry that is shown to what is counted.
func (s *Server) count(r *http.Request, e search.Entry) {
	if s.guard.counts(r, e.ID) {
		s.Tally.Shown(e.ID)
	}
}
