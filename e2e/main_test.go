package e2e

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// patient is how long a condition may take before a test gives up. Nothing waits for it to pass.
const patient = 20 * time.Second

// binary is the program under test.
var binary string

func TestMain(m *testing.M) {
	flag.Parse()
	code, err := runAll(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func runAll(m *testing.M) (code int, err error) {
	dir, err := os.MkdirTemp("", "deskbell-e2e")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "deskbell")
	if err := build(binary); err != nil {
		return 1, err
	}
	defer func() { chromium.stop() }() // what it is by then
	return m.Run(), nil
}

func build(to string) error {
	args := []string{"build", "-o", to}
	if raced {
		args = append(args, "-race")
	}
	cmd := exec.Command("go", append(args, "deskbell")...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go %v: %w\n%s", cmd.Args[1:], err, out)
	}
	return nil
}

// need gives the path of a program that is not part of Go, the first of names that is there.
func need(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		for _, where := range []string{name, "/usr/sbin/" + name} {
			if path, err := exec.LookPath(where); err == nil {
				return path
			}
		}
	}
	if os.Getenv("DESKBELL_TEST_FULL") == "1" {
		t.Fatalf("%s is not installed, and DESKBELL_TEST_FULL asks for every test", names[0])
	}
	t.Skipf("skipped: %s is not installed", names[0])
	return ""
}
