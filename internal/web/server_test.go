package web

import (
	"bufio"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestForeignHostsAreRefused(t *testing.T) {
	for _, c := range []struct {
		base string
		host string
		want int
	}{
		{"", "localhost:8080", 200},
		{"", "LOCALHOST", 200},
		{"", "127.0.0.1:8080", 200},
		{"", "[::1]:8080", 200},
		{"", "[::1]", 200},
		{"", "evil.example", 421},
		{"", "localhost.evil.example", 421},
		{"", "", 421},
		{"https://help.shop.example", "help.shop.example", 200},
		{"https://help.shop.example", "HELP.shop.example", 200},
		{"https://help.shop.example", "help.shop.example:443", 200}, // as some proxies write it
		{"https://help.shop.example:443", "help.shop.example", 200},
		{"http://help.shop.example", "help.shop.example:80", 200},
		{"https://help.shop.example", "help.shop.example:80", 421},
		{"https://help.shop.example", "help.shop.example:8443", 421},
		{"https://help.shop.example:8443", "help.shop.example", 421},
		{"https://help.shop.example", "help.shop.example.evil.example", 421},
		{"https://help.shop.example", "localhost:8080", 421},
		{"https://help.shop.example", "127.0.0.1", 421},
	} {
		site := Site{}
		if c.base != "" {
			site.BaseURL = base(c.base)
		}
		s := serve(t, site, okRoute)
		r := request("GET", local+"/ok", "", "X-Forwarded-Host", "help.shop.example")
		r.Host = c.host
		if w := s.do(r); w.Code != c.want {
			t.Errorf("base %q, host %q: %d, want %d", c.base, c.host, w.Code, c.want)
		}
	}
}

func TestMonitorsMayAskByAnyName(t *testing.T) {
	s := serve(t, Site{BaseURL: base("https://help.shop.example")}, Route{Pattern: "GET /healthz", Face: API, Handler: ok})
	r := request("GET", local+"/healthz", "")
	r.Host = "10.0.0.7:8080"
	if w := s.do(r); w.Code != 200 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestLongAnswersAreCompressedForThoseWhoWish(t *testing.T) {
	long := func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Content-Type", "text/html")
		_, err := w.Write([]byte(strings.Repeat("<p>text</p>", 500)))
		return err
	}
	s := serve(t, Site{}, Route{Pattern: "GET /long", Face: Page, Handler: long})
	w := s.do(request("GET", local+"/long", "", "Accept-Encoding", "gzip"))
	if w.Header().Get("Content-Encoding") != "gzip" || w.Body.Len() > 1000 {
		t.Errorf("%v, %d bytes", w.Header(), w.Body.Len())
	}
	if w := s.do(request("GET", local+"/long", "")); w.Header().Get("Content-Encoding") != "" {
		t.Errorf("unasked: %v", w.Header())
	}
}

// The server's own limits, as far as one can see them without waiting.
func TestTheServerHasBounds(t *testing.T) {
	s := NewServer(http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	if s.ReadHeaderTimeout <= 0 || s.ReadTimeout <= 0 || s.WriteTimeout <= 0 || s.IdleTimeout <= 0 || s.MaxHeaderBytes != 16<<10 {
		t.Errorf("%+v", s)
	}
}

func TestAmbiguousRequestsAreRefused(t *testing.T) {
	server := httptest.NewUnstartedServer(nil)
	server.Config = NewServer(serve(t, Site{}, echoRoute), slog.New(slog.DiscardHandler))
	server.Start()
	defer server.Close()
	for what, head := range map[string]string{
		"two lengths":          "Content-Length: 3\r\nContent-Length: 4\r\n",
		"an unknown coding":    "Transfer-Encoding: x\r\n",
		"a header of 20 kB":    "X: " + strings.Repeat("x", 20<<10) + "\r\n",
		"a space in the name":  "X : y\r\n",
		"a control in a value": "X: a\x01b\r\n",
	} {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Write([]byte("POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + head + "\r\nabc")); err != nil {
			t.Fatal(err)
		}
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if resp.StatusCode < 400 || resp.StatusCode == 500 {
			t.Errorf("%s: %s", what, resp.Status)
		}
		resp.Body.Close()
		conn.Close()
	}
}

// What net/http says of a failed handshake names the client.
func TestTheServersOwnLogNamesNoAddress(t *testing.T) {
	var log strings.Builder
	server := NewServer(http.NotFoundHandler(), slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	for _, address := range []string{"192.0.2.77:4711", "[2001:db8::77]:4711", "[fe80::77%eth0]:4711"} {
		server.ErrorLog.Printf("http: TLS handshake error from %s: read tcp 10.0.0.1:443->%[1]s: connection reset by peer", address)
	}
	if s := log.String(); strings.Contains(s, "77") || strings.Count(s, "connection reset by peer") != 3 {
		t.Error(s)
	}
}
