package widget

import (
	"net/http"
	"slices"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
	"deskbell/templates/panel"
)

func (s *Server) panelRoutes() []web.Route {
	form := s.Limits.Get(limits.BodyBytes)
	return []web.Route{
		{Pattern: "GET /help", Trust: web.Anyone, Face: web.Panel, Handler: s.help},
		{Pattern: "POST /help/ask", Trust: web.Anyone, Face: web.Panel, Body: form, Handler: s.ask},
		{Pattern: "POST /help/suggest", Trust: web.Anyone, Face: web.API, Body: suggestBody, Handler: s.suggest},
		{Pattern: "GET /help/person", Trust: web.Anyone, Face: web.Panel, Handler: s.person},
		{Pattern: "POST /help/person", Trust: web.Anyone, Face: web.Panel, Body: form, Handler: s.reach},
	}
}

// help is the first screen.
func (s *Server) help(w http.ResponseWriter, r *http.Request) error {
	v, err := s.begin(r)
	if err != nil {
		return err
	}
	return s.showTalk(w, r, v, talk{screen: ScreenStart, question: v.text("q")})
}

// ask takes every step of the conversation: a question, a suggestion that was picked,
// a verdict on the last answer, the way back from the person form.
func (s *Server) ask(w http.ResponseWriter, r *http.Request) error {
	v, err := s.begin(r)
	if err != nil {
		return err
	}
	switch {
	case v.switches():
		return s.showTalk(w, r, v, s.inOtherWords(r, v))
	case v.has("back"):
		return s.showTalk(w, r, v, talk{screen: ScreenTalk, question: v.text("question")})
	case v.has("pick"):
		return s.pick(w, r, v)
	case v.has("verdict"):
		return s.judge(w, r, v)
	default:
		return s.answer(w, r, v)
	}
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, v visit) error {
	question, err := s.question(r, v)
	if err != nil {
		return s.askAgain(w, r, v, err)
	}
	d, err := s.decide(r.Context(), v.question(question, v.Lang()))
	if err != nil {
		return err
	}
	v.asked(question, d.Lang)
	if d.Miss() {
		v.Misses++
	}
	next := talk{steps: 2, lead: v.leadOf(d), suggestions: d.Suggestions, entry: shownBy(d), offer: d.AskedIfHuman}
	if next.entry != nil && hasAnswer(*next.entry) {
		s.showed(r, &v, *next.entry)
	}
	switch {
	case opensForm(d):
		return s.openForm(w, r, v, next.lead, next.entry)
	case d.Verdict == search.Answer:
		next.screen = ScreenAnswer
	case d.AskedIfHuman:
		next.screen = ScreenProgram
	case d.Verdict == search.Suggest:
		next.screen = ScreenSuggest
	default:
		next.screen, next.offer = ScreenNoMatch, true
	}
	return s.showTalk(w, r, v, next)
}

// question is the question asked, if it may be asked now.
func (s *Server) question(r *http.Request, v visit) (string, error) {
	text, err := handoff.CleanText(v.form.Get("question"), s.Limits.Get(limits.QuestionChars))
	if err != nil {
		return "", fault.At("question", fault.Of(err).Code)
	}
	if text == "" {
		return "", fault.At("question", "required")
	}
	return text, s.guard.allow(r, routeAsk)
}

// askAgain shows the question as typed, with what is wrong.
func (s *Server) askAgain(w http.ResponseWriter, r *http.Request, v visit, err error) error {
	bad, err := v.explain(w, err)
	if err != nil {
		return err
	}
	screen := ScreenTalk
	if bad.status == http.StatusTooManyRequests {
		screen = ScreenLimited
	}
	return s.showTalk(w, r, v, talk{screen: screen, question: v.text("question"), trouble: bad})
}

// pick shows the entry that the visitor chose from the suggestions.
func (s *Server) pick(w http.ResponseWriter, r *http.Request, v visit) error {
	e, ok := s.Answers.Entry(v.form.Get("pick"))
	if !ok { // it was deleted meanwhile
		return s.showTalk(w, r, v, talk{screen: ScreenNoMatch, steps: 1, lead: v.says("widget.lead.no_match"), offer: true})
	}
	if slices.Contains(v.Seen, e.ID) {
		return s.openForm(w, r, v, v.says("widget.lead.shown_before"), nil)
	}
	picked := search.Decision{Verdict: search.Answer, Reason: search.Confident, Entry: &e, Lang: v.lastQuestion().Lang}
	if e.PersonFirst() {
		picked.Verdict, picked.Reason = search.Person, search.IsPersonFirst
	}
	v.asked(e.Question, picked.Lang)
	if hasAnswer(e) {
		s.showed(r, &v, e)
	}
	if opensForm(picked) {
		return s.openForm(w, r, v, v.leadOf(picked), &e)
	}
	return s.showTalk(w, r, v, talk{screen: ScreenAnswer, steps: 2, entry: &e})
}

// judge takes the verdict on the last answer. Whatever did not help opens the form.
func (s *Server) judge(w http.ResponseWriter, r *http.Request, v visit) error {
	verdict := handoff.Verdict(v.form.Get("verdict"))
	if slices.Contains(verdicts, string(verdict)) {
		v.judged(verdict, s.Limits)
	}
	switch verdict {
	case handoff.NotSolved, handoff.WrongTopic:
		v.Misses = min(v.Misses+1, maxMisses)
		if s.guard.allow(r, routeFeedback) == nil { // noted, as the API does; the way to a person has no bound
			s.missed(r.Context(), v.lastQuestion().Text, v.Lang(), search.Reason(verdict))
		}
		return s.openForm(w, r, v, v.says("widget.lead."+string(verdict)), nil)
	default:
		return s.showTalk(w, r, v, talk{screen: ScreenSolved})
	}
}

// talk is what a step adds to the conversation.
type talk struct {
	screen      string
	steps       int // turns at the end that are new
	lead        panel.Lead
	entry       *search.Entry // shown as the last line already
	suggestions []search.Ranked
	offer       bool
	question    string // as typed, not asked yet
	trouble     trouble
}

func (s *Server) showTalk(w http.ResponseWriter, r *http.Request, v visit, k talk) error {
	v.trim(s.Limits.Get(limits.TranscriptLines))
	f := s.frame(v, k.screen)
	f.Problem = k.trouble.problem
	c := panel.Conversation{
		Greeting: s.greeting(v), Turns: s.turns(v, k), Verdict: k.screen == ScreenAnswer, Solved: v.isSolved(), Offer: k.offer,
		Question: panel.Field{
			Name: "question", Label: v.T("widget.ask.label"), Value: k.question, Error: k.trouble.fields["question"],
		},
	}
	switch {
	case c.Solved:
		c.Question.Label = v.T("widget.verdict.thanks")
	case len(c.Turns) > 0:
		c.Question.Label = v.T("widget.ask.again")
	default:
		c.Starters = s.starters(v)
		c.Expect = s.expectNow(v)
	}
	return web.Render(w, r, k.trouble.statusOr(http.StatusOK), panel.ConversationPage(f, c))
}

func (s *Server) greeting(v visit) panel.OwnersText {
	return ownersText(v, s.Settings().GreetingIn(pageTag(v.Translator)), v.T("widget.greeting"))
}

// turns are the whole conversation, the newest step with its lead and suggestions.
func (s *Server) turns(v visit, k talk) []panel.Turn {
	var all []panel.Turn
	lang := ""
	for _, said := range v.Lines {
		if said.From == handoff.FromVisitor {
			lang = said.Lang
			all = append(all, panel.Turn{Visitor: said.Text})
		} else if e, ok := s.Answers.Entry(said.Entry); ok {
			all = append(all, panel.Turn{Answer: v.answerOf(e, lang)})
		}
	}
	switch {
	case k.entry != nil && len(all) > 0:
		all[len(all)-1].Lead = k.lead
	case len(k.lead.Sentences)+len(k.suggestions) > 0:
		all = append(all, panel.Turn{Lead: k.lead, Choices: choices(k.suggestions)})
	}
	for i := max(0, len(all)-k.steps); i < len(all); i++ {
		all[i].New = true
	}
	return all
}

func choices(ranked []search.Ranked) []panel.Answer {
	var all []panel.Answer
	for _, r := range ranked {
		all = append(all, panel.Answer{Entry: r.Entry.ID, Question: r.Entry.Question, Lang: r.Entry.Lang})
	}
	return all
}
