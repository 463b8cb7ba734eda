package mail

import (
	"context"
	"strings"

	"deskbell/handoff"
)

func (w writer) newTicket(ctx context.Context) letter {
	t := w.parcel.Ticket
	kind := "." + string(t.Kind)
	return w.notice(
		w.T("mail.new_ticket.subject"+kind, "Ref", t.Ref), "mail.answer",
		w.say("mail.new_ticket.intro"+kind),
		w.facts(),
		w.message(),
		w.transcript(ctx),
	)
}

func (w writer) newMessage() letter {
	t := w.parcel.Ticket
	return w.notice(
		w.T("mail.new_message.subject", "Ref", t.Ref), "mail.answer",
		w.say("mail.new_message.intro", "Ref", t.Ref),
		w.message(),
	)
}

func (w writer) callChanged() letter {
	t := w.parcel.Ticket
	return w.notice(
		w.T("mail.call_changed.subject", "Ref", t.Ref), "mail.open",
		w.say("mail.call_changed.intro", "Ref", t.Ref),
		w.facts(),
	)
}

func (w writer) withdrawn() letter {
	t := w.parcel.Ticket
	return w.notice(
		w.T("mail.withdrawn.subject", "Ref", t.Ref), "mail.open",
		w.say("mail.withdrawn.intro", "Ref", t.Ref),
	)
}

// notice tells an agent about one ticket and ends with the way to it, introduced by the words of a key.
func (w writer) notice(subject, way string, paragraphs ...string) letter {
	link := w.T(way) + "\n" + w.ticketURL(w.parcel.Ticket)
	return w.internal(subject, append(paragraphs, link, w.say("mail.answer.note"))...)
}

// facts are what an agent wants to know before reading on.
func (w writer) facts() string {
	t := w.parcel.Ticket
	var lines []string
	for _, fact := range []struct{ name, value string }{
		{"ref", t.Ref},
		{"name", t.Name},
		{"email", t.Email},
		{"phone", t.Phone},
		{"window", w.window("mail.window.zones", false)},
		{"wish", t.Wish},
		{"call_lang", w.LanguageOrTag(t.CallLang)},
		{"scope", t.Scope},
		{"page", t.Page},
		{"promise", w.moment(t.Promise.By)},
	} {
		if fact.value != "" {
			lines = append(lines, w.fact("mail.fact."+fact.name, oneLine(fact.value)))
		}
	}
	return strings.Join(lines, "\n")
}

func (w writer) fact(name string, value any) string {
	return w.T("mail.fact", "Name", w.T(name), "Value", value)
}

// message is the message that the row reports, or else the ticket's first.
func (w writer) message() string {
	m := w.parcel.Message
	if m.ID == 0 && len(w.parcel.Ticket.Messages) > 0 {
		m = w.parcel.Ticket.Messages[0]
	}
	return w.T("mail.message") + "\n" + quote(m.Text)
}

func (w writer) transcript(ctx context.Context) string {
	var lines []string
	for _, line := range w.parcel.Ticket.Transcript {
		lines = append(lines, quote(oneLine(w.line(ctx, line))))
	}
	if len(lines) == 0 {
		return ""
	}
	return w.T("mail.transcript") + "\n" + strings.Join(lines, "\n")
}

func (w writer) line(ctx context.Context, line handoff.Line) string {
	if line.From == handoff.FromVisitor {
		return w.T("mail.line.visitor", "Text", line.Text)
	}
	if question, ok := w.config.Question(ctx, line.Entry); ok {
		return w.T("mail.line.desk", "Text", question)
	}
	return w.T("mail.line.gone")
}
