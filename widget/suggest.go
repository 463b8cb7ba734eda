package widget

import (
	"net/http"
	"unicode/utf8"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
)

const (
	maxSuggested  = 5
	suggestBody   = 8 << 10 // bytes of a request
	suggestedSeen = 50      // entries that a request may name as seen
)

type suggestRequest struct {
	Question string   `json:"question"`
	Lang     string   `json:"lang"`
	Page     string   `json:"page"`
	Scope    string   `json:"scope"`
	Seen     []string `json:"seen"`
}

type suggestResponse struct {
	Suggestions []typedSuggestion `json:"suggestions"`
	Count       string            `json:"count"` // what is read out
}

type typedSuggestion struct {
	Entry    string `json:"entry"`
	Question string `json:"question"`
	Lang     string `json:"lang,omitempty"`
}

// suggest lists questions of the FAQ while the visitor types. It belongs to the panel and is no part of
// the public API. The text stands in the body, so it is in no address and no log; nothing of it is kept.
func (s *Server) suggest(w http.ResponseWriter, r *http.Request) error {
	var asked suggestRequest
	if _, err := web.ReadJSON(r, &asked); err != nil {
		return err
	}
	typed, err := asked.check(s.Limits)
	if err != nil {
		return err
	}
	if err := s.guard.allow(r, routeSuggest); err != nil {
		return err
	}
	found := suggestResponse{Suggestions: []typedSuggestion{}}
	for _, e := range s.suggestions(typed) {
		found.Suggestions = append(found.Suggestions, typedSuggestion{e.ID, e.Question, e.Lang})
	}
	if n := len(found.Suggestions); n > 0 {
		found.Count = s.Words(asked.Lang).N("widget.suggest.count", n)
	}
	return web.WriteJSON(w, http.StatusOK, found)
}

// suggestions are none for a text that is too long to be asked.
func (s *Server) suggestions(typed search.Typed) []search.Entry {
	if utf8.RuneCountInString(typed.Text) > s.Limits.Get(limits.QuestionChars) {
		return nil
	}
	return s.Answers.Suggest(typed, maxSuggested)
}

func (q suggestRequest) check(l limits.Limits) (search.Typed, error) {
	var wrong fault.List
	if len(q.Lang) > maxLang {
		wrong.Add("lang", "lang_invalid")
	}
	if len(q.Seen) > suggestedSeen {
		wrong.Add("seen", "too_many")
	}
	t := search.Typed{
		// Not CleanText: a space at the end says that the last word is finished.
		Text: q.Question, Lang: q.Lang, Page: handoff.CleanPage(q.Page, l.Get(limits.PageChars)), Seen: q.Seen,
		Scope: checkText(&wrong, "scope", q.Scope, l.Get(limits.ScopeChars)),
	}
	return t, wrong.Err()
}
