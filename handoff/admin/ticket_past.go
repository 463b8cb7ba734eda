package admin

import (
	"context"
	"slices"
	"strings"
	"time"

	"deskbell/handoff"
	"deskbell/internal/markdown"
	pages "deskbell/templates/admin"
)

const (
	shownEarlier = 10 // requests from the same address
	shownTried   = 5  // entries in the summary of a transcript
)

// transcript is what the visitor sent along. Lines of the desk are shown from the
// entries they name, because anybody could write anything into them.
func (s *Server) transcript(f pages.Frame, t handoff.Ticket) []pages.TranscriptLine {
	var all []pages.TranscriptLine
	for _, line := range t.Transcript {
		if line.From != handoff.FromDesk {
			all = append(all, pages.TranscriptLine{Text: line.Text, Lang: t.Lang})
			continue
		}
		shown := pages.TranscriptLine{Desk: true, Verdict: verdict(f, line.Verdict)}
		if e, ok := s.Shown.Entry(line.Entry); ok {
			shown.Text, shown.Lang, shown.HTML = e.Question, e.Lang, markdown.HTML(e.Answer)
		}
		all = append(all, shown)
	}
	return all
}

func verdict(f pages.Frame, v handoff.Verdict) string {
	if v == "" {
		return ""
	}
	return f.T("admin.verdict." + string(v))
}

// tried is the transcript in a sentence: how often the visitor asked, what they saw, what they said of it.
func (s *Server) tried(f pages.Frame, t handoff.Ticket) string {
	asked := 0
	var seen []string
	for _, line := range t.Transcript {
		if line.From != handoff.FromDesk {
			asked++
			continue
		}
		if e, ok := s.Shown.Entry(line.Entry); ok && len(seen) < shownTried {
			seen = append(seen, saw(f, e.Question, line.Verdict))
		}
	}
	var parts []string
	if asked > 0 {
		parts = append(parts, f.N("admin.tried.asked", asked))
	}
	return strings.Join(append(parts, slices.Compact(seen)...), ", ")
}

func saw(f pages.Frame, question string, v handoff.Verdict) string {
	if v == "" {
		return f.T("admin.tried.saw", "Question", question)
	}
	return f.T("admin.tried.saw_verdict", "Question", question, "Verdict", verdict(f, v))
}

// earlier are other requests from the visitor's address or number, which nobody has verified.
func (s *Server) earlier(ctx context.Context, f pages.Frame, t handoff.Ticket) ([]pages.EarlierRow, error) {
	tickets, err := s.Desk.Earlier(ctx, t, shownEarlier)
	var all []pages.EarlierRow
	for _, one := range tickets {
		all = append(all, pages.EarlierRow{
			Ref: one.Ref, Href: ticketPath(one.Ref), Status: string(one.Status), StatusText: s.statusText(f, one),
			When: f.Date(one.CreatedAt.In(s.zone())), At: one.CreatedAt.UTC().Format(time.RFC3339),
		})
	}
	return all, err
}
