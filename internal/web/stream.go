package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// PingEvery is how often a live stream says that it lives.
const PingEvery = 25 * time.Second

const eventDeadline = 10 * time.Second

// Stream writes server-sent events. A reader that does not read for ten seconds
// loses its stream instead of holding ours.
type Stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

// NewStream begins the answer.
func NewStream(w http.ResponseWriter) *Stream {
	s := &Stream{w: w, control: http.NewResponseController(w)}
	s.control.SetReadDeadline(time.Time{}) // a stream outlives the server's timeouts
	s.control.SetWriteDeadline(time.Time{})
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx
	w.WriteHeader(http.StatusOK)
	return s
}

// Send writes one event; id may be "".
func (s *Stream) Send(event, id, data string) error {
	s.control.SetWriteDeadline(time.Now().Add(eventDeadline))
	defer s.control.SetWriteDeadline(time.Time{}) // over HTTP/2 a deadline ends the stream when it passes, even if nothing is being written
	var b strings.Builder
	if id != "" {
		fmt.Fprintf(&b, "id: %s\n", id)
	}
	fmt.Fprintf(&b, "event: %s\n", event)
	for line := range strings.SplitSeq(data, "\n") {
		fmt.Fprintf(&b, "data: %s\n", line)
	}
	b.WriteString("\n")
	if _, err := s.w.Write([]byte(b.String())); err != nil {
		return err
	}
	return s.control.Flush()
}
