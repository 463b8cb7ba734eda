package widget

import (
	"net/http"
	"slices"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
)

type feedbackRequest struct {
	Entry    string `json:"entry"`
	Verdict  string `json:"verdict"`
	Question string `json:"question"`
}

const solved = "solved"

var verdicts = []string{solved, "not_solved", "wrong_topic"}

// apiFeedback takes what the visitor thought of an answer. It is kept only as a
// gap, and only if the owner keeps gaps.
func (s *Server) apiFeedback(w http.ResponseWriter, r *http.Request) error {
	var said feedbackRequest
	if _, err := web.ReadJSON(r, &said); err != nil {
		return err
	}
	question, err := said.check(s.Limits)
	if err != nil {
		return err
	}
	if err := s.guard.allow(r, routeFeedback); err != nil {
		return err
	}
	if said.Verdict != solved && question != "" && s.Settings().KeepGaps {
		if err := s.Gaps.Miss(r.Context(), question, language(r), search.Reason(said.Verdict)); err != nil {
			return err
		}
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (f feedbackRequest) check(l limits.Limits) (question string, err error) {
	var wrong fault.List
	switch {
	case f.Entry == "":
		wrong.Add("entry", "required")
	case len(f.Entry) > maxID:
		wrong.Add("entry", "too_long")
	}
	if !slices.Contains(verdicts, f.Verdict) {
		wrong.Add("verdict", "verdict_unknown")
	}
	question = checkText(&wrong, "question", f.Question, l.Get(limits.QuestionChars))
	return question, wrong.Err()
}
