package agenda

import (
	"slices"
	"strings"
	"unicode"

	"deskbell/handoff"
	"deskbell/words"
)

func (w *writer) summary(t handoff.Ticket) string {
	if name := oneLine(t.Name); name != "" && !w.Private {
		return w.T("agenda.summary_name", "Ref", t.Ref, "Name", name)
	}
	return w.T("agenda.summary", "Ref", t.Ref)
}

// description is what an agent wants to know before calling; of a private calendar, where that stands.
func (w *writer) description(c handoff.Call) string {
	var lines []string
	if !w.Private {
		lines = w.facts(c)
	}
	for _, t := range c.Tickets {
		if about := topic(t); about != "" && !w.Private {
			lines = append(lines, w.T("agenda.about", "Ref", t.Ref, "Topic", about))
		}
		lines = append(lines, w.link(t))
	}
	return strings.Join(lines, "\n")
}

func (w *writer) facts(c handoff.Call) []string {
	t := c.Tickets[0]
	var lines []string
	for _, fact := range []struct{ name, value string }{
		{"name", t.Name},
		{"phone", "tel:" + c.Phone},
		{"window", w.window(c)},
		{"wish", t.Wish},
		{"call_lang", w.LanguageOrTag(t.CallLang)},
	} {
		if value := oneLine(fact.value); value != "" {
			lines = append(lines, w.T("mail.fact", "Name", w.T("mail.fact."+fact.name), "Value", value))
		}
	}
	return lines
}

func (w *writer) window(c handoff.Call) string {
	if c.ASAP {
		return w.T("agenda.asap", "When", w.Moment(c.From.In(w.Zone)))
	}
	e := words.Expectation{Desk: w.Zone, Visitor: c.Tickets[0].Zone()}
	return w.WindowInZones("mail.window.zones", c.From, c.To, e)
}

// longestTopic is as much of a message as tells what it is about.
const longestTopic = 160

func topic(t handoff.Ticket) string {
	parts := []string{oneLine(t.Scope)}
	if i := slices.IndexFunc(t.Messages, func(m handoff.Message) bool { return m.From == handoff.FromVisitor }); i >= 0 {
		parts = append(parts, oneLine(t.Messages[i].Text))
	}
	text := []rune(strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ": "))
	if len(text) > longestTopic {
		return strings.TrimSpace(string(text[:longestTopic])) + "…"
	}
	return string(text)
}

// oneLine keeps what a calendar may hold as text. golang-ical escapes line feeds, but lets a carriage return
// through, and with it whatever a program that ends lines there would read as another property.
func oneLine(s string) string {
	blank := func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}
	return strings.Join(strings.Fields(strings.Map(blank, strings.ToValidUTF8(s, "?"))), " ")
}
