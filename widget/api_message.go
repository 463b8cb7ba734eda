package widget

import (
	"net/http"
	"time"

	"deskbell/handoff"
	"deskbell/internal/web"
	"deskbell/words"
)

type messageRequest struct {
	Text string `json:"text"`
}

type messageView struct {
	ID   int64          `json:"id"`
	From handoff.Author `json:"from"`
	Name string         `json:"name,omitempty"` // of the agent
	Text string         `json:"text"`
	At   time.Time      `json:"at"`
	Lang string         `json:"lang,omitempty"`
}

// apiWrite adds the visitor's message to the thread.
func (s *Server) apiWrite(w http.ResponseWriter, r *http.Request) error {
	t, err := s.ticketOf(w, r, routeMessages)
	if err != nil {
		return err
	}
	var said messageRequest
	if _, err := web.ReadJSON(r, &said); err != nil {
		return err
	}
	m, err := s.Desk.Write(r.Context(), t.Ref, r.Header.Get("Idempotency-Key"), said.Text, language(r))
	if err != nil {
		return err
	}
	return web.WriteJSON(w, http.StatusCreated, viewOf(m, s.Words(web.LanguageWishes(r)...)))
}

func (s *Server) messagesFor(r *http.Request, messages []handoff.Message) []messageView {
	t := s.Words(web.LanguageWishes(r)...)
	views := make([]messageView, len(messages))
	for i, m := range messages {
		views[i] = viewOf(m, t)
	}
	return views
}

func viewOf(m handoff.Message, t *words.Translator) messageView {
	v := messageView{ID: m.ID, From: m.From, Name: m.AgentName, Text: m.Text, At: m.At.UTC(), Lang: m.Lang}
	if m.From == handoff.FromSystem {
		v.Text, v.Lang = t.T("event."+m.Text), t.Lang()
	}
	return v
}
