package web

import (
	"net/http"
	"testing"
)

func TestForwardedHeadersCountFromTrustedProxiesOnly(t *testing.T) {
	proxies, err := ParseProxies([]string{"10.0.0.0/8", "fd00::1"})
	if err != nil {
		t.Fatal(err)
	}
	whoami := func(w http.ResponseWriter, r *http.Request) error {
		_, err := w.Write([]byte(Client(r).String()))
		return err
	}
	s := serve(t, Site{Proxies: proxies}, Route{Pattern: "GET /me", Face: Page, Handler: whoami})
	for _, c := range []struct{ what, peer, forwarded, want string }{
		{"no proxy", "192.0.2.1:99", "", "192.0.2.1"},
		{"a stranger who claims to be one", "192.0.2.1:99", "198.51.100.7", "192.0.2.1"},
		{"a proxy", "10.0.0.1:99", "198.51.100.7", "198.51.100.7"},
		{"a proxy over IPv6", "[fd00::1]:99", "198.51.100.7", "198.51.100.7"},
		{"a visitor who wrote a header first", "10.0.0.1:99", "203.0.113.9, 198.51.100.7", "198.51.100.7"},
		{"two proxies", "10.0.0.1:99", "198.51.100.7, 10.0.0.2", "198.51.100.7"},
		{"a proxy that says nothing", "10.0.0.1:99", "", "10.0.0.1"},
		{"a proxy that names the port", "10.0.0.1:99", "203.0.113.9, 198.51.100.7:4711", "198.51.100.7"},
		{"a proxy that names the port over IPv6", "10.0.0.1:99", "[2001:db8::1]:4711", "2001:db8::1"},
		{"a proxy that says nonsense", "10.0.0.1:99", "<script>", "10.0.0.1"},
		{"a mapped address", "[::ffff:10.0.0.1]:99", "::ffff:198.51.100.7", "198.51.100.7"},
		{"an address with a zone", "10.0.0.1:99", "fe80::1%eth0", "fe80::1"},
	} {
		r := request("GET", local+"/me", "", "X-Real-IP", "203.0.113.1", "Forwarded", "for=203.0.113.1", "X-Remote-User", "root")
		r.RemoteAddr = c.peer
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := s.do(r).Body.String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.what, got, c.want)
		}
	}
}

func TestProxiesAreAddressesOrNetworks(t *testing.T) {
	for _, bad := range []string{"", "proxy.example", "10.0.0.0/33", "10.0.0"} {
		if _, err := ParseProxies([]string{bad}); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}
