package admin

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/markdown"
	"deskbell/internal/web"
	"deskbell/search"
	pages "deskbell/templates/admin"
	"deskbell/words"
)

// draft is an entry on its way through the editor.
type draft struct {
	entry   search.Entry
	version string // when the entry was last changed, as the form showed it
	gap     string // id of the gap that it answers
	of      string // id of the entry that it translates
}

func (s *Server) showEntry(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	d, err := s.newDraft(r)
	if err != nil {
		return err
	}
	return s.renderEntry(w, r, a, d, nil, http.StatusOK)
}

// newDraft is the entry that the address asks for: an old one, an answer to a gap, a
// translation, or an empty one.
func (s *Server) newDraft(r *http.Request) (draft, error) {
	q := r.URL.Query()
	switch {
	case q.Get("id") != "":
		e, err := s.FAQ.Entry(r.Context(), q.Get("id"))
		return draft{entry: e, version: versionOf(e)}, err
	case q.Get("translates") != "":
		e, err := s.FAQ.Entry(r.Context(), q.Get("translates"))
		copied := search.Entry{Question: e.Question, Answer: e.Answer, Tags: e.Tags, Scope: e.Scope, URL: e.URL, Group: cmp.Or(e.Group, e.ID)}
		return draft{entry: copied, of: e.ID}, err
	case q.Get("gap") != "":
		g, err := s.gap(r.Context(), q.Get("gap"))
		return draft{entry: search.Entry{Question: g.Question, Lang: g.Lang}, gap: q.Get("gap")}, err
	}
	settings, err := s.Settings.Settings(r.Context())
	return draft{entry: search.Entry{Lang: settings.Lang}}, err
}

func versionOf(e search.Entry) string { return strconv.FormatInt(e.UpdatedAt.UnixMilli(), 10) }

// readDraft is what was typed into the editor.
func readDraft(r *http.Request) draft {
	e := search.Entry{
		ID: r.PostFormValue("id"), Question: r.PostFormValue("question"), Answer: r.PostFormValue("answer"),
		Alternatives: strings.Split(r.PostFormValue("alternatives"), "\n"), Lang: r.PostFormValue("lang"),
		Group: r.PostFormValue("group"), Tags: strings.Split(r.PostFormValue("tags"), ","),
		Scope: strings.Split(r.PostFormValue("scope"), ","), URL: r.PostFormValue("url"),
	}
	if r.PostFormValue("person_first") != "" {
		e.Tags = append(e.Tags, search.PersonFirst)
	}
	for _, a := range search.Asks {
		if r.PostFormValue(a.Tag()) != "" {
			e.Tags = append(e.Tags, a.Tag())
		}
	}
	isNew := e.ID == ""
	if e = search.Clean(e); isNew {
		e.ID = "" // Save gives it, and sees that it is a new one
	}
	return draft{entry: e, version: r.PostFormValue("version"), gap: r.PostFormValue("gap"), of: r.PostFormValue("of")}
}

func (s *Server) saveEntry(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	d := readDraft(r)
	if r.PostFormValue("do") == "preview" {
		return s.renderEntry(w, r, a, d, nil, http.StatusOK)
	}
	saved, err := s.save(r, d)
	if err != nil {
		return s.entryAgain(w, r, a, d, err)
	}
	return saying(w, entryPath(saved.ID), "saved")
}

func (s *Server) save(r *http.Request, d draft) (search.Entry, error) {
	ctx := r.Context()
	if d.entry.ID != "" {
		now, err := s.FAQ.Entry(ctx, d.entry.ID)
		if err != nil {
			return now, err
		}
		if versionOf(now) != d.version {
			return now, fault.New(fault.Conflict, "entry_changed")
		}
	}
	saved, err := s.FAQ.Save(ctx, d.entry)
	if err != nil {
		return saved, err
	}
	if id, err := strconv.ParseInt(d.gap, 10, 64); err == nil {
		return saved, s.Gaps.Delete(ctx, id)
	}
	return saved, s.joinGroup(r, d)
}

// joinGroup puts an entry that had no translation into the group of its first one.
func (s *Server) joinGroup(r *http.Request, d draft) error {
	if d.of == "" {
		return nil
	}
	e, err := s.FAQ.Entry(r.Context(), d.of)
	if err != nil || e.Group != "" || d.entry.Group != e.ID {
		return err
	}
	e.Group = e.ID
	_, err = s.FAQ.Save(r.Context(), e)
	return err
}

// entryAgain shows the editor with what was typed and why it was not saved.
func (s *Server) entryAgain(w http.ResponseWriter, r *http.Request, a handoff.Agent, d draft, err error) error {
	t := words.ForAgents(a.Lang)
	switch code := fault.Of(err).Code; code {
	case "entry_changed", "entry_exists", "entry_not_found": // the second click saves
		now, err := s.FAQ.Entry(r.Context(), d.entry.ID)
		if d.version = versionOf(now); fault.Is(err, fault.NotFound) {
			d.entry.ID = ""
		} else if err != nil {
			return err
		}
		return s.renderEntry(w, r, a, d, map[string]string{"": t.Error(code)}, web.Status(fault.New(fault.Conflict, code)))
	}
	fields, err := refusal(err, t)
	if err != nil {
		return err
	}
	fields[""] = above(fields, t)
	return s.renderEntry(w, r, a, d, fields, status(fields))
}

func (s *Server) renderEntry(w http.ResponseWriter, r *http.Request, a handoff.Agent, d draft, wrong map[string]string, code int) error {
	title := "admin.entry.edit"
	if d.entry.ID == "" {
		title = "admin.entry.new"
	}
	f, err := s.frame(r, a, "/admin/faq", title)
	if err != nil {
		return err
	}
	v := entryView(f, d)
	v.Wrong = wrong
	if v.Siblings, err = s.siblings(r, d.entry); err != nil {
		return err
	}
	return web.Render(w, r, code, pages.Entry(v))
}

func entryView(f pages.Frame, d draft) pages.EntryView {
	e := d.entry
	v := pages.EntryView{
		Frame: f, ID: e.ID, Version: d.version, Gap: d.gap, Of: d.of, Question: e.Question, Answer: e.Answer,
		Alternatives: strings.Join(e.Alternatives, "\n"), Lang: e.Lang, Group: e.Group, Tags: strings.Join(ownTags(e), ", "),
		Scope: strings.Join(e.Scope, ", "), URL: e.URL, PersonFirst: e.PersonFirst(), HTML: markdown.HTML(e.Answer),
		ReadOnly: e.Origin == search.OriginFile, Sample: e.Origin == search.OriginSample,
	}
	for _, a := range search.Asks {
		v.Asks = append(v.Asks, pages.AskTick{Name: a.Tag(), Label: f.T("answers.ask." + string(a)), On: slices.Contains(e.Tags, a.Tag())})
	}
	if e.ID != "" {
		v.Translate = "/admin/faq/entry?translates=" + escape(e.ID)
		v.Delete = "/admin/faq/delete?id=" + escape(e.ID)
	}
	return v
}

// ownTags are those that no tick stands for.
func ownTags(e search.Entry) []string {
	return slices.DeleteFunc(slices.Clone(e.Tags), func(t string) bool {
		return t == search.PersonFirst || slices.ContainsFunc(search.Asks, func(a search.Ask) bool { return a.Tag() == t })
	})
}

// siblings are the translations of an entry.
func (s *Server) siblings(r *http.Request, e search.Entry) ([]pages.NavLink, error) {
	if e.Group == "" {
		return nil, nil
	}
	entries, err := s.FAQ.Entries(r.Context())
	var all []pages.NavLink
	for _, other := range entries {
		if other.Group == e.Group && other.ID != e.ID {
			all = append(all, pages.NavLink{Href: entryPath(other.ID), Text: other.Lang + ": " + other.Question})
		}
	}
	return all, err
}

func (s *Server) showDeleteEntry(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	e, err := s.FAQ.Entry(r.Context(), r.URL.Query().Get("id"))
	if err != nil {
		return err
	}
	f, err := s.frame(r, a, "/admin/faq", "admin.entry.delete")
	if err != nil {
		return err
	}
	v := pages.ConfirmView{
		Frame: f, Question: f.T("admin.entry.delete_question", "Question", e.Question), Text: f.T("admin.entry.delete_text"),
		Action: "/admin/faq/delete", Name: "id", Value: e.ID, Button: f.T("admin.entry.delete"), Back: entryPath(e.ID),
	}
	return web.Render(w, r, http.StatusOK, pages.Confirm(v))
}

func (s *Server) deleteEntry(w http.ResponseWriter, r *http.Request, _ handoff.Agent) error {
	if err := s.FAQ.Delete(r.Context(), r.PostFormValue("id")); err != nil {
		return err
	}
	return saying(w, "/admin/faq", "deleted")
}
