package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"deskbell/search"
	"deskbell/search/importer"
)

// desk is a running program.
type desk struct {
	cmd  *exec.Cmd
	base string
	// ready is the time from the start of the process to the first 200 of /readyz.
	ready time.Duration
}

func start(ctx context.Context, binary, folder string, flags ...string) (*desk, error) {
	args := append([]string{"serve", "--data", folder, "--listen", "127.0.0.1:0", "--log", "error"}, flags...)
	d := &desk{cmd: exec.CommandContext(ctx, binary, args...)}
	d.cmd.Stderr = os.Stderr
	out, err := d.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	if err := d.cmd.Start(); err != nil {
		return nil, err
	}
	if d.base, err = address(out); err != nil {
		return nil, errors.Join(err, d.stop())
	}
	for {
		res, err := http.Get(d.base + "/readyz")
		if err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				d.ready = time.Since(begin)
				return d, nil
			}
		}
		if time.Since(begin) > time.Minute {
			return nil, errors.Join(errors.New("not ready after a minute"), d.stop())
		}
		time.Sleep(time.Millisecond)
	}
}

// address finds what visitors reach in the printed block.
func address(out io.Reader) (string, error) {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if fields := strings.Fields(lines.Text()); len(fields) == 2 && (fields[0] == "Demo" || fields[0] == "Help") {
			go io.Copy(io.Discard, out)
			return strings.TrimSuffix(fields[1], "/"), nil
		}
	}
	return "", errors.New("the program printed no address")
}

func (d *desk) stop() error {
	d.cmd.Process.Signal(syscall.SIGTERM)
	return d.cmd.Wait()
}

// memory is the resident set in MB; shared is the part that is the program file itself.
func (d *desk) memory() (resident, file float64, err error) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(d.cmd.Process.Pid), "status"))
	if err != nil {
		return 0, 0, err
	}
	return field(text, "VmRSS:"), field(text, "RssFile:"), nil
}

func field(status []byte, name string) float64 {
	for line := range strings.SplitSeq(string(status), "\n") {
		if value, ok := strings.CutPrefix(line, name); ok {
			kb, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64)
			return kb / 1024
		}
	}
	return 0
}

// cpu is the processor time the program has used.
func (d *desk) cpu() (time.Duration, error) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(d.cmd.Process.Pid), "stat"))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	user, err1 := strconv.Atoi(fields[11])
	system, err2 := strconv.Atoi(fields[12])
	const tick = 10 * time.Millisecond // USER_HZ is 100 on every Linux of today
	return time.Duration(user+system) * tick, errors.Join(err1, err2)
}

// fill imports entries.
func fill(ctx context.Context, binary, folder string, entries []search.Entry) error {
	file := filepath.Join(folder, "faq.jsonl")
	if err := importer.Write(file, entries); err != nil {
		return err
	}
	return exec.CommandContext(ctx, binary, "import", "--data", folder, file).Run()
}
