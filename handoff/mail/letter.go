package mail

import (
	"context"
	"fmt"
	"strings"
	"time"

	"deskbell/handoff"
	"deskbell/words"
)

// letter is what a recipient reads: plain text, and nothing in it but what the
// letter is for.
type letter struct {
	subject   string
	from      string // display name of the sender
	text      string
	lang      string
	toVisitor bool
	automatic bool // no person wrote it, so no machine should answer it
}

// writer is at work on one letter.
type writer struct {
	*words.Translator
	config Config
	desk   Desk
	parcel handoff.Parcel
}

// write renders the letter that the row names, in the row's language.
func (c *Carrier) write(ctx context.Context, p handoff.Parcel, desk Desk) (letter, error) {
	w := writer{words.In(p.Outgoing.Lang), c.config, desk, p}
	if w.desk.Name == "" {
		w.desk.Name = w.T("mail.desk")
	}
	switch p.Outgoing.Letter {
	case handoff.NewTicketNotice:
		return w.newTicket(ctx), nil
	case handoff.NewMessageNotice:
		return w.newMessage(), nil
	case handoff.Receipt:
		return w.receipt(), nil
	case handoff.ReplyLetter:
		return w.reply(), nil
	case handoff.TestLetter:
		return w.test(), nil
	}
	return letter{}, &handoff.Failure{Code: "internal", Permanent: true, Err: fmt.Errorf("no letter %q", p.Outgoing.Letter)}
}

func (w writer) newTicket(ctx context.Context) letter {
	t := w.parcel.Ticket
	kind := "." + string(t.Kind)
	return w.notice(
		w.T("mail.new_ticket.subject"+kind, "Ref", t.Ref),
		w.say("mail.new_ticket.intro"+kind),
		w.facts(),
		w.message(),
		w.transcript(ctx),
	)
}

func (w writer) newMessage() letter {
	t := w.parcel.Ticket
	return w.notice(
		w.T("mail.new_message.subject", "Ref", t.Ref),
		w.say("mail.new_message.intro", "Ref", t.Ref),
		w.message(),
	)
}

// say is a sentence of ours.
func (w writer) say(key string, args ...any) string { return fold(w.T(key, args...)) }

// notice goes to an agent and ends with the way to answer.
func (w writer) notice(subject string, paragraphs ...string) letter {
	link := w.config.AdminURL + "/admin/tickets/" + w.parcel.Ticket.Ref
	paragraphs = append(paragraphs, w.T("mail.answer")+"\n"+link, w.say("mail.answer.note"))
	return letter{
		subject: subject, from: w.desk.Name, text: sheet(paragraphs...), lang: w.Lang(), automatic: true,
	}
}

// receipt has fixed wording. Its address is not verified, so it must not carry a
// byte that a visitor typed: otherwise it would be a way to write to strangers.
func (w writer) receipt() letter {
	t := w.parcel.Ticket
	return letter{
		subject: w.T("mail.receipt.subject", "Ref", t.Ref),
		from:    w.desk.Name,
		text: sheet(
			w.say("mail.receipt.have", "Ref", t.Ref),
			w.next(),
			w.say("mail.receipt.link")+"\n"+w.config.LinkURL(t),
			w.say("mail.link.note"),
			w.say("mail.receipt.not_you"),
			w.signature(),
		),
		lang: w.Lang(), toVisitor: true, automatic: true,
	}
}

// next is what happens with a new request, and when.
func (w writer) next() string {
	t := w.parcel.Ticket
	text := w.T("mail.receipt.next." + string(t.Kind))
	if !t.Promise.By.IsZero() {
		text += " " + w.T("mail.receipt.promise", "When", w.moment(t.Promise.By, zoneOf(t, w.desk)))
	}
	return fold(text)
}

func (w writer) reply() letter {
	t, m := w.parcel.Ticket, w.parcel.Message
	from := w.desk.Name
	if m.AgentName != "" {
		from = m.AgentName + ", " + w.desk.Name
	}
	answersGoTo := w.desk.Email
	if answersGoTo == "" {
		answersGoTo = w.config.Account.From
	}
	return letter{
		subject: w.T("mail.reply.subject", "Ref", t.Ref),
		from:    from,
		text: sheet(
			fold(plain(m.Text)),
			m.AgentName,
			w.say("mail.reply.link", "Ref", t.Ref)+"\n"+w.config.LinkURL(t),
			w.say("mail.link.note"),
			w.say("mail.reply.note", "Email", answersGoTo),
			w.signature(),
		),
		lang: w.Lang(), toVisitor: true,
	}
}

func (w writer) test() letter {
	return letter{
		subject: w.T("mail.test.subject", "Desk", w.desk.Name),
		from:    w.desk.Name,
		text:    sheet(w.say("mail.test.text"), w.signature()),
		lang:    w.Lang(), automatic: true,
	}
}

// signature says whose letter it is, behind the mark that mail programs know.
func (w writer) signature() string {
	return strings.TrimSpace("-- \n" + w.desk.Name + "\n" + w.desk.Controller)
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
		{"window", w.window()},
		{"wish", t.Wish},
		{"scope", t.Scope},
		{"page", t.Page},
		{"promise", w.moment(t.Promise.By, w.desk.Zone)},
	} {
		if fact.value != "" {
			lines = append(lines, w.T("mail.fact", "Name", w.T("mail.fact."+fact.name), "Value", oneLine(fact.value)))
		}
	}
	return strings.Join(lines, "\n")
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

func (w writer) window() string {
	t := w.parcel.Ticket
	if t.WindowFrom.IsZero() || t.WindowTo.IsZero() {
		return ""
	}
	return w.T("mail.window", "From", w.moment(t.WindowFrom, w.desk.Zone), "To", w.moment(t.WindowTo, w.desk.Zone))
}

// moment is a time in a zone; where the zone is not known it says UTC.
func (w writer) moment(at time.Time, zone *time.Location) string {
	switch {
	case at.IsZero():
		return ""
	case zone == nil:
		return w.Moment(at.UTC()) + " (UTC)"
	default:
		return w.Moment(at.In(zone))
	}
}

// zoneOf is the visitor's zone, or else the desk's.
func zoneOf(t handoff.Ticket, desk Desk) *time.Location {
	if zone, err := time.LoadLocation(t.TimeZone); err == nil && t.TimeZone != "" {
		return zone
	}
	return desk.Zone
}
