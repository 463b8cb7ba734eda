package web

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestAConnectionThatWasNeverUsedDoesNotHoldUpTheEnd(t *testing.T) {
	server := httptest.NewUnstartedServer(nil)
	server.Config = NewServer(http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	server.Start()
	defer server.Close()
	ahead, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer ahead.Close()
	resp, err := http.Get(server.URL) // connections are accepted in order: by now the first one is
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()

	enough, cancel := context.WithTimeout(t.Context(), 4*time.Second) // net/http alone takes five
	defer cancel()
	if err := server.Config.Shutdown(enough); err != nil {
		t.Errorf("the server still waits: %v", err)
	}
}
