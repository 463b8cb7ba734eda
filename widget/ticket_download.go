package widget

import (
	"encoding/json"
	"net/http"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/words"
)

// stored is all that a ticket holds about its visitor, for them to keep. Agents' notes and what
// agents do with the ticket among themselves are not part of it.
type stored struct {
	Ref        string         `json:"ref"`
	Kind       handoff.Kind   `json:"kind"`
	Status     handoff.Status `json:"status"`
	Opened     time.Time      `json:"opened"`
	Changed    time.Time      `json:"changed"`
	FirstReply *time.Time     `json:"first_reply"`
	Closed     *time.Time     `json:"closed"`
	Name       string         `json:"name"`
	Email      string         `json:"email"`
	Phone      string         `json:"phone"`
	TimeZone   string         `json:"time_zone"`
	Lang       string         `json:"lang"`
	Page       string         `json:"page"`
	Scope      string         `json:"scope"`
	Promise    storedPromise  `json:"promise"`
	CallBack   *storedCall    `json:"callback,omitempty"`
	Messages   []messageView  `json:"messages"`
	Transcript []storedLine   `json:"transcript"`
	Kept       keptFor        `json:"kept"`
}

type storedPromise struct {
	Made  *time.Time `json:"made"`
	By    *time.Time `json:"by"`
	Opens *time.Time `json:"opens"`
	Usual float64    `json:"usual_hours"` // 0: not known
	Text  string     `json:"text"`
}

type storedCall struct {
	callBackStatus
	Wish           string `json:"wish"`
	Lang           string `json:"call_lang"`
	Wording        string `json:"wording"` // under which the visitor asked to be called; "" if it is no longer in use
	WordingVersion string `json:"wording_version"`
}

// storedLine is a line of the transcript; an entry with its question as it is now.
type storedLine struct {
	handoff.Line
	Question string `json:"question,omitempty"`
}

// keptFor is how long the ticket is kept; null where nothing ends it.
type keptFor struct {
	Days      *int       `json:"days"` // after it was closed, or changed last
	PhoneDays *int       `json:"phone_days,omitempty"`
	LetterTo  *time.Time `json:"letter_until,omitempty"` // by law
	Text      []string   `json:"text"`
}

func (s *Server) stored(t handoff.Ticket) stored {
	w := s.ticketWords(t)
	all := stored{
		Ref: t.Ref, Kind: t.Kind, Status: t.Status,
		Opened: t.CreatedAt.UTC(), Changed: t.UpdatedAt.UTC(), FirstReply: timeOrNull(t.FirstReplyAt), Closed: timeOrNull(t.ClosedAt),
		Name: t.Name, Email: t.Email, Phone: t.Phone, TimeZone: t.TimeZone, Lang: t.Lang, Page: t.Page, Scope: t.Scope,
		Promise: storedPromise{
			Made: timeOrNull(t.Promise.Made), By: timeOrNull(t.Promise.By), Opens: timeOrNull(t.Promise.Opens),
			Usual: t.Promise.Usual.Hours(), Text: s.promised(w, t),
		},
		Messages: []messageView{}, Transcript: []storedLine{}, Kept: s.keptFor(w, t),
	}
	for _, m := range t.ForVisitor() {
		all.Messages = append(all.Messages, viewOf(m, w))
	}
	for _, line := range t.Transcript {
		e, _ := s.Answers.Entry(line.Entry)
		all.Transcript = append(all.Transcript, storedLine{line, e.Question})
	}
	if c := callBackOf(t); c != nil {
		all.CallBack = &storedCall{*c, t.Wish, t.CallLang, wordingOf(w, t), t.Wording}
	}
	return all
}

// wordingOf is the sentence under which the visitor asked to be called, "" if it was another one.
func wordingOf(w *words.Translator, t handoff.Ticket) string {
	if t.Wording != handoff.CallWording {
		return ""
	}
	return w.T("widget.call.wording")
}

// file is a download.
type file struct {
	kind    string // content type
	ending  string
	content []byte
}

// storedFile is what is stored, as a file to read or for programs.
func (s *Server) storedFile(t handoff.Ticket, format string) (file, error) {
	switch format {
	case "", "json":
		content, err := json.MarshalIndent(s.stored(t), "", "  ")
		return file{"application/json", "json", append(content, '\n')}, err
	case "text":
		return file{"text/plain; charset=utf-8", "txt", []byte(s.storedText(t))}, nil
	default:
		return file{}, fault.At("format", "format_unknown")
	}
}

func (s *Server) sendStored(w http.ResponseWriter, t handoff.Ticket, format string) error {
	f, err := s.storedFile(t, format)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", f.kind)
	w.Header().Set("Content-Disposition", `attachment; filename="request-`+t.Ref+"."+f.ending+`"`)
	w.Header().Set("Cache-Control", "no-store")
	w.Write(f.content) // the client is gone if this fails
	return nil
}

func (s *Server) downloadThread(w http.ResponseWriter, _ *http.Request, v visit, t handoff.Ticket) error {
	return s.sendStored(w, t, v.form.Get("format"))
}

func (s *Server) apiDownload(w http.ResponseWriter, r *http.Request) error {
	t, err := s.ticketOf(w, r, routeReads)
	if err != nil {
		return err
	}
	return s.sendStored(w, t, r.URL.Query().Get("format"))
}
