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
	const events = 5
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
