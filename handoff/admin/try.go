package admin

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/search"
	"deskbell/words"
)

const (
	mostTried = 100             // questions at once
	indexed   = 2 * time.Second // within which visitors get a new answer
)

// trial is a list of questions on its way through the page, with what the agent
// did to each. It lives in the form alone: nothing of it is kept or counted.
type trial struct {
	typed string // in the field for questions
	gap   string // id of the gap that the first question was
	rows  []triedRow
	wrong string // about what was typed
	code  int    // status of the page
}

// triedRow is one question of a trial.
type triedRow struct {
	question string
	words    string         // by which another entry is looked for
	found    []search.Entry // by them
	sought   bool           // they were looked for just now
	note     string         // what was done
	wrong    string         // or why not
}

// showTry is the empty page, or the trial of one gap.
func (s *Server) showTry(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	t := trial{code: http.StatusOK, gap: r.URL.Query().Get("gap")}
	if t.gap != "" {
		g, err := s.gap(r.Context(), t.gap)
		if err != nil {
			return err
		}
		t.typed, t.rows = g.Question, []triedRow{{question: g.Question}}
	}
	return s.renderTry(w, r, a, t)
}

// try shows what visitors would get on the questions, and changes what a button asks for.
func (s *Server) try(w http.ResponseWriter, r *http.Request, a handoff.Agent) error {
	t := s.readTrial(r, words.ForAgents(a.Lang))
	var err error
	switch {
	case t.wrong != "":
	case r.PostForm.Has("add"):
		n, entry, _ := strings.Cut(r.PostFormValue("add"), " ")
		err = s.addTried(r.Context(), &t, at(t.rows, n), entry, words.ForAgents(a.Lang))
	case r.PostForm.Has("find"):
		err = s.findTried(r.Context(), &t, at(t.rows, r.PostFormValue("find")))
	}
	if err != nil {
		return err
	}
	if fromScript(r) {
		t.code = http.StatusOK // htmx shows nothing else; what is wrong stands on the page
	}
	return s.renderTry(w, r, a, t)
}

// readTrial reads the field of questions, or the rows that were made of it.
func (s *Server) readTrial(r *http.Request, t *words.Translator) trial {
	asked, again := r.PostForm["q"]
	got := trial{typed: strings.Join(asked, "\n"), gap: r.PostFormValue("gap"), code: http.StatusOK}
	if !again {
		got.typed = r.PostFormValue("questions")
		asked = lines(got.typed)
	}
	for i, q := range asked {
		got.rows = append(got.rows, triedRow{question: q, words: strings.TrimSpace(r.PostFormValue("words-" + strconv.Itoa(i)))})
	}
	if got.wrong = s.refuseTried(asked, t); got.wrong != "" {
		got.rows, got.code = nil, web.Status(fault.New(fault.Invalid, "required"))
	}
	return got
}

// refuseTried says what is wrong with a list of questions, "" for nothing.
func (s *Server) refuseTried(asked []string, t *words.Translator) string {
	if len(asked) == 0 {
		return t.Error("required")
	}
	if len(asked) > mostTried {
		return t.T("admin.try.too_many", "N", len(asked), "Most", mostTried)
	}
	most := s.Limits.Get(limits.QuestionChars)
	long := slices.IndexFunc(asked, func(q string) bool { return utf8.RuneCountInString(q) > most })
	if long >= 0 {
		return t.T("admin.try.too_long", "N", long+1, "Most", most)
	}
	return ""
}

// lines are those of a text that hold something.
func lines(text string) (all []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// at is the row that a button names; nil for none.
func at(rows []triedRow, button string) *triedRow {
	i, err := strconv.Atoi(button)
	if err != nil || i < 0 || i >= len(rows) {
		return nil
	}
	return &rows[i]
}

// addTried makes the question of a row another way to ask an entry, and waits until
// visitors are answered so.
func (s *Server) addTried(ctx context.Context, t *trial, row *triedRow, entry string, tr *words.Translator) error {
	if row == nil {
		return fault.New(fault.Invalid, "malformed")
	}
	kept, err := s.FAQ.AddAlternative(ctx, entry, row.question)
	if err != nil {
		row.wrong, t.code = notAdded(err, tr), web.Status(err)
		if row.wrong == "" {
			return err
		}
		return nil
	}
	if err := s.closeGap(ctx, t, row.question); err != nil {
		return err
	}
	row.note = tr.T("admin.try.added", "Entry", kept.Question)
	if !s.answeredFrom(ctx, kept) {
		row.note += " " + tr.T("admin.try.not_yet")
	}
	return nil
}

// notAdded is why, as far as the agent can do something about it.
func notAdded(err error, t *words.Translator) string {
	f := fault.Of(err)
	if f.Kind == fault.Internal || f.Code == "" {
		return ""
	}
	return t.Error(f.Code)
}

// closeGap takes the gap off the list that the trial began with, once it has its entry.
func (s *Server) closeGap(ctx context.Context, t *trial, question string) error {
	id, err := strconv.ParseInt(t.gap, 10, 64)
	if err != nil {
		return nil
	}
	g, err := s.gap(ctx, t.gap)
	if fault.Is(err, fault.NotFound) || err == nil && g.Question != question {
		return nil
	}
	if err != nil {
		return err
	}
	t.gap = ""
	return s.Gaps.Delete(ctx, id)
}

// answeredFrom waits until questions are answered from an entry as it is kept. False:
// not within the time that is promised.
func (s *Server) answeredFrom(ctx context.Context, kept search.Entry) bool {
	ctx, cancel := context.WithTimeout(ctx, indexed)
	defer cancel()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for {
		if shown, ok := s.Shown.Entry(kept.ID); ok && search.SameContent(shown, kept) {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-look.C:
		}
	}
}

// findTried looks for other entries by the words of a row; Enter in a field of words
// names no row and means all.
func (s *Server) findTried(ctx context.Context, t *trial, only *triedRow) error {
	entries, err := s.FAQ.Entries(ctx)
	if err != nil {
		return err
	}
	for i := range t.rows {
		row := &t.rows[i]
		if row.words == "" || only != nil && row != only {
			continue
		}
		row.sought, row.found = true, matching(entries, row.words)
	}
	return nil
}

const mostFound = 10

// matching are the first entries that have all the words.
func matching(entries []search.Entry, words string) (found []search.Entry) {
	sv := sieve{words: words}
	for _, e := range entries {
		if sv.lets(e) && len(found) < mostFound {
			found = append(found, e)
		}
	}
	return found
}
