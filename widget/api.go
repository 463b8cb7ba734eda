package widget

import (
	"net/http"
	"strings"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/internal/web"
	"deskbell/words"
)

// apiRoutes is the JSON API. openapi.yaml describes it for its users, and a test keeps
// the two together.
func (s *Server) apiRoutes() []web.Route {
	body := s.Limits.Get(limits.BodyBytes)
	return []web.Route{
		{Pattern: "POST /api/v1/ask", Trust: web.Anyone, Face: web.API, Body: body, Handler: s.apiAsk},
		{Pattern: "POST /api/v1/feedback", Trust: web.Anyone, Face: web.API, Body: body, Handler: s.apiFeedback},
		{Pattern: "POST /api/v1/tickets", Trust: web.Anyone, Face: web.API, Body: body, Handler: s.apiOpen},
		{Pattern: "GET /api/v1/ticket", Trust: web.Visitor, Face: web.API, Handler: s.apiTicket},
		{Pattern: "DELETE /api/v1/ticket", Trust: web.Visitor, Face: web.API, Handler: s.apiErase},
		{Pattern: "PUT /api/v1/ticket/callback", Trust: web.Visitor, Face: web.API, Body: body, Handler: s.apiChangeCall},
		{Pattern: "POST /api/v1/ticket/withdraw", Trust: web.Visitor, Face: web.API, Body: body, Handler: s.apiWithdraw},
		{Pattern: "GET /api/v1/ticket/download", Trust: web.Visitor, Face: web.API, Handler: s.apiDownload},
		{Pattern: "POST /api/v1/ticket/messages", Trust: web.Visitor, Face: web.API, Body: body, Handler: s.apiWrite},
		{Pattern: "GET /api/v1/ticket/events", Trust: web.Visitor, Face: web.API, Handler: s.apiEvents},
	}
}

// maxLang is longer than any language tag in use (RFC 5646, 4.4.1).
const maxLang = 35

// langSigns are all that stand in a tag, the lower line as some systems write it.
const langSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// speak takes the language that a body asks for: answers and errors are in it.
func speak(r *http.Request, lang string, wrong *fault.List) {
	if len(lang) > maxLang || strings.Trim(lang, langSigns) != "" {
		wrong.Add("lang", "lang_invalid")
		return
	}
	web.Speak(r, lang)
}

// language is what the request's reader speaks, "" if nothing of ours was asked for.
func language(r *http.Request) string {
	if lang, ok := words.Match(web.LanguageWishes(r)...); ok {
		return lang
	}
	return ""
}

// bearer is the token of a request, "" if there is none. It stands in this header alone: addresses
// are logged, remembered and passed on.
func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}
