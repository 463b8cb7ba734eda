package widget

import (
	"net/http"

	"deskbell/handoff"
	"deskbell/internal/web"
	"deskbell/templates/panel"
)

// showReceipt is the answer of the form itself: a reload sends the same key and gets
// the same receipt.
func (s *Server) showReceipt(w http.ResponseWriter, r *http.Request, v visit, a handoff.Accepted) error {
	f := s.frame(v.afresh(), ScreenReceipt)
	promise, answered := s.receiptPromise(v, a.Ticket)
	return web.Render(w, r, http.StatusOK, panel.ReceiptPage(f, panel.Receipt{
		Ref: a.Ticket.Ref, Code: a.LinkCode, Token: a.Token, Promise: promise, Answered: answered,
		Next: next(v, a), Link: s.ticketURL(r, a.LinkCode), Again: again(a),
	}))
}

// receiptPromise says what to expect, and on a receipt that is shown again what has come of it: then answered is true.
func (s *Server) receiptPromise(v visit, t handoff.Ticket) (text string, answered bool) {
	for _, m := range t.ForVisitor() {
		if m.From != handoff.FromVisitor {
			return s.standing(v.Translator, t), true
		}
	}
	return s.promiseText(v.Translator, t, s.Now()), false
}

// mailed is what the form of a receipt says of itself if a mail is on its way.
const mailed = "mailed"

// again is what the form carries along so that the receipt can be shown in another language.
func again(a handoff.Accepted) string {
	if a.Mailed {
		return mailed
	}
	return "shown"
}

// receiptAgain is the receipt in another language.
func (s *Server) receiptAgain(w http.ResponseWriter, r *http.Request, v visit, t handoff.Ticket) error {
	return s.showReceipt(w, r, v, handoff.Accepted{
		Ticket: t, Token: s.Desk.Token(t), LinkCode: s.Desk.LinkCode(t), Mailed: v.form.Get("receipt") == mailed,
	})
}

// next says what happens now with the request.
func next(v visit, a handoff.Accepted) []string {
	var all []string
	switch a.Ticket.Kind {
	case handoff.ByEmail:
		all = append(all, v.T("widget.receipt.next_email", "Email", a.Ticket.Email))
	case handoff.CallBack:
		all = append(all, v.T("widget.receipt.next_callback", "Phone", handoff.FormatPhone(a.Ticket.Phone)))
	default:
		all = append(all, v.T("widget.receipt.next_here"))
	}
	if a.Mailed {
		all = append(all, v.T("widget.receipt.mailed"))
	}
	return append(all, v.T("widget.receipt.next_page"))
}
