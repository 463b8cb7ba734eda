package admin

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"deskbell/handoff"
	"deskbell/internal/web"
	"deskbell/search"
	pages "deskbell/templates/admin"
)

const shownRanked = 3 // entries that a question was compared with

func (s *Server) renderTry(w http.ResponseWriter, r *http.Request, a handoff.Agent, t trial) error {
	f, err := s.frame(r, a, "/admin/faq", "admin.try.title")
	if err != nil {
		return err
	}
	entries, err := s.FAQ.Entries(r.Context())
	if err != nil {
		return err
	}
	v := pages.TryView{
		Frame: f, Typed: t.typed, Wrong: t.wrong, Gap: t.gap, Most: f.N("admin.try.questions.hint", mostTried),
		Sample: slices.ContainsFunc(entries, func(e search.Entry) bool { return e.Origin == search.OriginSample }),
	}
	fixed := readOnly(entries)
	v.ReadOnly = len(fixed) > 0 && len(fixed) == len(entries)
	answered := 0
	for i, row := range t.rows {
		d, err := s.decide(r.Context(), row.question)
		if err != nil {
			return err
		}
		if d.Verdict == search.Answer {
			answered++
		}
		v.Rows = append(v.Rows, tryRow(f, strconv.Itoa(i), row, d, fixed))
	}
	if len(v.Rows) > 0 {
		v.Sum = f.T("admin.try.sum", "Answered", answered, "All", len(v.Rows))
	}
	return web.Render(w, r, t.code, pages.Try(v))
}

// decide is what a visitor gets who asks this first, on a page in the desk's language.
func (s *Server) decide(ctx context.Context, question string) (search.Decision, error) {
	settings, err := s.Settings.Settings(ctx)
	if err != nil {
		return search.Decision{}, err
	}
	return s.Shown.Decide(ctx, search.Question{Text: question, Lang: settings.Lang})
}

// readOnly are the ids of entries that are kept in a file.
func readOnly(entries []search.Entry) map[string]bool {
	fixed := map[string]bool{}
	for _, e := range entries {
		if e.Origin == search.OriginFile {
			fixed[e.ID] = true
		}
	}
	return fixed
}

func tryRow(f pages.Frame, n string, row triedRow, d search.Decision, fixed map[string]bool) pages.TryRow {
	v := pages.TryRow{
		N: n, Question: row.question, Verdict: string(d.Verdict), VerdictText: f.T("admin.try.verdict." + string(d.Verdict)),
		Why: why(f, d.Reason), Words: row.words, Note: row.note, Wrong: row.wrong,
		Open: row.note == "" && d.Miss() || row.sought || row.wrong != "",
	}
	switch {
	case row.sought && len(row.found) > 0:
		v.Found = f.N("admin.try.found", len(row.found))
	case row.sought:
		v.None = f.T("admin.try.found_none")
	}
	if d.Entry != nil {
		v.Shown = &pages.NavLink{Href: entryPath(d.Entry.ID), Text: d.Entry.Question}
	}
	v.Read = reading(f, d.Reading)
	v.Sure = sureness(f, d.Confidence)
	v.Candidates = candidates(f, n, row, d, fixed)
	return v
}

// why is the reason in an owner's words; one that only a conversation can give has none.
func why(f pages.Frame, reason search.Reason) string {
	if key := "admin.try.reason." + string(reason); f.Has(key) {
		return f.T(key)
	}
	return ""
}

// reading says how the words of a question were understood, where that is worth knowing.
func reading(f pages.Frame, r search.Reading) (sentences []string) {
	for _, t := range r.TakenAs {
		sentences = append(sentences, f.T("admin.try.taken_as", "Written", t.Written, "As", strings.Join(t.As, " + ")))
	}
	if n := len(r.Unknown); n > 0 {
		sentences = append(sentences, f.N("admin.try.unknown", n, "Words", strings.Join(r.Unknown, ", ")))
	}
	return sentences
}

// sureness puts a confidence in words. Where these begin is for reading, not for deciding.
func sureness(f pages.Frame, confidence float64) pages.TrySure {
	how := "hardly"
	switch {
	case confidence >= 0.85:
		how = "very"
	case confidence >= 0.55:
		how = "quite"
	case confidence >= 0.3:
		how = "little"
	}
	percent := int(math.Floor(100 * confidence)) // nothing is 100 % sure that is not
	return pages.TrySure{Value: fmt.Sprintf("%.2f", confidence), Text: f.T("admin.try.sure."+how, "Percent", percent)}
}

// candidates are the entries that a question may belong to: those that were looked for,
// then what came near.
func candidates(f pages.Frame, n string, row triedRow, d search.Decision, fixed map[string]bool) (all []pages.TryCandidate) {
	met := map[string]bool{}
	add := func(e search.Entry, sure pages.TrySure) {
		if met[e.ID] {
			return
		}
		met[e.ID] = true
		all = append(all, pages.TryCandidate{
			Entry: pages.NavLink{Href: entryPath(e.ID), Text: e.Question}, Lang: e.Lang, Sure: sure, Button: n + " " + e.ID, Fixed: fixed[e.ID], Focus: len(all) == 0 && len(row.found) > 0,
		})
	}
	for _, e := range row.found {
		add(e, pages.TrySure{})
	}
	for _, r := range d.Ranked[:min(shownRanked, len(d.Ranked))] {
		if r.Confidence >= 0.01 {
			add(r.Entry, sureness(f, r.Confidence))
		}
	}
	return all
}
