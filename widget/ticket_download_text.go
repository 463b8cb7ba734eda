package widget

import (
	"strings"
	"time"

	"deskbell/handoff"
	"deskbell/words"
)

// printout is the readable file as it is written.
type printout struct {
	*words.Translator
	strings.Builder
	zone *time.Location
}

// part begins a part under a heading.
func (h *printout) part(key string) { h.WriteString("\n" + h.T(key) + "\n") }

// fact is a line with a name, and nothing for an empty value.
func (h *printout) fact(key, value string) {
	if value != "" {
		h.WriteString("  " + h.T(key) + ": " + value + "\n")
	}
}

func (h *printout) when(key string, at time.Time) {
	if !at.IsZero() {
		h.fact(key, h.moment(at))
	}
}

func (h *printout) moment(at time.Time) string { return h.Moment(at.In(h.zone)) }

// said is a text with who said it. It is indented, so that no text can pass for another part.
func (h *printout) said(head, text string) {
	h.WriteString("  " + head + ":\n    " + strings.ReplaceAll(text, "\n", "\n    ") + "\n")
}

func (s *Server) storedText(t handoff.Ticket) string {
	h := &printout{Translator: s.ticketWords(t), zone: s.clock(t)}
	desk, _ := deskName(s.Settings(), h.Translator, "widget.desk")
	h.WriteString(h.T("widget.download.head", "Ref", t.Ref) + "\n")
	h.WriteString(h.T("widget.download.made", "Desk", desk, "Moment", h.moment(s.Now()), "Zone", words.ZoneName(h.zone)) + "\n\n")
	s.writeState(h, t)
	writeContact(h, t)
	s.writeCall(h, t)
	s.writeThreadOf(h, t)
	h.part("widget.download.kept")
	for _, sentence := range s.keptFor(h.Translator, t).Text {
		h.WriteString("  " + sentence + "\n")
	}
	return h.String()
}

func (s *Server) writeState(h *printout, t handoff.Ticket) {
	h.when("widget.download.opened", t.CreatedAt)
	h.when("widget.download.changed", t.UpdatedAt)
	h.when("widget.download.first_reply", t.FirstReplyAt)
	h.when("widget.download.closed", t.ClosedAt)
	h.fact("widget.download.state", s.standing(h.Translator, t))
	h.fact("widget.download.promised", h.T("widget.download.made_at", "Text", s.promised(h.Translator, t), "Moment", h.moment(t.Promise.Made)))
}

func writeContact(h *printout, t handoff.Ticket) {
	h.part("widget.download.contact")
	h.fact("widget.download.name", t.Name)
	h.fact("widget.download.email", t.Email)
	if t.Phone != "" {
		h.fact("widget.download.phone", handoff.FormatPhone(t.Phone))
	}
	h.fact("widget.download.zone", t.TimeZone)
	h.fact("widget.download.lang", t.Lang)
	h.fact("widget.download.page", t.Page)
	h.fact("widget.download.scope", t.Scope)
}

func (s *Server) writeCall(h *printout, t handoff.Ticket) {
	if t.Kind != handoff.CallBack {
		return
	}
	h.part("widget.download.call")
	if !t.WindowFrom.IsZero() {
		h.fact("widget.thread.call.time", h.Window(t.WindowFrom.In(h.zone), t.WindowTo, time.Time{}))
	}
	h.fact("widget.thread.call.wish", t.Wish)
	h.fact("widget.download.call_lang", t.CallLang)
	h.fact("widget.download.wording", strings.TrimSpace(wordingOf(h.Translator, t)+" ("+t.Wording+")"))
	for _, a := range t.Attempts {
		h.WriteString("  " + h.moment(a.At) + ": " + h.T("widget.download.outcome."+string(a.Outcome), "Moment", h.moment(a.Again)) + "\n")
	}
}

func (s *Server) writeThreadOf(h *printout, t handoff.Ticket) {
	h.part("widget.download.messages")
	for _, m := range t.ForVisitor() {
		view, head := viewOf(m, h.Translator), h.moment(m.At)
		switch {
		case m.From == handoff.FromVisitor:
			head += ", " + h.T("widget.you")
		case view.Name != "":
			head += ", " + view.Name
		case m.From == handoff.FromAgent:
			head += ", " + h.T("widget.team")
		}
		h.said(head, view.Text)
	}
	if len(t.Transcript) == 0 {
		return
	}
	h.part("widget.download.transcript")
	for _, line := range t.Transcript {
		shown := s.lineView(visit{Translator: h.Translator}, line)
		h.said(shown.Label, strings.TrimSpace(shown.Text+"\n"+shown.Verdict))
	}
}

// promised is what the visitor was told about the time of the reply, with plain dates.
func (s *Server) promised(w *words.Translator, t handoff.Ticket) string {
	return s.promiseText(w, t, time.Time{})
}

// keptFor says how long the ticket is kept, by the owner's rules as they are now.
func (s *Server) keptFor(w *words.Translator, t handoff.Ticket) keptFor {
	rules := s.Timing.Rules().Retention
	days, key := rules.Email, "widget.download.kept_days"
	switch {
	case t.Folder == handoff.Spam || t.Folder == handoff.Suspected:
		days, key = rules.Spam, "widget.download.kept_aside"
	case t.Kind == handoff.CallBack:
		days = rules.CallBack
	case t.Kind == handoff.Here:
		days = rules.Here
	}
	k := keptFor{Text: []string{w.T("widget.download.kept_always")}}
	switch {
	case t.IsLetter():
		k.LetterTo = timeOrNull(t.KeepUntil)
		k.Text[0] = w.T("widget.download.kept_letter", "Date", s.lastDay(w, t.KeepUntil))
	case days > 0:
		k.Days, k.Text[0] = &days, w.N(key, days)
	}
	if rules.Phone > 0 && (t.Kind == handoff.CallBack || t.Phone != "") {
		k.PhoneDays = &rules.Phone
		k.Text = append(k.Text, w.N("widget.download.kept_phone", rules.Phone))
	}
	return k
}
