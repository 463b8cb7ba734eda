package widget

import (
	"slices"
	"strconv"

	"deskbell/handoff"
	"deskbell/templates/panel"
)

// handedOver are the lines that the visitor ticked, none without the tick below them.
func (v visit) handedOver() []handoff.Line {
	var kept []handoff.Line
	for i, said := range v.Lines {
		if v.has("attach") && v.keeps(i) {
			kept = append(kept, said.Line)
		}
	}
	return kept
}

// keeps reports whether a line is not struck out; on a fresh form none is.
func (v visit) keeps(i int) bool {
	return !v.has("message") || slices.Contains(v.form["keep"], strconv.Itoa(i))
}

// lineViews are the lines exactly as they would be sent.
func (s *Server) lineViews(v visit) []panel.Line {
	all := make([]panel.Line, len(v.Lines))
	for i, said := range v.Lines {
		all[i] = s.lineView(v, said.Line)
		all[i].Index, all[i].Keep = strconv.Itoa(i), v.keeps(i)
	}
	return all
}

func (s *Server) lineView(v visit, line handoff.Line) panel.Line {
	if line.From != handoff.FromDesk {
		return panel.Line{Label: v.T("widget.transcript.you"), Text: line.Text}
	}
	l := panel.Line{Label: v.T("widget.transcript.desk"), Text: v.T("widget.transcript.gone")}
	if e, ok := s.Answers.Entry(line.Entry); ok {
		l.Text, l.Lang = e.Question, e.Lang
	}
	if line.Verdict != "" {
		l.Verdict = v.T("widget.transcript.verdict", "Verdict", v.T("widget.verdict."+string(line.Verdict)))
	}
	return l
}
