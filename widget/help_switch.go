package widget

import (
	"net/http"

	"deskbell/handoff"
	"deskbell/search"
)

// inOtherWords is the conversation as it stands, for a page in another language: what was typed, what was answered, what can be chosen
// from. Nothing is counted or noted a second time.
func (s *Server) inOtherWords(r *http.Request, v visit) talk {
	k := talk{screen: ScreenTalk, question: v.text("question")}
	if len(v.Lines) == 0 {
		k.screen = ScreenStart
		return k
	}
	switch last := v.Lines[len(v.Lines)-1]; {
	case last.From == handoff.FromDesk && last.Verdict == "":
		k.screen = ScreenAnswer
	case last.From == handoff.FromDesk && last.Verdict == handoff.Solved:
		k.screen = ScreenSolved
	case last.From == handoff.FromVisitor:
		s.decideAgain(r, v, last.Text, &k)
	}
	return k
}

// decideAgain shows what a question without an answer led to. Where it cannot be told once more, the question stands alone.
func (s *Server) decideAgain(r *http.Request, v visit, question string, k *talk) {
	if s.guard.allow(r, routeAsk) != nil {
		return
	}
	before := v.conversation
	before.Misses = max(0, before.Misses-1)
	d, err := s.Answers.Decide(r.Context(), before.question(question, v.Lang()))
	if err != nil {
		return
	}
	switch {
	case d.AskedIfHuman && d.Entry == nil:
		k.screen, k.offer = ScreenProgram, true
	case d.Verdict == search.Suggest:
		k.screen, k.suggestions = ScreenSuggest, d.Suggestions
	case d.Reason == search.NoMatch:
		k.screen, k.offer = ScreenNoMatch, true
	default:
		return
	}
	k.lead = v.leadOf(d)
}
