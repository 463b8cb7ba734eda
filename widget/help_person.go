package widget

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

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
	return s.openForm(w, r, v, v.T("widget.lead.asked"), nil)
}

// reach takes the form, or opens it with what was typed and said on another screen.
func (s *Server) reach(w http.ResponseWriter, r *http.Request) error {
	v, err := s.begin(r)
	if err != nil {
		return err
	}
	if v.has("go") || v.has("switch") || !v.has("message") {
		return s.openForm(w, r, v, v.T("widget.lead.asked"), nil)
	}
	request := v.request()
	body, err := json.Marshal(request)
	if err != nil {
		return err
	}
	accepted, err := s.handOff(r, v.Key, body, request, v.form.Get("remark"))
	if err != nil {
		return s.formAgain(w, r, v, err)
	}
	return s.showReceipt(w, r, v, accepted)
}

// request is what the form asks for. Fields that belong to another kind were
// hidden from the visitor and are not sent on.
func (v visit) request() handoff.Request {
	q := handoff.Request{
		Kind: handoff.Kind(v.form.Get("kind")), Name: v.form.Get("name"), Message: v.form.Get("message"),
		Lang: v.Lang(), Page: v.Page, Scope: v.Scope, Transcript: v.handedOver(),
	}
	switch q.Kind {
	case handoff.ByEmail:
		q.Email = v.form.Get("email")
	case handoff.CallBack:
		q.Phone, q.Wish = v.form.Get("phone"), v.form.Get("wish")
		if zone := v.form.Get("time_zone"); zone != "Local" {
			if _, err := time.LoadLocation(zone); err == nil {
				q.TimeZone = zone
			}
		}
	}
	return q
}

// handedOver are the lines that the visitor ticked, none without the tick below them.
func (v visit) handedOver() []handoff.Line {
	var kept []handoff.Line
	for i, line := range v.Lines {
		if v.has("attach") && v.keeps(i) {
			kept = append(kept, line)
		}
	}
	return kept
}

// keeps reports whether a line is not struck out; on a fresh form none is.
func (v visit) keeps(i int) bool {
	return !v.has("message") || slices.Contains(v.form["keep"], strconv.Itoa(i))
}

func (s *Server) formAgain(w http.ResponseWriter, r *http.Request, v visit, err error) error {
	bad, err := v.explain(w, err)
	if err != nil {
		return err
	}
	return s.showForm(w, r, v, form{lead: v.T("widget.lead.asked"), trouble: bad})
}

// form is what the person form shows beside its fields.
type form struct {
	lead    string
	entry   *search.Entry // comes second to the person
	trouble trouble
}

// openForm shows the form with the question filled in: nothing is typed twice.
func (s *Server) openForm(w http.ResponseWriter, r *http.Request, v visit, lead string, e *search.Entry) error {
	v.trim(s.Limits.Get(limits.TranscriptLines))
	return s.showForm(w, r, v, form{lead: lead, entry: e})
}

func (s *Server) showForm(w http.ResponseWriter, r *http.Request, v visit, k form) error {
	screen := ScreenPerson
	if k.trouble.status != 0 {
		screen = ScreenPersonWrong
	}
	f := s.frame(v, screen)
	f.OnForm, f.Problem = true, k.trouble.problem
	p := s.personView(v, k.trouble.fields)
	p.Lead = k.lead
	if k.entry != nil && k.entry.Answer != "" {
		p.Answer = answerOf(*k.entry)
	}
	return web.Render(w, r, k.trouble.statusOr(http.StatusOK), panel.PersonPage(f, p))
}

func (s *Server) personView(v visit, wrong map[string]string) panel.Person {
	field := func(name string, more panel.Field) panel.Field {
		more.Name, more.Label, more.Value, more.Error = name, v.T("widget.field."+name), v.text(name), wrong[name]
		return more
	}
	p := panel.Person{
		NoMail: !s.Desk.HasMail(), Kinds: s.kinds(v), Wrong: wrong["kind"],
		Email:   field("email", panel.Field{Type: "email", Complete: "email", Mode: "email"}),
		Phone:   field("phone", panel.Field{Type: "tel", Complete: "tel", Mode: "tel"}),
		Wish:    field("wish", panel.Field{Type: "text", Complete: "off", Optional: true, Hint: v.T("widget.field.wish_hint")}),
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
	return v.lastQuestion()
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

func (s *Server) lineViews(v visit) []panel.Line {
	var all []panel.Line
	for i, line := range v.Lines {
		l := panel.Line{Index: strconv.Itoa(i), Label: v.T("widget.transcript.you"), Text: line.Text, Keep: v.keeps(i)}
		if line.From == handoff.FromDesk {
			l.Label, l.Text = v.T("widget.transcript.desk"), v.T("widget.transcript.gone")
			if e, ok := s.Answers.Entry(line.Entry); ok {
				l.Text, l.Lang = e.Question, e.Lang
			}
		}
		all = append(all, l)
	}
	return all
}
