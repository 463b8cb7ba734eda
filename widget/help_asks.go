package widget

import (
	"slices"
	"strings"
	"unicode/utf8"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/search"
	"deskbell/templates/panel"
)

// maxAsk names the limit of what is asked for.
var maxAsk = map[search.Ask]string{
	search.AskOrder: limits.OrderChars, search.AskError: limits.ErrorChars, search.AskPage: limits.PageChars,
}

func fieldOf(a search.Ask) string { return "ask_" + string(a) }

// asksView are the fields that the entry of a form asks for, and those that hold something.
func (v visit) asksView(about *search.Entry, wrong map[string]string) panel.Asks {
	var asks []search.Ask
	if about != nil {
		asks = about.Asks()
	}
	var view panel.Asks
	for _, a := range search.Asks {
		name := fieldOf(a)
		if !slices.Contains(asks, a) && v.text(name) == "" {
			continue
		}
		f := panel.Field{Name: name, Label: v.T("answers.ask." + string(a)), Value: v.text(name), Error: wrong[name], Type: "text", Complete: "off", Optional: true}
		switch {
		case a == search.AskError:
			f.Type, f.Hint = "", v.T("answers.ask.error_hint")
		case a == search.AskPage && !v.has(name):
			f.Value = v.Page
		}
		view.Open = view.Open || f.Error != "" || v.isFilled(a)
		view.Fields = append(view.Fields, f)
	}
	return view
}

// isFilled reports whether the visitor put something into a field: the page of the host stands there already.
func (v visit) isFilled(a search.Ask) bool {
	text := strings.TrimSpace(v.text(fieldOf(a)))
	return text != "" && (a != search.AskPage || text != v.Page)
}

// withAsked is a message with what the visitor put into the fields beside it, a labelled line each: so it stands in
// mails, thread and download, and goes when the message goes.
func (v visit) withAsked(message string, l limits.Limits) (string, error) {
	var wrong fault.List
	var lines []string
	for _, a := range search.Asks {
		if !v.isFilled(a) {
			continue
		}
		text := checkText(&wrong, fieldOf(a), v.form.Get(fieldOf(a)), l.Get(maxAsk[a]))
		if a != search.AskError {
			text = strings.Join(strings.Fields(text), " ")
		}
		lines = append(lines, v.T("answers.ask."+string(a))+": "+text)
	}
	most := l.Get(limits.MessageChars)
	text, err := handoff.CleanText(message, most)
	if err != nil || text == "" || len(lines) == 0 {
		return message, wrong.Err() // the desk says what is wrong with it
	}
	all := text + "\n\n" + strings.Join(lines, "\n")
	if len(wrong) == 0 && utf8.RuneCountInString(all) > most {
		wrong.Add("message", "too_long_together")
	}
	return all, wrong.Err()
}

// pageMeant is the page that a request is about: the host's, unless the form shows it and the visitor changed it.
func (v visit) pageMeant(l limits.Limits) string {
	if v.has(fieldOf(search.AskPage)) {
		return handoff.CleanPage(strings.TrimSpace(v.text(fieldOf(search.AskPage))), l.Get(limits.PageChars))
	}
	return v.Page
}
