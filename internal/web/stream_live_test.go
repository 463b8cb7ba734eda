package web

import (
	"bufio"
	"context"
	"log/slog"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener for connections within a test.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	c, ok := <-p
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "pipe"} }

// Over HTTP/2 a deadline cuts a stream when it passes, whether anything is written or not.
func TestAStreamLivesBetweenItsEvents(t *testing.T) {
	for name, http2 := range map[string]bool{"HTTP/1.1": false, "HTTP/2": true} {
		t.Run(name, func(t *testing.T) { synctest.Test(t, func(t *testing.T) { liveForMinutes(t, http2) }) })
	}
}

func liveForMinutes(t *testing.T, http2 bool) {
	const events = 20 // longer than any timeout of the server
	live := func(w http.ResponseWriter, r *http.Request) error {
		s := NewStream(w)
		for range events {
			if err := s.Send("ping", "", "{}"); err != nil {
				return nil
			}
			time.Sleep(PingEvery)
		}
		return nil
	}
	var protocols http.Protocols
	protocols.SetHTTP1(!http2)
	protocols.SetUnencryptedHTTP2(http2)
	server := NewServer(serve(t, Site{}, Route{Pattern: "GET /live", Face: API, Handler: live}), slog.New(slog.DiscardHandler))
	server.Protocols = &protocols
	door := make(pipes)
	go server.Serve(door)
	client := &http.Transport{Protocols: &protocols, DialContext: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		door <- theirs
		return ours, nil
	}}
	resp, err := client.RoundTrip(request("GET", local+"/live", ""))
	if err != nil {
		t.Fatal(err)
	}
	got := 0
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		if lines.Text() == "event: ping" {
			got++
		}
	}
	if got != events {
		t.Errorf("%d events arrived, want %d", got, events)
	}
	resp.Body.Close()
	client.CloseIdleConnections()
	close(door)
	server.Close()
}

// V1: whoever asks for much and reads nothing holds neither a connection nor what was to be sent for ever.
func TestAnAnswerThatNobodyReadsIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan bool, 1)
		large := func(w http.ResponseWriter, _ *http.Request) error {
			_, err := w.Write(make([]byte, 1<<20))
			ended <- err != nil
			return nil
		}
		server := NewServer(serve(t, Site{}, Route{Pattern: "GET /large", Face: Page, Handler: large}), slog.New(slog.DiscardHandler))
		door := make(pipes)
		go server.Serve(door)
		ours, theirs := net.Pipe()
		door <- theirs
		if _, err := ours.Write([]byte("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")); err != nil {
			t.Fatal(err)
		}
		select {
		case failed := <-ended:
			if !failed {
				t.Error("it was written, to nobody")
			}
		case <-time.After(time.Hour):
			t.Error("it is still being written after an hour")
		}
		ours.Close()
		close(door)
		server.Close()
	})
}
