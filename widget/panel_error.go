package widget

import (
	"crypto/rand"
	"net/http"

	"deskbell/internal/web"
	"deskbell/templates/panel"
)

// ErrorPage is how an error looks that no form could explain: with the owner's
// contact, and the person control where it always is.
func (s *Server) ErrorPage(e web.ErrorView) web.Renderer {
	v := visit{conversation: conversation{Key: rand.Text()}, Translator: e.Words}
	screen := ScreenFailed
	if e.Status == http.StatusTooManyRequests {
		screen = ScreenLimited
	}
	f := s.frame(v, screen)
	f.Languages.To = "/help/ask" // its form leads to a person
	f.Problem = panel.Problem{Text: e.Detail, ID: e.ID}
	return panel.FailedPage(f)
}
