package widget

import (
	"cmp"
	"net/http"
	"strconv"

	"deskbell/handoff"
	"deskbell/handoff/hours"
	"deskbell/internal/fault"
	"deskbell/templates/panel"
)

// callFields are those of the form that changes a call.
var callFields = []string{"phone", "window", "wish", "time_zone", "call_lang", "save"}

// changeCall gives the call of a ticket the number and the time of the form.
func (s *Server) changeCall(r *http.Request, v visit, t handoff.Ticket) error {
	if t.Kind == handoff.CallBack && v.text("phone") == "" {
		return fault.At("phone", "required") // Desk.ChangeCall would keep the number
	}
	wish := v.callWish()
	window, err := readWindow(wish.window)
	if err != nil {
		return err
	}
	return s.Desk.ChangeCall(r.Context(), t.Ref, handoff.CallWish{
		Phone: wish.phone, From: window.From, To: window.To, Wish: wish.wish, TimeZone: wish.zone, CallLang: wish.lang,
	})
}

// callView is what the ticket's page says about a call, and the form to change it or to ask
// for another one.
func (s *Server) callView(v visit, t handoff.Ticket, bad trouble) panel.Call {
	if t.Kind != handoff.CallBack {
		return panel.Call{}
	}
	typed := v.has("phone") || v.has("window")
	c := panel.Call{
		Facts: s.callFacts(v, t), Tried: s.triedText(v, t),
		Change: panel.Offer{Title: v.T("widget.thread.call.change"), Text: v.T("widget.call.wording"), Do: v.T("widget.thread.call.save")},
		ID:     "call-" + strconv.Itoa(changesOf(t)), Open: typed || needsChange(t),
	}
	if !t.CallPending {
		c.Change.Title, c.Change.Do = v.T("widget.thread.call.another"), v.T("widget.thread.call.ask")
	}
	if typed {
		c.Problem = bad.problem
	}
	c.Form = s.callForm(v, wished(v, t), "/ticket/call", bad.fields)
	c.Form.Phone.Optional = false
	return c
}

// wished is what the ticket says, and over it what the visitor filled in.
func wished(v visit, t handoff.Ticket) callWish {
	w, typed := callWish{phone: handoff.FormatPhone(t.Phone), wish: t.Wish, lang: t.CallLang}, v.callWish()
	if t.Zone() != nil {
		w.zone = t.TimeZone
	}
	if t.CallPending {
		w.window = windowValue(spanOf(t))
	}
	if v.has("phone") {
		w.phone = typed.phone
	}
	if v.has("window") {
		w.window = typed.window
	}
	if v.has("wish") {
		w.wish = typed.wish
	}
	w.zone, w.lang = cmp.Or(typed.zone, w.zone), cmp.Or(typed.lang, w.lang)
	return w
}

// needsChange reports whether it is the visitor's turn since no call reaches them.
func needsChange(t handoff.Ticket) bool {
	return t.Status == handoff.Waiting && waitingKey(t) != "widget.thread.waiting"
}

// changesOf counts what the visitor has changed.
func changesOf(t handoff.Ticket) int {
	n := 0
	for _, m := range t.Messages {
		if m.From == handoff.FromSystem {
			n++
		}
	}
	return n
}

// callFacts are about the call that is owed.
func (s *Server) callFacts(v visit, t handoff.Ticket) []panel.Fact {
	if !t.CallPending {
		return nil
	}
	facts := []panel.Fact{
		{Name: v.T("widget.thread.call.phone"), Value: handoff.FormatPhone(t.Phone), LTR: true},
		{Name: v.T("widget.thread.call.time"), Value: v.T("widget.thread.call.soon")},
	}
	switch {
	case !t.WindowTo.IsZero():
		facts[1].Value = windowText(v.Translator, t, s.expectation(t, s.Now()))
	case t.Wish != "":
		facts[1] = panel.Fact{Name: v.T("widget.thread.call.wish"), Value: t.Wish}
	}
	return facts
}

// triedText says when the visitor was called in vain.
func (s *Server) triedText(v visit, t handoff.Ticket) []string {
	var all []string
	for _, a := range t.VainAttempts() {
		all = append(all, v.T("widget.thread.call.tried", "Moment", v.Moment(a.At.In(s.clock(t)))))
	}
	return all
}

func spanOf(t handoff.Ticket) hours.Span { return hours.Span{From: t.WindowFrom, To: t.WindowTo} }
