package mail

import (
	"strings"

	"deskbell/handoff"
	"deskbell/words"
)

// receipt has fixed wording. Its address is not verified, so it must not carry a
// byte that a visitor typed: otherwise it would be a way to write to strangers.
func (w writer) receipt() letter {
	t := w.parcel.Ticket
	return w.unasked(w.T("mail.receipt.subject", "Ref", t.Ref),
		w.say("mail.receipt.have", "Ref", t.Ref), w.next(), "mail.receipt.link")
}

// fixed says what became of a call, under the same rule as the receipt. The words are those of the
// key's subject, text and link.
func (w writer) fixed(key string) letter {
	ref := w.parcel.Ticket.Ref
	return w.unasked(w.T(key+".subject", "Ref", ref), w.say(key+".text", "Ref", ref), "", key+".link")
}

// unasked is a letter by the machine to an address that nobody verified.
func (w writer) unasked(subject, first, second, link string) letter {
	return letter{
		subject: subject,
		from:    w.desk.Name,
		text: sheet(
			first,
			second,
			w.say(link)+"\n"+w.config.LinkURL(w.parcel.Ticket),
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
	sentences := []string{w.T("mail.receipt.next." + string(t.Kind))}
	window := w.window("promise.zones", true)
	switch {
	case t.Kind == handoff.CallBack && window != "":
		sentences = append(sentences, w.T("promise.call_window", "Window", window))
	case !t.Promise.By.IsZero() || !t.Promise.Opens.IsZero():
		sentences = append(sentences, w.Expect(w.expectation()))
	}
	if t.Kind == handoff.CallBack {
		if t.CallLang != "" {
			sentences = append(sentences, w.T("mail.receipt.call_lang", "Language", words.Tongue(t.CallLang)))
		}
		sentences = append(sentences, w.T("mail.receipt.call_once"))
	}
	return fold(strings.Join(sentences, " "))
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
