package e2e

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/mail"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

const (
	desksMail    = "desk@shop.example"
	mailPassword = "only for this test"
)

// mailServer is an exim on the loopback network: TLS from the start, log-in, and a Maildir
// for each of the addresses that it knows. It looks nothing up and sends nothing on.
type mailServer struct {
	t    *testing.T
	dir  string
	port string
	ca   string // file of the authority that signed its certificate
}

// startMail runs a mail server for some addresses until the test ends.
func startMail(t *testing.T, addresses ...string) *mailServer {
	t.Helper()
	program := need(t, "exim4", "exim")
	dir, err := os.MkdirTemp("", "deskbell-mail")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s := &mailServer{t: t, dir: dir, port: freePort(t), ca: filepath.Join(dir, "ca.pem")}
	s.writeFiles(addresses)
	s.run(program)
	return s
}

func (s *mailServer) writeFiles(addresses []string) {
	s.t.Helper()
	for _, sub := range []string{"spool", "log", "boxes"} {
		if err := os.Mkdir(filepath.Join(s.dir, sub), 0o755); err != nil {
			s.t.Fatal(err)
		}
	}
	authority := newAuthority(s.t)
	certificate, key := authority.sign(s.t)
	var known strings.Builder
	for _, a := range addresses {
		fmt.Fprintf(&known, "%s: %s\n", a, s.box(a))
	}
	for name, text := range map[string]string{
		"ca.pem": authority.pem, "cert.pem": certificate, "key.pem": key, "known": known.String(),
		"password": mailPassword + "\n", "exim.conf": strings.NewReplacer("DIR", s.dir, "PORT", s.port).Replace(eximConf),
	} {
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
			s.t.Fatal(err)
		}
	}
}

func (s *mailServer) box(address string) string { return filepath.Join(s.dir, "boxes", address) }

const eximConf = `
primary_hostname = localhost
qualify_domain = localhost
spool_directory = DIR/spool
log_file_path = DIR/log/%slog
pid_file_path = DIR/exim.pid
deliver_drop_privilege
local_interfaces = 127.0.0.1
daemon_smtp_ports = PORT
tls_on_connect_ports = PORT
tls_advertise_hosts = *
tls_certificate = DIR/cert.pem
tls_privatekey = DIR/key.pem
host_lookup =
rfc1413_query_timeout = 0s
keep_environment =
acl_smtp_rcpt = check
begin acl
check:
  deny message = log in first
       !authenticated = *
  deny message = nobody here has that address
       condition = ${lookup{$local_part@$domain}lsearch{DIR/known}{no}{yes}}
  accept
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${if and{{eq{$auth2}{` + desksMail + `}}{eq{$auth3}{` + mailPassword + `}}}}
  server_set_id = $auth2
begin routers
known:
  driver = accept
  transport = box
begin transports
box:
  driver = appendfile
  maildir_format
  directory = ${lookup{$local_part@$domain}lsearch{DIR/known}{$value}fail}
  create_directory
  delivery_date_add
  envelope_to_add
  return_path_add
`

// run starts the server as a user without rights: a server with root's would look for its own account.
func (s *mailServer) run(program string) {
	s.t.Helper()
	out := &journal{}
	cmd := exec.Command(program, "-C", filepath.Join(s.dir, "exim.conf"), "-bdf")
	cmd.Stdout, cmd.Stderr = out, out
	cmd.SysProcAttr = s.unprivileged()
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	s.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-ended
	})
	eventually(s.t, "the mail server listens", func() error {
		select {
		case err := <-ended:
			ended <- err
			s.t.Fatalf("%s: %v\n%s%s", program, err, out, s.logs())
		default:
		}
		conn, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", s.port))
		if err == nil {
			err = conn.Close()
		}
		return err
	})
}

func (s *mailServer) unprivileged() *syscall.SysProcAttr {
	if os.Getuid() != 0 {
		return nil
	}
	who, err := user.Lookup("Debian-exim")
	if err != nil {
		s.t.Fatal(err)
	}
	uid, err := strconv.Atoi(who.Uid)
	gid, err2 := strconv.Atoi(who.Gid)
	if err := errors.Join(err, err2); err != nil {
		s.t.Fatal(err)
	}
	err = filepath.Walk(s.dir, func(path string, _ os.FileInfo, err error) error {
		if err == nil {
			err = os.Chown(path, uid, gid)
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
}

func (s *mailServer) logs() string {
	var all strings.Builder
	files, _ := filepath.Glob(filepath.Join(s.dir, "log", "*"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		fmt.Fprintf(&all, "%s (%v):\n%s", filepath.Base(file), err, text)
	}
	return all.String()
}

// flags are what a desk needs to send through the server.
func (s *mailServer) flags() []string {
	return []string{"--smtp", "smtps://" + desksMail + "@localhost:" + s.port, "--smtp-password-file", filepath.Join(s.dir, "password")}
}

// letter is a mail that arrived.
type letter struct {
	mail.Header
	raw, text string
}

// awaitLetter waits for a mail to an address whose text has all of the words in it.
func (s *mailServer) awaitLetter(address string, words ...string) letter {
	s.t.Helper()
	var found letter
	eventually(s.t, fmt.Sprintf("a mail to %s with %q", address, words), func() error {
		letters := s.letters(address)
		for _, l := range letters {
			if containsAll(l.text, words) {
				found = l
				return nil
			}
		}
		return fmt.Errorf("%d mails have arrived\n%s", len(letters), s.logs())
	})
	return found
}

func (s *mailServer) letters(address string) []letter {
	s.t.Helper()
	files, err := filepath.Glob(filepath.Join(s.box(address), "new", "*"))
	if err != nil {
		s.t.Fatal(err)
	}
	all := make([]letter, len(files))
	for i, file := range files {
		all[i] = s.read(file)
	}
	return all
}

func (s *mailServer) read(file string) letter {
	s.t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	m, err := mail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil {
		s.t.Fatal(err)
	}
	body, err := io.ReadAll(decoded(m))
	if err != nil {
		s.t.Fatal(err)
	}
	return letter{m.Header, string(raw), string(body)}
}

func containsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}
