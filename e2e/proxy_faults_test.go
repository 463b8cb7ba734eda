package e2e

import (
	"bytes"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"time"
)

// fault answers a request instead of the desk, or after it.
type fault func(w http.ResponseWriter, r *http.Request, p *badWay)

// well: nothing goes wrong.
func well(w http.ResponseWriter, r *http.Request, _ *badWay) { forward(w, r) }

// trickling: the answer comes late and in drops.
func trickling(bytesPerSecond int, delay time.Duration) fault {
	return func(w http.ResponseWriter, r *http.Request, _ *badWay) {
		time.Sleep(delay)
		forward(&trickle{w, bytesPerSecond}, r)
	}
}

// refused: nobody listens.
func refused(w http.ResponseWriter, _ *http.Request, _ *badWay) { reset(w) }

// mute: the request goes away and nothing comes back.
func mute(_ http.ResponseWriter, r *http.Request, p *badWay) {
	p.mu.Lock()
	healed := p.healed
	p.mu.Unlock()
	select {
	case <-r.Context().Done():
	case <-healed:
	}
	panic(http.ErrAbortHandler)
}

// says is something in between that answers by itself.
func says(status int, retryAfter int) fault {
	return func(w http.ResponseWriter, _ *http.Request, _ *badWay) {
		if retryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(retryAfter))
		}
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "<html><body><main><h1>"+http.StatusText(status)+"</h1></main></body></html>")
	}
}

// unanswered: the desk does what it is asked for, and its answer is lost.
func unanswered(w http.ResponseWriter, r *http.Request, _ *badWay) {
	forward(httptest.NewRecorder(), r)
	reset(w)
}

// answeredLate: the desk does what it is asked for, and its answer comes when all is well again.
func answeredLate(w http.ResponseWriter, r *http.Request, p *badWay) {
	p.mu.Lock()
	healed := p.healed
	p.mu.Unlock()
	whole := httptest.NewRecorder()
	forward(whole, r)
	<-healed
	maps.Copy(w.Header(), whole.Header())
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Bytes())
}

// half: the answer breaks off, without a word about its length.
func half(w http.ResponseWriter, r *http.Request, _ *badWay) {
	whole := httptest.NewRecorder()
	forward(whole, r)
	maps.Copy(w.Header(), whole.Header())
	w.Header().Del("Content-Length")
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Bytes()[:whole.Body.Len()/2])
}

// heldBack: something in between waits for the end of an answer before it passes it on.
func heldBack(w http.ResponseWriter, r *http.Request, _ *badWay) {
	var all bytes.Buffer
	forward(&collected{httptest.NewRecorder(), &all}, r)
	_, _ = w.Write(all.Bytes())
}

// fallsSilent: a stream says its first words, and then nothing comes through any more.
func fallsSilent(w http.ResponseWriter, r *http.Request, _ *badWay) {
	forward(&firstWords{ResponseWriter: w}, r)
}

type firstWords struct {
	http.ResponseWriter
	said bool
}

func (f *firstWords) Write(b []byte) (int, error) {
	if f.said {
		return len(b), nil
	}
	f.said = true
	return f.ResponseWriter.Write(b)
}

func (f *firstWords) Unwrap() http.ResponseWriter { return f.ResponseWriter }

type collected struct {
	http.ResponseWriter
	all *bytes.Buffer
}

func (c *collected) Write(b []byte) (int, error) { return c.all.Write(b) }
func (c *collected) Flush()                      {}

// reset closes a visitor's connection with no answer.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// trickle passes an answer on at a speed.
type trickle struct {
	http.ResponseWriter
	speed int // bytes a second
}

func (s *trickle) Write(b []byte) (int, error) {
	const beat = 50 * time.Millisecond
	size := max(1, int(float64(s.speed)*beat.Seconds()))
	written := 0
	for len(b) > 0 {
		n, err := s.ResponseWriter.Write(b[:min(size, len(b))])
		written += n
		if err != nil {
			return written, err
		}
		b = b[n:]
		time.Sleep(beat)
	}
	return written, nil
}

func (s *trickle) Unwrap() http.ResponseWriter { return s.ResponseWriter }
