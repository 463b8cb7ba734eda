package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
)

// Renderer writes HTML; every templ component is one.
type Renderer interface {
	Render(ctx context.Context, w io.Writer) error
}

// Render writes a page whole: an error on the way becomes an error page, never half a page.
// It does so for a request that has ended, too: whoever sent a body too slowly still reads the answer.
func Render(w http.ResponseWriter, r *http.Request, status int, page Renderer) error {
	var buf bytes.Buffer
	if err := page.Render(context.WithoutCancel(r.Context()), &buf); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	buf.WriteTo(w) // the client is gone if this fails
	return nil
}

// WriteJSON writes v as JSON.
func WriteJSON(w http.ResponseWriter, status int, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(append(body, '\n'))
	return nil
}

// SeeOther sends the browser to a path of ours after a form was taken.
func SeeOther(w http.ResponseWriter, path string) error {
	w.Header().Set("Location", path)
	w.WriteHeader(http.StatusSeeOther)
	return nil
}
