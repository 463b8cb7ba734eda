package widget

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
	"deskbell/words"
)

type askRequest struct {
	Question string   `json:"question"`
	Lang     string   `json:"lang"`
	Page     string   `json:"page"`
	Scope    string   `json:"scope"`
	Seen     []string `json:"seen"`
	Wrong    []string `json:"wrong"`
	Misses   int      `json:"misses"`
}

type askResponse struct {
	Decision    search.Verdict `json:"decision"`
	Reason      search.Reason  `json:"reason"`
	Confidence  float64        `json:"confidence"`
	Answer      *apiAnswer     `json:"answer"`
	Suggestions []suggestion   `json:"suggestions"`
	Notice      *notice        `json:"notice,omitempty"`
	Asks        []search.Ask   `json:"asks,omitempty"`
	Ranked      []rankedEntry  `json:"ranked,omitempty"`
}

type apiAnswer struct {
	Entry    string `json:"entry"`
	Question string `json:"question"`
	Text     string `json:"text"`
	HTML     string `json:"html"`
	URL      string `json:"url,omitempty"`
	Lang     string `json:"lang"`
	Origin   string `json:"origin"`
}

// originFAQ marks the owner's own words; a model's are never an answer.
const originFAQ = "faq"

type suggestion struct {
	Entry      string  `json:"entry"`
	Question   string  `json:"question"`
	Confidence float64 `json:"confidence"`
}

type rankedEntry struct {
	Entry      string  `json:"entry"`
	Score      float64 `json:"score"`
	Confidence float64 `json:"confidence"`
}

func (s *Server) apiAsk(w http.ResponseWriter, r *http.Request) error {
	var asked askRequest
	if _, err := web.ReadJSON(r, &asked); err != nil {
		return err
	}
	question, err := asked.check(r, s.Limits)
	if err != nil {
		return err
	}
	if err := s.guard.allow(r, routeAsk); err != nil {
		return err
	}
	decision, err := s.decide(r.Context(), question)
	if err != nil {
		return err
	}
	if decision.Entry != nil && hasAnswer(*decision.Entry) {
		s.count(r, *decision.Entry)
	}
	answer := answerTo(decision, r.URL.Query().Get("explain") == "1")
	wishes := web.LanguageWishes(r)
	answer.Notice = noticeOn(decision, firstWish(wishes...), func() *words.Translator {
		return s.Words(wishes...)
	})
	if strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
		return streamAnswer(w, answer)
	}
	return web.WriteJSON(w, http.StatusOK, answer)
}

func (a askRequest) check(r *http.Request, l limits.Limits) (search.Question, error) {
	var wrong fault.List
	speak(r, a.Lang, &wrong)
	text := checkText(&wrong, "question", a.Question, l.Get(limits.QuestionChars))
	if text == "" && len(wrong) == 0 {
		wrong.Add("question", "required")
	}
	scope := checkText(&wrong, "scope", a.Scope, l.Get(limits.ScopeChars))
	checkEntries(&wrong, "seen", a.Seen, l)
	checkEntries(&wrong, "wrong", a.Wrong, l)
	if a.Misses < 0 {
		wrong.Add("misses", "wrong_type")
	}
	return search.Question{
		Text: text, Lang: language(r), Page: handoff.CleanPage(a.Page, l.Get(limits.PageChars)), Scope: scope,
		Seen: allSeen(a.Seen, a.Wrong), Wrong: a.Wrong, Misses: a.Misses,
	}, wrong.Err()
}

func checkEntries(wrong *fault.List, field string, ids []string, l limits.Limits) {
	if len(ids) > l.Get(limits.SeenEntries) {
		wrong.Add(field, "too_many")
	}
	if slices.ContainsFunc(ids, func(id string) bool { return len(id) > maxID }) {
		wrong.Add(field, "too_long")
	}
}

func checkText(wrong *fault.List, field, text string, max int) string {
	text, err := handoff.CleanText(text, max)
	if err != nil {
		wrong.Add(field, fault.Of(err).Code)
	}
	return text
}

func answerTo(d search.Decision, explain bool) askResponse {
	a := askResponse{Decision: d.Verdict, Reason: d.Reason, Confidence: d.Confidence, Suggestions: []suggestion{}}
	if d.Entry != nil {
		e := show(*d.Entry)
		a.Answer = &apiAnswer{
			Entry: e.Entry, Question: e.Question, Text: e.Text, HTML: e.HTML, URL: e.URL, Lang: e.Lang, Origin: originFAQ,
		}
		a.Asks = d.Entry.Asks()
	}
	for _, one := range d.Suggestions {
		a.Suggestions = append(a.Suggestions, suggestion{one.Entry.ID, one.Entry.Question, one.Confidence})
	}
	if explain {
		for _, one := range d.Ranked {
			a.Ranked = append(a.Ranked, rankedEntry{one.Entry.ID, one.Score, one.Confidence})
		}
	}
	return a
}

// streamAnswer sends the decision at once; sentences of a model come between it and done.
func streamAnswer(w http.ResponseWriter, answer askResponse) error {
	data, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	stream := web.NewStream(w)
	if stream.Send("decision", "", string(data)) == nil {
		stream.Send("done", "", "{}") // the visitor is gone if this fails
	}
	return nil
}
