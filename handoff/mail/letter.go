package mail

import (
	"context"
	"fmt"
	"slices"
	"strings"

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
	if slices.Contains(forVisitors, p.Outgoing.Letter) {
		w = w.speaking()
	}
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
	case handoff.CallChanged:
		return w.callChanged(), nil
	case handoff.Withdrawn:
		return w.withdrawn(), nil
	case handoff.CallMissed:
		return w.fixed("mail.call_missed"), nil
	case handoff.NumberWrong:
		return w.fixed("mail.wrong_number"), nil
	case handoff.LateNotice:
		return w.late(), nil
	case handoff.Digest:
		return w.digest(ctx)
	case handoff.TestLetter:
		return w.test(), nil
	}
	return letter{}, &handoff.Failure{Code: "internal", Permanent: true, Err: fmt.Errorf("no letter %q", p.Outgoing.Letter)}
}

// forVisitors are the letters that visitors read; all others go to agents.
var forVisitors = []handoff.Letter{handoff.Receipt, handoff.ReplyLetter, handoff.CallMissed, handoff.NumberWrong}

// speaking is the writer of a letter to a visitor: in their words, under the desk's name in their language.
func (w writer) speaking() writer {
	if w.desk.Informal {
		w.Translator = w.Informal()
	}
	if w.desk.NameIn != nil {
		w.desk.Name = w.desk.NameIn(w.Lang())
	}
	return w
}

// say is a sentence of ours.
func (w writer) say(key string, args ...any) string { return fold(w.T(key, args...)) }

// internal goes to an agent.
func (w writer) internal(subject string, paragraphs ...string) letter {
	return letter{
		subject: subject, from: w.desk.Name, text: sheet(paragraphs...), lang: w.Lang(), automatic: true,
	}
}

func (w writer) test() letter {
	return w.internal(w.T("mail.test.subject", "Desk", w.desk.Name), w.say("mail.test.text"), w.signature())
}

// signature says whose letter it is, behind the mark that mail programs know.
func (w writer) signature() string {
	return strings.TrimSpace("-- \n" + w.desk.Name + "\n" + w.desk.Controller)
}

func (w writer) ticketURL(t handoff.Ticket) string {
	return w.config.AdminURL + "/admin/tickets/" + t.Ref
}
