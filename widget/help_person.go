package widget

import (
	"encoding/json"
	"net/http"
	"slices"

	"deskbell/handoff"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
	"deskbell/templates/panel"
)

// person is the form by its address, for links.
func (s *Server) person(w http.ResponseWriter, r *http.Request) error {
	v, err := s.begin(r)
	if err != nil {
		return err
	}
	return s.openForm(w, r, v, v.says("widget.lead.asked"), s.about(v))
}

// reach takes the form, or opens it with what was typed and said on another screen.
func (s *Server) reach(w http.ResponseWriter, r *http.Request) error {
	v, err := s.begin(r)
	if err != nil {
		return err
	}
	if v.has("go") || v.has("zone") || !v.has("message") {
		return s.openForm(w, r, v, v.says("widget.lead.asked"), s.about(v))
	}
	accepted, err := s.take(r, v)
	if err != nil {
		return s.formAgain(w, r, v, err)
	}
	return s.showReceipt(w, r, v, accepted)
}

func (s *Server) take(r *http.Request, v visit) (handoff.Accepted, error) {
	request, err := v.request(s.Limits)
	if err != nil {
		return handoff.Accepted{}, err
	}
	body, err := json.Marshal(request)
	if err != nil {
		return handoff.Accepted{}, err
	}
	return s.handOff(r, v.Key, body, request, v.form.Get("remark"))
}

// request is what the form asks for. Fields that belong to another kind were
// hidden from the visitor and are not sent on.
func (v visit) request(l limits.Limits) (handoff.Request, error) {
	message, err := v.withAsked(v.form.Get("message"), l)
	if err != nil {
		return handoff.Request{}, err
	}
	q := handoff.Request{
		Kind: handoff.Kind(v.form.Get("kind")), Name: v.form.Get("name"), Message: message,
		Lang: v.Lang(), Page: v.pageMeant(l), Scope: v.Scope, Transcript: v.handedOver(),
	}
	if q.Kind == handoff.ByEmail || q.Kind == handoff.CallBack {
		q.Email = v.form.Get("email")
	}
	if q.Kind != handoff.CallBack {
		return q, nil
	}
	window, err := readWindow(v.form.Get("window"))
	q.Phone, q.Wish, q.CallLang, q.TimeZone = v.form.Get("phone"), v.form.Get("wish"), v.form.Get("call_lang"), v.timeZone()
	q.WindowFrom, q.WindowTo = window.From, window.To
	return q, err
}

func (s *Server) formAgain(w http.ResponseWriter, r *http.Request, v visit, err error) error {
	bad, err := v.explain(w, err)
	if err != nil {
		return err
	}
	return s.showForm(w, r, v, form{lead: v.says("widget.lead.asked"), about: s.about(v), trouble: bad})
}

// about is the entry that a form was opened about; nil for none.
func (s *Server) about(v visit) *search.Entry {
	if e, ok := s.Answers.Entry(v.form.Get("about")); ok {
		return &e
	}
	return nil
}

// form is what the person form shows beside its fields.
type form struct {
	lead    panel.Lead
	about   *search.Entry // comes second to the person
	trouble trouble
}

// openForm shows the form with the question filled in: nothing is typed twice.
func (s *Server) openForm(w http.ResponseWriter, r *http.Request, v visit, lead panel.Lead, about *search.Entry) error {
	v.trim(s.Limits.Get(limits.TranscriptLines))
	return s.showForm(w, r, v, form{lead: lead, about: about})
}

func (s *Server) showForm(w http.ResponseWriter, r *http.Request, v visit, k form) error {
	screen := ScreenPerson
	if k.trouble.status != 0 {
		screen = ScreenPersonWrong
	}
	f := s.frame(v, screen)
	f.OnForm, f.Problem = true, k.trouble.problem
	p := s.personView(v, k.trouble.fields)
	p.Lead, p.Expect = k.lead, s.expect(v)
	if k.about != nil {
		p.About = v.answerOf(*k.about, v.lastQuestion().Lang)
	}
	p.Asks = v.asksView(k.about, k.trouble.fields)
	return web.Render(w, r, k.trouble.statusOr(http.StatusOK), panel.PersonPage(f, p))
}

func (s *Server) personView(v visit, wrong map[string]string) panel.Person {
	field := func(name string, more panel.Field) panel.Field {
		more.Name, more.Label, more.Value, more.Error = name, v.T("widget.field."+name), v.text(name), wrong[name]
		return more
	}
	p := panel.Person{
		NoMail: !s.Desk.HasMail(), Kinds: s.kinds(v), Wrong: wrong["kind"],
		Email: field("email", panel.Field{Type: "email", Complete: "email", Mode: "email", Optional: true}), // with one kind
		Now:   s.callNow(v), Call: s.callForm(v, v.callWish(), "/help/person#call-time", wrong),
		Name:    field("name", panel.Field{Type: "text", Complete: "name", Optional: true}),
		Message: field("message", panel.Field{Hint: v.T("widget.field.message_hint")}),
		Lines:   s.lineViews(v), Attach: v.has("attach"), Lost: wrong["transcript"], Back: len(v.Lines) > 0,
	}
	p.Message.Value = v.message()
	return p
}

// message is what the form starts with: what was typed last, asked or not.
func (v visit) message() string {
	for _, name := range []string{"message", "question", "text", "q"} {
		if text := v.text(name); v.has(name) && (text != "" || name == "message") {
			return text
		}
	}
	return v.lastQuestion().Text
}

// kinds puts first what works best: without a mail server, the ticket's page.
func (s *Server) kinds(v visit) []panel.Kind {
	order := []handoff.Kind{handoff.ByEmail, handoff.CallBack, handoff.Here}
	if !s.Desk.HasMail() {
		order = []handoff.Kind{handoff.Here, handoff.ByEmail, handoff.CallBack}
	}
	chosen := handoff.Kind(v.form.Get("kind"))
	if !slices.Contains(order, chosen) {
		chosen = order[0]
	}
	var all []panel.Kind
	for _, k := range order {
		all = append(all, panel.Kind{Value: string(k), Label: v.T("widget.form." + string(k)), Icon: string(k), Chosen: k == chosen})
	}
	return all
}
