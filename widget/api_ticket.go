package widget

import (
	"net/http"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/internal/web"
)

type ticketRequest struct {
	Kind       handoff.Kind   `json:"kind"`
	Email      string         `json:"email"`
	Phone      string         `json:"phone"`
	Name       string         `json:"name"`
	Message    string         `json:"message"`
	Window     *timeWindow    `json:"window"`
	Wish       string         `json:"wish"` // when to call, in words
	TimeZone   string         `json:"time_zone"`
	CallLang   string         `json:"call_lang"` // to speak on the phone
	Lang       string         `json:"lang"`
	Page       string         `json:"page"`
	Scope      string         `json:"scope"`
	Transcript []handoff.Line `json:"transcript"`
}

// timeWindow is when to call: RFC 3339 times.
type timeWindow struct {
	From string `json:"from"`
	To   string `json:"to"`
}

func (w *timeWindow) times(wrong *fault.List) (from, to time.Time) {
	if w == nil {
		return from, to
	}
	from, err := time.Parse(time.RFC3339, w.From)
	to, err2 := time.Parse(time.RFC3339, w.To)
	if err != nil || err2 != nil {
		wrong.Add("window", "window_invalid")
	}
	return from, to
}

type acceptedResponse struct {
	Ref         string     `json:"ref"`
	Token       string     `json:"token"`
	Promise     *time.Time `json:"promise"`
	PromiseText string     `json:"promise_text"`
	URL         string     `json:"url"`
}

// apiOpen opens a ticket. The answer to a repeated request is the same to the byte, so
// a client that lost the first one loses nothing.
func (s *Server) apiOpen(w http.ResponseWriter, r *http.Request) error {
	var asked ticketRequest
	body, err := web.ReadJSON(r, &asked)
	if err != nil {
		return err
	}
	request, err := asked.request(r, s.Limits)
	if err != nil {
		return err
	}
	accepted, err := s.handOff(r, r.Header.Get("Idempotency-Key"), body, request, "")
	if err != nil {
		return err
	}
	t := accepted.Ticket
	return web.WriteJSON(w, http.StatusCreated, acceptedResponse{
		Ref: t.Ref, Token: accepted.Token, Promise: timeOrNull(t.Promise.By),
		PromiseText: s.promise(t), URL: s.ticketURL(r, accepted.LinkCode),
	})
}

// request checks what only HTTP knows; the desk checks the rest.
func (t ticketRequest) request(r *http.Request, l limits.Limits) (handoff.Request, error) {
	var wrong fault.List
	speak(r, t.Lang, &wrong)
	from, to := t.Window.times(&wrong)
	lang := t.Lang
	if lang == "" {
		lang = language(r)
	}
	return handoff.Request{
		Kind: t.Kind, Name: t.Name, Email: t.Email, Phone: t.Phone, Message: t.Message,
		Wish: t.Wish, WindowFrom: from, WindowTo: to, TimeZone: t.TimeZone, CallLang: t.CallLang,
		Lang: lang, Page: t.Page, Scope: t.Scope, Transcript: t.Transcript,
	}, wrong.Err()
}

// promise says when the reply comes, and where to, as it was said when the ticket was opened: a repeated request
// gets the same answer, even if the call was made meanwhile.
func (s *Server) promise(t handoff.Ticket) string {
	t.CallPending = t.Kind == handoff.CallBack
	return s.promiseAt(t, t.Promise.Made)
}

func timeOrNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}
