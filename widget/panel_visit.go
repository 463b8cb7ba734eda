package widget

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"deskbell/internal/fault"
	"deskbell/internal/web"
	"deskbell/static"
	"deskbell/templates/panel"
	"deskbell/words"
)

// visit is one request of a visitor to a page, and what it carries along.
type visit struct {
	conversation
	*words.Translator
	form    url.Values
	browser string // the first language it asks for, "" if it does not say
}

func (s *Server) begin(r *http.Request) (visit, error) {
	form, err := fields(r)
	if err != nil {
		return visit{}, err
	}
	t := s.Words(form.Get("switch"), form.Get("lang"), r.Header.Get("Accept-Language"))
	web.Speak(r, t.Lang()) // an error page, too
	return visit{conversation: readConversation(form, s.Limits), Translator: t, form: form, browser: firstWish(r.Header.Get("Accept-Language"))}, nil
}

// fields is what a request says: a posted form its body alone, so that no secret ever works from an
// address; anything else its query.
func fields(r *http.Request) (url.Values, error) {
	if r.Method == http.MethodPost {
		err := web.ReadForm(r)
		return r.PostForm, err
	}
	form, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, fault.Because(fault.Invalid, "malformed", err)
	}
	form.Del("key") // who sends a link with a key of theirs could ask for the receipt of what is sent under it
	return form, nil
}

// has reports whether a field or a button was sent, even if empty.
func (v visit) has(name string) bool { return len(v.form[name]) > 0 }

// switches reports whether the visitor only wants the page in another language. The list of languages goes along with every form, so
// that a choice counts whatever is pressed next; this is its own button.
func (v visit) switches() bool { return v.form.Get("go") == "language" }

// text is a field's content as it can be shown again.
func (v visit) text(name string) string { return valid(v.form.Get(name)) }

// afresh is the visit without what was typed and said, for what comes after it was sent.
func (v visit) afresh() visit {
	v.form = nil
	v.conversation = conversation{Key: rand.Text(), Page: v.Page, Scope: v.Scope}
	return v
}

// frame is what stands around a screen.
func (s *Server) frame(v visit, screen string) panel.Frame {
	set := s.Settings()
	desk, deskLang := deskName(set, v.Translator, "widget.desk")
	return panel.Frame{
		Translator: v.Translator, Screen: screen, Desk: desk, DeskLang: deskLang,
		Assets:  panel.Assets{CSS: static.URL("panel.css"), Theme: themeURL(set), JS: static.URL("panel.js")},
		Origins: strings.Join(set.Origins, " "),
		Contact: panel.Contact{Email: set.Email, Phone: set.Phone},
		Notice: panel.Notice{
			Controller: set.Controller, PolicyURL: set.PolicyURL, KeepsGaps: set.KeepGaps, Kept: s.kept(v.Translator),
		},
		Languages: panel.Languages{All: languages(v.Lang())},
		Start:     v.start(),
		State:     v.state(v.Lang()),
	}
}

// start is the address of the first screen for this visitor.
func (v visit) start() string {
	q := url.Values{"lang": {v.Lang()}}
	if v.Scope != "" {
		q.Set("scope", v.Scope)
	}
	if v.Page != "" {
		q.Set("page", v.Page)
	}
	return "/help?" + q.Encode()
}

// languages are all that the page can be shown in.
func languages(present string) []panel.Option {
	var all []panel.Option
	for _, tag := range words.Sorted() {
		all = append(all, panel.Option{Value: tag, Label: words.Tongue(tag), Lang: tag, Chosen: tag == present})
	}
	return all
}

// trouble is what a screen says about a step that failed.
type trouble struct {
	fields  map[string]string // sentences by field
	problem panel.Problem     // what no field can say
	status  int
}

func (t trouble) statusOr(fine int) int {
	if t.status != 0 {
		return t.status
	}
	return fine
}

// explain turns an error into what the visitor's form can say, beside what was typed.
// Errors that are nobody's input go to the error page: they must stand in the log.
func (v *visit) explain(w http.ResponseWriter, err error) (trouble, error) {
	if fault.HasCode(err, "key_reused") || fault.Is(err, fault.Gone) {
		// The visitor went back and wrote something else: sent again, it is a second one.
		v.Key = rand.Text()
		return trouble{problem: panel.Problem{Text: v.T("widget.resend")}, status: web.Status(err)}, nil
	}
	if fields, ok := web.FieldErrors(err, v.Translator); ok {
		return trouble{fields: fields, status: web.Status(err)}, nil
	}
	f := fault.Of(err)
	if f.Kind == fault.Conflict && f.Field != "" {
		return trouble{fields: map[string]string{f.Field: v.Error(f.Code)}, status: web.Status(err)}, nil
	}
	switch f.Kind {
	case fault.Limited, fault.Unavailable, fault.Conflict:
		if f.RetryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
		}
		return trouble{problem: panel.Problem{Text: v.Error(f.Code)}, status: web.Status(err)}, nil
	default:
		return trouble{}, err
	}
}
