package deploy_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

const (
	domain  = "help.deskbell.test"
	refused = "refused.deskbell.test" // the authority gives no certificate for it
	nowhere = "127.0.0.1:0"
)

// Pebble, the test server of Let's Encrypt, issues for Deskbell what Let's Encrypt would.
func TestOwnCertificate(t *testing.T) {
	deskbell := buildDeskbell(t)
	authority := startAuthority(t)

	t.Run("proved at the HTTPS port", func(t *testing.T) {
		d := startOwnHTTPS(t, ownHTTPS{binary: deskbell, authority: authority, listen: authority.httpsPort, httpListen: freeAddress(t)})
		d.awaitCertificate(t)
		serial := d.certificate(t).SerialNumber

		t.Run("pages are served", func(t *testing.T) { pagesAreServed(t, d) })
		t.Run("HTTP leads to HTTPS", func(t *testing.T) { plainHTTPLeadsToHTTPS(t, d) })
		t.Run("no other name has a certificate", func(t *testing.T) { otherNamesHaveNoCertificate(t, d) })
		t.Run("keys are the owner's alone", func(t *testing.T) { keysAreTheOwnersAlone(t, d) })

		d.stop(t)
		d.authority.directory = "https://" + freeAddress(t) + "/dir" // nobody is there to order from
		again := startOwnHTTPS(t, *d)
		if got := again.certificate(t).SerialNumber; got.Cmp(serial) != 0 {
			t.Errorf("after a restart certificate %x is served, want %x as before", got, serial)
		}
	})
	t.Run("proved at the HTTP port", func(t *testing.T) {
		d := startOwnHTTPS(t, ownHTTPS{binary: deskbell, authority: authority, listen: freeAddress(t), httpListen: authority.httpPort})
		d.awaitCertificate(t)
		d.certificate(t)
	})
	t.Run("a refusal is logged", func(t *testing.T) {
		d := startOwnHTTPS(t, ownHTTPS{binary: deskbell, authority: authority, domain: refused, listen: nowhere, httpListen: nowhere})
		await(t, func() error {
			for line := range strings.Lines(readFile(t, d.log)) {
				if strings.Contains(line, "level=WARN") && strings.Contains(line, "rejectedIdentifier") {
					return nil
				}
			}
			return fmt.Errorf("no warning names what the authority said")
		})
	})
}

func pagesAreServed(t *testing.T, d *ownHTTPS) {
	if resp := d.do(t, "GET", "https://"+domain+"/readyz"); resp.StatusCode != http.StatusOK || resp.ProtoMajor != 2 {
		t.Errorf("/readyz: %s over %s, want 200 over HTTP/2", resp.Status, resp.Proto)
	}
	resp := d.do(t, "GET", "https://"+domain+"/help")
	if got := resp.Header.Get("Strict-Transport-Security"); resp.StatusCode != http.StatusOK || got == "" {
		t.Errorf("/help: %s with Strict-Transport-Security %q, want 200 and some", resp.Status, got)
	}
}

// What was posted in the clear is refused, so that nobody builds a form on it.
func plainHTTPLeadsToHTTPS(t *testing.T, d *ownHTTPS) {
	resp := d.do(t, "GET", "http://"+domain+"/help?lang=de")
	if want, got := "https://"+domain+"/help?lang=de", resp.Header.Get("Location"); resp.StatusCode != http.StatusFound || got != want {
		t.Errorf("GET: %s to %q, want 302 to %q", resp.Status, got, want)
	}
	resp = d.do(t, "POST", "http://"+domain+"/help/ask")
	if got := resp.Header.Get("Location"); resp.StatusCode != http.StatusBadRequest || got != "" {
		t.Errorf("POST: %s to %q, want 400", resp.Status, got)
	}
}

// A certificate of any kind would do here: none is verified.
func otherNamesHaveNoCertificate(t *testing.T, d *ownHTTPS) {
	for _, name := range []string{"other.deskbell.test", "127.0.0.1"} { // an address is sent as no name
		conn, err := tls.Dial("tcp", d.listen, &tls.Config{ServerName: name, InsecureSkipVerify: true})
		if err == nil {
			t.Errorf("%s is served with a certificate for %v", name, conn.ConnectionState().PeerCertificates[0].DNSNames)
			conn.Close()
		} else if !strings.Contains(err.Error(), "remote error") {
			t.Errorf("%s: %v, want a refusal", name, err)
		}
	}
}

func keysAreTheOwnersAlone(t *testing.T, d *ownHTTPS) {
	var files int
	err := filepath.WalkDir(filepath.Join(d.data, "acme"), func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		if info.Mode().IsRegular() {
			files++
		}
		return nil
	})
	if err != nil || files < 2 {
		t.Errorf("found %d files (%v), want the account's key and the certificate", files, err)
	}
}

// ownHTTPS is a Deskbell that gets its own certificate.
type ownHTTPS struct {
	binary             string
	authority          authority
	domain             string // help.deskbell.test if empty
	listen, httpListen string
	data               string // a new folder if empty

	*service
	client *http.Client // trusts the authority alone
}

func startOwnHTTPS(t *testing.T, d ownHTTPS) *ownHTTPS {
	t.Helper()
	if d.domain == "" {
		d.domain = domain
	}
	if d.data == "" {
		d.data = t.TempDir()
	}
	t.Cleanup(func() { // after it was stopped
		if d.service != nil && !d.cmd.ProcessState.Success() {
			t.Errorf("deskbell serve ended with %v", d.cmd.ProcessState)
		}
	})
	d.service = startService(t, d.authority.environment, d.binary, "serve", "--domain", d.domain, "--listen", d.listen,
		"--http-listen", d.httpListen, "--acme-directory", d.authority.directory, "--data", d.data)
	transport := &http.Transport{
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			door := d.listen
			if strings.HasSuffix(address, ":80") {
				door = d.httpListen
			}
			return new(net.Dialer).DialContext(ctx, network, door)
		},
		TLSClientConfig:   &tls.Config{RootCAs: d.authority.roots},
		ForceAttemptHTTP2: true,
	}
	d.client = &http.Client{
		Transport:     transport,
		Timeout:       patient,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	t.Cleanup(transport.CloseIdleConnections)
	return &d
}

func (d *ownHTTPS) do(t *testing.T, method, address string) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := d.client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp
}

// awaitCertificate visits nothing: the first visitor shall not have to wait for the authority.
func (d *ownHTTPS) awaitCertificate(t *testing.T) {
	t.Helper()
	await(t, func() error {
		_, err := os.Stat(filepath.Join(d.data, "acme", d.domain))
		return err
	})
}

// certificate is the one that visitors are served, verified down to the authority's root.
func (d *ownHTTPS) certificate(t *testing.T) *x509.Certificate {
	t.Helper()
	var conn *tls.Conn
	await(t, func() (err error) {
		conn, err = tls.Dial("tcp", d.listen, &tls.Config{ServerName: domain, RootCAs: d.authority.roots})
		return err
	})
	defer conn.Close()
	leaf := conn.ConnectionState().PeerCertificates[0]
	if !slices.Equal(leaf.DNSNames, []string{domain}) {
		t.Errorf("the certificate is for %v, want %s alone", leaf.DNSNames, domain)
	}
	return leaf
}

// authority is a running Pebble. Its names lead to 127.0.0.1, where it looks at two ports for
// the proof that a name belongs to who asks.
type authority struct {
	directory   string
	environment []string // makes a program trust the directory
	roots       *x509.CertPool
	httpsPort   string // for 443
	httpPort    string // for 80
}

func startAuthority(t *testing.T) authority {
	t.Helper()
	programs := buildPebble(t)
	dns := startNames(t, programs)

	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	client := writeLoopbackCertificate(t, cert, key)
	directory, management := freeAddress(t), freeAddress(t)
	a := authority{
		directory:   "https://" + directory + "/dir",
		environment: []string{"SSL_CERT_FILE=" + cert},
		httpsPort:   freeAddress(t),
		httpPort:    freeAddress(t),
	}
	config, err := json.Marshal(map[string]any{"pebble": map[string]any{
		"listenAddress":           directory,
		"managementListenAddress": management,
		"certificate":             cert,
		"privateKey":              key,
		"httpPort":                port(t, port80(t, a.httpPort)),
		"tlsPort":                 port(t, a.httpsPort),
		"keyAlgorithm":            "ecdsa",
		"domainBlocklist":         []string{refused},
	}})
	if err != nil {
		t.Fatal(err)
	}
	configFile := filepath.Join(dir, "pebble.json")
	writeFile(t, configFile, string(config))
	startService(t, []string{"PEBBLE_VA_NOSLEEP=1", "PEBBLE_WFE_NONCEREJECT=0"},
		filepath.Join(programs, "pebble"), "-strict", "-config", configFile, "-dnsserver", dns)

	fetch(t, client, a.directory)
	a.roots = x509.NewCertPool()
	if !a.roots.AppendCertsFromPEM(fetch(t, client, "https://"+management+"/roots/0")) {
		t.Fatal("Pebble has no root certificate")
	}
	return a
}

// startNames starts a name server for which every name is 127.0.0.1, and returns its address.
func startNames(t *testing.T, programs string) string {
	t.Helper()
	address := freeAddress(t)
	startService(t, nil, filepath.Join(programs, "pebble-challtestsrv"), "-dnsserver", address, "-management", nowhere,
		"-defaultIPv6=", "-http01=", "-https01=", "-tlsalpn01=", "-doh=")
	resolver := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, address)
	}}
	await(t, func() error {
		_, err := resolver.LookupHost(t.Context(), domain+".")
		return err
	})
	return address
}

// port80 leads to address and says that it is port 80, which Pebble cannot: it names the port
// in the Host header.
func port80(t *testing.T, address string) string {
	server := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: address})
		r.Out.Host = domain
	}})
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

func port(t *testing.T, address string) int {
	t.Helper()
	tcp, err := net.ResolveTCPAddr("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	return tcp.Port
}

// writeLoopbackCertificate writes the certificate that httptest has for 127.0.0.1 and returns a client that trusts it.
func writeLoopbackCertificate(t *testing.T, certFile, keyFile string) *http.Client {
	t.Helper()
	server := httptest.NewTLSServer(nil)
	t.Cleanup(server.Close)
	secret, err := x509.MarshalPKCS8PrivateKey(server.TLS.Certificates[0].PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, certFile, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})))
	writeFile(t, keyFile, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})))
	client := server.Client()
	client.Timeout = patient
	return client
}

func fetch(t *testing.T, client *http.Client, address string) (body []byte) {
	t.Helper()
	await(t, func() error {
		resp, err := client.Get(address)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		body, err = io.ReadAll(resp.Body)
		return err
	})
	return body
}

// service is a program that runs until its test ends.
type service struct {
	log    string // file with what it says
	cmd    *exec.Cmd
	exited chan struct{}
}

func startService(t *testing.T, environment []string, name string, args ...string) *service {
	t.Helper()
	output, err := os.Create(filepath.Join(t.TempDir(), "output.log"))
	if err != nil {
		t.Fatal(err)
	}
	defer output.Close()
	s := &service{log: output.Name(), cmd: exec.Command(name, args...), exited: make(chan struct{})}
	s.cmd.Env = append(os.Environ(), environment...)
	s.cmd.Stdout, s.cmd.Stderr = output, output
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		s.cmd.Wait()
		close(s.exited)
	}()
	t.Cleanup(func() {
		s.stop(t)
		if t.Failed() {
			t.Logf("%s said:\n%s", filepath.Base(name), readFile(t, s.log))
		}
	})
	return s
}

func (s *service) stop(t *testing.T) {
	s.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-s.exited:
	case <-time.After(patient):
		s.cmd.Process.Kill()
		<-s.exited
		t.Errorf("%s did not stop", filepath.Base(s.cmd.Path))
	}
}

func await(t *testing.T, condition func() error) {
	t.Helper()
	for deadline := time.Now().Add(patient); ; time.Sleep(20 * time.Millisecond) {
		err := condition()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
}

// buildPebble builds the authority and its name server, at the versions that tools/go.mod names, into a folder.
func buildPebble(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	const pebble = "github.com/letsencrypt/pebble/v2/cmd/pebble"
	out, err := exec.Command("go", "-C", "../tools", "build", "-o", dir, pebble, pebble+"-challtestsrv").CombinedOutput()
	if err == nil {
		return dir
	}
	if os.Getenv("DESKBELL_TEST_FULL") == "1" {
		t.Fatalf("Pebble cannot be built: %v\n%s", err, out)
	}
	t.Skipf("skipped: Pebble cannot be built: %v\n%s", err, out)
	return ""
}

// buildDeskbell builds the program, with the race detector if this test has it.
func buildDeskbell(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "deskbell")
	args := []string{"build", "-o", binary}
	if info, ok := debug.ReadBuildInfo(); ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		args = append(args, "-race")
	}
	if out, err := exec.Command("go", append(args, "deskbell")...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}
