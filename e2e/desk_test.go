package e2e

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// gone is how long a desk may take to stop (product promise: SIGTERM within 5 s).
const gone = 5 * time.Second

// desk is a running Deskbell on a folder of its own.
type desk struct {
	t     *testing.T
	dir   string
	base  string // address without a slash at the end
	setUp string // link of the first agent, "" once there is one
	log   *journal
	cmd   *exec.Cmd
	ended chan struct{}
	err   error // of the process; set when ended is closed
}

// plan is how a desk is started.
type plan struct {
	dir   string // "" for a new one
	flags []string
	env   []string
}

// start runs a desk on a new folder and a free port, until the test ends.
func start(t *testing.T, flags ...string) *desk {
	t.Helper()
	return plan{flags: flags}.start(t)
}

func (p plan) start(t *testing.T) *desk {
	t.Helper()
	if p.dir == "" {
		p.dir = t.TempDir()
	}
	d := &desk{t: t, dir: p.dir, log: &journal{}, ended: make(chan struct{})}
	d.cmd = exec.Command(binary, append([]string{"serve", "--data", p.dir, "--listen", "127.0.0.1:0"}, p.flags...)...)
	d.cmd.Env = append(environment(), p.env...)
	d.cmd.Stderr = d.log
	out, err := d.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	d.awaitGreeting(out)
	t.Cleanup(d.end)
	d.awaitReady()
	return d
}

// environment is this process's own without what would configure a desk.
func environment() []string {
	var env []string
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "DESKBELL_") {
			env = append(env, e)
		}
	}
	return append(env, "TZ=Europe/Berlin", "GORACE=atexit_sleep_ms=0") // else each end takes a second longer
}

var greeted = regexp.MustCompile(`^  (Demo|Help|Set up|Data) +(\S+)`)

// awaitGreeting reads the printed block and then waits for the process in the background.
func (d *desk) awaitGreeting(out io.Reader) {
	d.t.Helper()
	told := make(chan map[string]string, 1)
	go func() {
		said := map[string]string{}
		for lines := bufio.NewScanner(out); said["Data"] == "" && lines.Scan(); {
			if m := greeted.FindStringSubmatch(lines.Text()); m != nil {
				said[m[1]] = m[2]
			}
		}
		told <- said
		_, _ = io.Copy(io.Discard, out)
		d.err = d.cmd.Wait()
		close(d.ended)
	}()
	select {
	case said := <-told:
		d.base, d.setUp = strings.TrimSuffix(said["Demo"]+said["Help"], "/"), said["Set up"]
	case <-time.After(patient):
	}
	if d.base == "" {
		_ = d.cmd.Process.Kill()
		d.t.Fatalf("the desk did not start:\n%s", d.log)
	}
}

func (d *desk) awaitReady() {
	d.t.Helper()
	eventually(d.t, "the desk is ready", func() error {
		resp, err := http.Get(d.base + "/readyz")
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return errors.New(resp.Status)
		}
		return nil
	})
}

// end stops the desk, if it still runs, and looks at what it had to say.
func (d *desk) end() {
	select {
	case <-d.ended:
	default:
		d.stop()
	}
	if text := d.log.String(); strings.Contains(text, "DATA RACE") || strings.Contains(text, "panic:") {
		d.t.Errorf("the desk has a bug:\n%s", text)
	}
	if d.t.Failed() {
		d.t.Logf("the desk said:\n%s", d.log)
	}
}

// stop ends the desk as an operator does.
func (d *desk) stop() {
	d.t.Helper()
	began := time.Now()
	d.signal(syscall.SIGTERM)
	select {
	case <-d.ended:
	case <-time.After(gone):
		d.t.Errorf("the desk still ran %v after SIGTERM", time.Since(began))
		d.signal(syscall.SIGQUIT) // says where it hangs
		<-d.ended
	}
	if d.err != nil {
		d.t.Errorf("the desk ended with %v", d.err)
	}
}

// kill ends the desk as a power cut does.
func (d *desk) kill() {
	d.signal(syscall.SIGKILL)
	<-d.ended
}

func (d *desk) signal(s os.Signal) {
	if err := d.cmd.Process.Signal(s); err != nil && !errors.Is(err, os.ErrProcessDone) {
		d.t.Errorf("%v: %v", s, err)
	}
}

// run runs another command on the desk's folder and gives what it printed.
func (d *desk) run(args ...string) string {
	d.t.Helper()
	out, err := command(d.t.Context(), append(args, "--data", d.dir)...)
	if err != nil {
		d.t.Fatalf("deskbell %v: %v\n%s", args, err, out)
	}
	return out
}

// command runs deskbell and gives all that it printed.
func command(ctx context.Context, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Env = environment()
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// journal is what a process writes, readable while it writes.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// eventually waits until check has nothing to say against it.
func eventually(t *testing.T, what string, check func() error) {
	t.Helper()
	if err := within(patient, check); err != nil {
		t.Fatalf("%s: not after %v: %v", what, patient, err)
	}
}

// within tries until check succeeds or the time is over, and gives the last error then.
func within(limit time.Duration, check func() error) error {
	deadline := time.Now().Add(limit)
	for {
		err := check()
		if err == nil {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%w", err)
		}
		time.Sleep(20 * time.Millisecond) // between two looks, not before one
	}
}
