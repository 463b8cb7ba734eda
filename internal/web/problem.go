package web

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"deskbell/internal/fault"
	"deskbell/words"
)

// Codes of faults that only HTTP has.
const (
	codeMalformed = "malformed"
	codeTooLarge  = "body_too_large"
	codeMediaType = "media_type"
	codeMethod    = "method"
	codeMisdirect = "misdirected"
	codeUnknown   = "unknown_field"
	codeWrongType = "wrong_type"
	codeDuplicate = "duplicate_field"
)

var statusOfCode = map[string]int{
	codeMalformed: http.StatusBadRequest,
	codeTooLarge:  http.StatusRequestEntityTooLarge,
	codeMediaType: http.StatusUnsupportedMediaType,
	codeMethod:    http.StatusMethodNotAllowed,
	codeMisdirect: http.StatusMisdirectedRequest,
	"key_invalid": http.StatusBadRequest,
}

var statusOfKind = map[fault.Kind]int{
	fault.Internal:        http.StatusInternalServerError,
	fault.Invalid:         http.StatusUnprocessableEntity,
	fault.NotFound:        http.StatusNotFound,
	fault.Gone:            http.StatusGone,
	fault.Conflict:        http.StatusConflict,
	fault.Forbidden:       http.StatusForbidden,
	fault.Unauthenticated: http.StatusUnauthorized,
	fault.Limited:         http.StatusTooManyRequests,
	fault.Unavailable:     http.StatusServiceUnavailable,
}

// Status is the status code for an error.
func Status(err error) int {
	f := fault.Of(err)
	if s, ok := statusOfCode[f.Code]; ok {
		return s
	}
	return statusOfKind[f.Kind]
}

// Problem is an RFC 9457 answer. Contact stands wherever a visitor can meet it.
type Problem struct {
	Type      string         `json:"type"`
	Title     string         `json:"title"`
	Status    int            `json:"status"`
	Code      string         `json:"code"`
	Detail    string         `json:"detail"`
	Field     string         `json:"field,omitempty"`
	Errors    []FieldProblem `json:"errors,omitempty"`     // with more than one field
	ID        string         `json:"id,omitempty"`         // of an internal error, as in the log
	KeptUntil *time.Time     `json:"kept_until,omitempty"` // of what is closed to view by law
	Contact   Contact        `json:"contact"`
}

// FieldProblem is what is wrong with one field.
type FieldProblem struct {
	Field  string `json:"field"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// ErrorView is what an error page shows.
type ErrorView struct {
	Problem
	Words *words.Translator
}

func (rt *Router) fail(w http.ResponseWriter, r *http.Request, face Face, err error) {
	err = readError(err)
	f := fault.Of(err)
	t := rt.site.speak(face, LanguageWishes(r))
	p := newProblem(err, t, rt.site.Contact())
	if mustBeLogged(f) && r.Context().Err() == nil {
		p.ID = rand.Text()[:8]
		rt.site.Log.Error("request failed", "id", p.ID, "method", r.Method, "err", err)
	}
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	w.Header().Set("Cache-Control", "no-store")
	if face == API || face == Script {
		WriteProblem(w, p)
		return
	}
	if err := Render(w, r, p.Status, rt.site.ErrorPage(face, ErrorView{p, t})); err != nil {
		rt.site.Log.Error("error page failed", "err", err)
		WriteProblem(w, p)
	}
}

func (s Site) speak(face Face, wishes []string) *words.Translator {
	switch {
	case face == Admin:
		return words.ForAgents(wishes...)
	case s.Words == nil:
		return words.In(wishes...)
	default:
		return s.Words(wishes...)
	}
}

// mustBeLogged reports whether an operator has something to mend.
func mustBeLogged(f *fault.Error) bool {
	return f.Kind == fault.Internal || f.Kind == fault.Unavailable && f.Err != nil
}

func newProblem(err error, t *words.Translator, c Contact) Problem {
	f := fault.Of(err)
	status := Status(err)
	p := Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Code: f.Code, Field: f.Field, Detail: t.Error(f.Code), Contact: c,
	}
	if !f.KeptUntil.IsZero() {
		until := f.KeptUntil.UTC()
		p.KeptUntil = &until
	}
	if all := fault.All(err); len(all) > 1 {
		for _, one := range all {
			p.Errors = append(p.Errors, FieldProblem{one.Field, one.Code, t.Error(one.Code)})
		}
	}
	return p
}

// WriteProblem writes a problem as JSON.
func WriteProblem(w http.ResponseWriter, p Problem) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p) // the client is gone if this fails
}

// readError gives errors of reading a body their code.
func readError(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return fault.Because(fault.Invalid, codeTooLarge, err)
	}
	return err
}

// FieldErrors are the sentences to show beside the fields of a form, by field. ok
// is false if the error is not about fields and the form cannot explain it.
func FieldErrors(err error, t *words.Translator) (byField map[string]string, ok bool) {
	byField = map[string]string{}
	for _, f := range fault.All(err) {
		if f.Kind != fault.Invalid || f.Field == "" {
			return nil, false
		}
		if byField[f.Field] == "" {
			byField[f.Field] = t.Error(f.Code)
		}
	}
	return byField, len(byField) > 0
}

// LanguageWishes is what a request says of its reader's language, strongest first.
func LanguageWishes(r *http.Request) []string {
	wishes := []string{r.URL.Query().Get("lang"), r.Header.Get("Accept-Language")}
	if said, ok := r.Context().Value(languageKey).(*string); ok && *said != "" {
		return append([]string{*said}, wishes...)
	}
	return wishes
}

// Speak takes the language that a request's body asks for, for its answer and its
// error alike.
func Speak(r *http.Request, lang string) {
	if said, ok := r.Context().Value(languageKey).(*string); ok {
		*said = lang
	}
}
