package deploy_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"deskbell/internal/web"
)

const (
	host    = "help.example.org"
	visitor = "127.0.0.2" // an address of its own on the loopback network
	patient = 20 * time.Second

	largestUpload = 8<<20 + 64<<10 // the default of --limit import_bytes with the form around it
)

// Each recipe runs in its real proxy, with Deskbell's own router behind.
func TestProxyRecipes(t *testing.T) {
	for _, recipe := range []struct {
		name  string
		start func(t *testing.T, p *proxy, upstream string)
	}{
		{"nginx", startNginx},
		{"caddy", startCaddy},
	} {
		t.Run(recipe.name, func(t *testing.T) {
			desk := newDesk(t)
			p := newProxy(t)
			recipe.start(t, p, desk.server.Listener.Addr().String())
			p.awaitListening(t)

			t.Run("an event arrives while its stream is open", func(t *testing.T) { eventsArriveAtOnce(t, p, desk) })
			t.Run("a visitor who leaves ends the stream", func(t *testing.T) { leavingEndsTheStream(t, p, desk) })
			t.Run("only what the proxy saw counts", func(t *testing.T) { forwardedHeadersAreTheProxys(t, p) })
			t.Run("an FAQ file can be uploaded", func(t *testing.T) { uploadsAreBounded(t, p) })
			t.Run("nobody is named in the logs", func(t *testing.T) { logsNameNobody(t, p, desk) })
		})
	}
}

func eventsArriveAtOnce(t *testing.T, p *proxy, desk *desk) {
	for _, stream := range []struct{ method, path, body string }{
		{"GET", "/api/v1/ticket/events", ""},
		{"POST", "/api/v1/ask", `{"question":"Where is the key?"}`},
		{"GET", "/admin/live", ""},
	} {
		t.Run(strings.TrimPrefix(stream.path, "/"), func(t *testing.T) {
			resp := p.do(t, t.Context(), stream.method, stream.path, strings.NewReader(stream.body))
			events := bufio.NewScanner(resp.Body)
			if !events.Scan() || events.Text() != "event: message" {
				t.Fatalf("got %q (%v) while the stream was open, want the first event", events.Text(), events.Err())
			}
			desk.finish <- struct{}{}
			var rest []string
			for events.Scan() {
				rest = append(rest, events.Text())
			}
			if got := strings.Join(rest, "|"); got != "data: first||event: message|data: last|" {
				t.Errorf("of the stream came %q (%v)", got, events.Err())
			}
		})
	}
}

func leavingEndsTheStream(t *testing.T, p *proxy, desk *desk) {
	ctx, leave := context.WithCancel(t.Context())
	resp := p.do(t, ctx, "GET", "/api/v1/ticket/events", nil)
	if _, err := bufio.NewReader(resp.Body).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	leave()
	select {
	case <-desk.left:
	case <-time.After(patient):
		t.Error("the stream to Deskbell stayed open")
	}
}

func forwardedHeadersAreTheProxys(t *testing.T, p *proxy) {
	req := p.request(t, t.Context(), "GET", "/echo", nil)
	for _, name := range []string{"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"} {
		req.Header.Set(name, "forged")
	}
	req.Header.Set("Forwarded", "for=192.0.2.66;host=forged")
	req.Header.Set("Authorization", "Bearer token")
	req.Header.Set("Idempotency-Key", "0123456789abcdef")
	resp := p.send(t, req)
	if resp.ProtoMajor != 2 {
		t.Errorf("the visitor was served over %s, want HTTP/2", resp.Proto)
	}
	var seen http.Header
	if err := json.NewDecoder(resp.Body).Decode(&seen); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Client":            visitor, // whom Deskbell counts the request for
		"Host":              host,
		"X-Forwarded-For":   visitor,
		"X-Forwarded-Host":  host,
		"X-Forwarded-Proto": "https",
		"Forwarded":         "",
		"Authorization":     "Bearer token",
		"Idempotency-Key":   "0123456789abcdef",
	} {
		if got := seen.Get(name); got != want {
			t.Errorf("Deskbell is told %s: %q, want %q", name, got, want)
		}
	}
}

func uploadsAreBounded(t *testing.T, p *proxy) {
	resp := p.do(t, t.Context(), "POST", "/upload", bytes.NewReader(make([]byte, largestUpload)))
	if body, err := io.ReadAll(resp.Body); err != nil || string(body) != fmt.Sprint(largestUpload) {
		t.Errorf("of %d bytes arrived %q (%s, %v)", largestUpload, body, resp.Status, err)
	}
	resp = p.do(t, t.Context(), "POST", "/upload", bytes.NewReader(make([]byte, 11<<20)))
	if resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("11 MiB gave %s, want 413", resp.Status)
	}
}

// Proxies like to log what went wrong with the whole request. It is the last of the tests: it takes Deskbell away.
func logsNameNobody(t *testing.T, p *proxy, desk *desk) {
	desk.server.CloseClientConnections()
	desk.server.Close()
	resp := p.do(t, t.Context(), "GET", "/ticket/SECRETCODE", nil)
	if resp.StatusCode != http.StatusBadGateway {
		t.Errorf("with Deskbell gone the answer is %s, want 502", resp.Status)
	}
	p.stop(t)
	for _, log := range p.logs {
		content := readFile(t, log)
		for _, secret := range []string{"SECRETCODE", visitor} {
			if strings.Contains(content, secret) {
				t.Errorf("%s holds %q:\n%s", filepath.Base(log), secret, content)
			}
		}
	}
}

// desk stands for Deskbell: its own way to read requests and to write streams, with nothing behind.
type desk struct {
	server *httptest.Server
	finish chan struct{} // lets one stream end
	left   chan struct{} // told when a visitor left
}

func newDesk(t *testing.T) *desk {
	proxies, err := web.ParseProxies([]string{"127.0.0.1/32"})
	if err != nil {
		t.Fatal(err)
	}
	router := web.NewRouter(web.Site{
		BaseURL: &url.URL{Scheme: "https", Host: host},
		Proxies: proxies,
		Contact: func() web.Contact { return web.Contact{} },
		Log:     slog.New(slog.DiscardHandler),
	})
	d := &desk{finish: make(chan struct{}), left: make(chan struct{}, 1)}
	router.Add(
		web.Route{Pattern: "GET /api/v1/ticket/events", Trust: web.Visitor, Face: web.API, Handler: d.stream},
		web.Route{Pattern: "POST /api/v1/ask", Trust: web.Anyone, Face: web.API, Body: 1 << 10, Handler: d.stream},
		web.Route{Pattern: "GET /admin/live", Trust: web.Agent, Face: web.Admin, Handler: d.stream},
		web.Route{Pattern: "GET /echo", Trust: web.Anyone, Face: web.API, Handler: echo},
		web.Route{Pattern: "POST /upload", Trust: web.Owner, Face: web.API, Body: largestUpload, Handler: upload},
	)
	d.server = httptest.NewServer(router.Serve())
	t.Cleanup(d.server.Close)
	return d
}

func (d *desk) stream(w http.ResponseWriter, r *http.Request) error {
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return err
	}
	stream := web.NewStream(w)
	if err := stream.Send("message", "", "first"); err != nil {
		return err
	}
	select {
	case <-d.finish:
		return stream.Send("message", "", "last")
	case <-r.Context().Done():
		select {
		case d.left <- struct{}{}:
		default:
		}
		return nil
	}
}

// echo tells what arrived.
func echo(w http.ResponseWriter, r *http.Request) error {
	r.Header.Set("Host", r.Host)
	r.Header.Set("Client", web.Client(r).String())
	return json.NewEncoder(w).Encode(r.Header)
}

func upload(w http.ResponseWriter, r *http.Request) error {
	n, err := io.Copy(io.Discard, r.Body)
	if err == nil {
		fmt.Fprint(w, n)
	}
	return err
}

// proxy is one running proxy and a visitor before it.
type proxy struct {
	dir       string
	addr      string
	cert, key string // files
	cmd       *exec.Cmd
	exited    chan struct{}
	logs      []string // files
	client    *http.Client
}

func newProxy(t *testing.T) *proxy {
	p := &proxy{dir: t.TempDir(), addr: freeAddress(t)}
	p.cert, p.key = filepath.Join(p.dir, "cert.pem"), filepath.Join(p.dir, "key.pem")
	roots := writeCertificate(t, p.cert, p.key)
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(visitor)}}
	transport := &http.Transport{
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, network, p.addr)
		},
		TLSClientConfig:   &tls.Config{RootCAs: roots},
		ForceAttemptHTTP2: true,
	}
	p.client = &http.Client{Transport: transport, Timeout: patient}
	t.Cleanup(transport.CloseIdleConnections)
	return p
}

func (p *proxy) request(t *testing.T, ctx context.Context, method, path string, body io.Reader) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, method, "https://"+host+path, body)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func (p *proxy) send(t *testing.T, req *http.Request) *http.Response {
	t.Helper()
	resp, err := p.client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return resp
}

func (p *proxy) do(t *testing.T, ctx context.Context, method, path string, body io.Reader) *http.Response {
	t.Helper()
	return p.send(t, p.request(t, ctx, method, path, body))
}

func startNginx(t *testing.T, p *proxy, upstream string) {
	recipe := readFile(t, "nginx.conf")
	recipe = replace(t, recipe, "    listen [::]:80;\n", "")
	recipe = replace(t, recipe, "    listen [::]:443 ssl http2;\n", "")
	recipe = replace(t, recipe, "listen 80;", "listen "+freeAddress(t)+";")
	recipe = replace(t, recipe, "listen 443 ssl", "listen "+p.addr+" ssl")
	recipe = replace(t, recipe, "/etc/letsencrypt/live/help.example.org/fullchain.pem", p.cert)
	recipe = replace(t, recipe, "/etc/letsencrypt/live/help.example.org/privkey.pem", p.key)
	recipe = replace(t, recipe, "/var/log/nginx/deskbell.log", filepath.Join(p.dir, "deskbell.log"))
	recipe = replace(t, recipe, "http://127.0.0.1:8080", "http://"+upstream)
	writeFile(t, filepath.Join(p.dir, "deskbell.conf"), recipe)

	main := "daemon off;\npid nginx.pid;\nerror_log error.log;\nevents {}\nhttp {\n  access_log access.log;\n"
	if os.Geteuid() == 0 {
		main = "user root;\n" + main // its workers would not get into the test's folder
	}
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		main += "  " + kind + "_temp_path " + filepath.Join(p.dir, kind) + ";\n"
	}
	writeFile(t, filepath.Join(p.dir, "nginx.conf"), main+"  include deskbell.conf;\n}\n")

	for _, name := range []string{"deskbell.log", "error.log", "access.log"} {
		log := filepath.Join(p.dir, name)
		writeFile(t, log, "")
		p.logs = append(p.logs, log)
	}
	p.run(t, program(t, "nginx"), "-p", p.dir, "-c", "nginx.conf", "-e", "error.log")
}

func startCaddy(t *testing.T, p *proxy, upstream string) {
	_, port, _ := net.SplitHostPort(p.addr)
	recipe := readFile(t, "Caddyfile")
	recipe = replace(t, recipe, "\n{\n", "\n{\n\tadmin off\n\tauto_https disable_redirects\n")
	recipe = replace(t, recipe, "\n"+host+" {\n", "\nhttps://"+host+":"+port+" {\n\tbind 127.0.0.1\n\ttls "+p.cert+" "+p.key+"\n")
	recipe = replace(t, recipe, "127.0.0.1:8080", upstream)
	config := filepath.Join(p.dir, "Caddyfile")
	writeFile(t, config, recipe)
	p.run(t, program(t, "caddy"), "run", "--config", config, "--adapter", "caddyfile")
}

// run starts the proxy; its output is one of its logs.
func (p *proxy) run(t *testing.T, name string, args ...string) {
	output, err := os.Create(filepath.Join(p.dir, "output.log"))
	if err != nil {
		t.Fatal(err)
	}
	defer output.Close()
	p.logs = append(p.logs, output.Name())
	p.cmd = exec.Command(name, args...)
	p.cmd.Env = append(os.Environ(), "HOME="+p.dir, "XDG_DATA_HOME="+p.dir, "XDG_CONFIG_HOME="+p.dir)
	p.cmd.Stdout, p.cmd.Stderr = output, output
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p.exited = make(chan struct{})
	go func() {
		p.cmd.Wait()
		close(p.exited)
	}()
	t.Cleanup(func() {
		p.stop(t)
		if t.Failed() {
			t.Logf("%s said:\n%s", filepath.Base(name), readFile(t, output.Name()))
		}
	})
}

func (p *proxy) stop(t *testing.T) {
	p.client.CloseIdleConnections()
	p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.exited:
	case <-time.After(patient):
		p.cmd.Process.Kill()
		t.Error("the proxy did not stop")
	}
}

func (p *proxy) awaitListening(t *testing.T) {
	for deadline := time.Now().Add(patient); ; time.Sleep(20 * time.Millisecond) {
		if conn, err := net.Dial("tcp", p.addr); err == nil {
			conn.Close()
			return
		} else if time.Now().After(deadline) {
			t.Fatal(err)
		}
		select {
		case <-p.exited:
			t.Fatal("the proxy ended")
		default:
		}
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// writeCertificate makes a certificate that signs itself, for this run.
func writeCertificate(t *testing.T, certFile, keyFile string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		DNSNames:              []string{host},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(time.Hour),
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	writeFile(t, certFile, string(certPEM))
	writeFile(t, keyFile, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})))
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(certPEM)
	return roots
}
