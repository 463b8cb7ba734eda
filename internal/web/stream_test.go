package web

import (
	"bufio"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestAnEventIsWrittenAtOnceAndWhole(t *testing.T) {
	more := make(chan bool)
	live := func(w http.ResponseWriter, r *http.Request) error {
		s := NewStream(w)
		for more := range more {
			if err := s.Send("message", "7", "a\nb"); err != nil || !more {
				return nil
			}
		}
		return nil
	}
	server := httptest.NewServer(serve(t, Site{}, Route{Pattern: "GET /live", Face: API, Handler: live}))
	defer server.Close()
	defer close(more)
	go func() { more <- true }()
	resp := get(t, server.URL+"/live")
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	for _, want := range []string{"id: 7", "event: message", "data: a", "data: b", ""} {
		if !lines.Scan() || lines.Text() != want {
			t.Fatalf("got %q, want %q", lines.Text(), want)
		}
	}
	for header, want := range map[string]string{
		"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no", "Content-Encoding": "",
	} {
		if got := resp.Header.Get(header); got != want {
			t.Errorf("%s: %q, want %q", header, got, want)
		}
	}
}

// get gives up after a while: a stream that stays silent must fail the test, not hold it.
func get(t *testing.T, address string) *http.Response {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, "GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

func TestAStreamEndsWhenTheServerShutsDown(t *testing.T) {
	began := make(chan bool)
	live := func(w http.ResponseWriter, r *http.Request) error {
		ctx, cancel := StreamContext(r)
		defer cancel()
		NewStream(w).Send("state", "", "{}")
		close(began)
		<-ctx.Done()
		return nil
	}
	server := httptest.NewUnstartedServer(nil)
	server.Config = NewServer(serve(t, Site{}, Route{Pattern: "GET /live", Face: API, Handler: live}), slog.New(slog.DiscardHandler))
	server.Start()
	defer server.Close()
	resp := get(t, server.URL+"/live")
	defer resp.Body.Close()
	<-began
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := server.Config.Shutdown(ctx); err != nil {
		t.Errorf("the stream held the server: %v", err)
	}
}
