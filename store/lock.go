package store

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"deskbell/internal/fault"
)

const lockFile = "lock"

// Lock takes the data folder for a process that must be alone in it: one that
// serves, migrates or restores. Another holder is a Conflict "data_in_use", at once,
// that says who it is. The lock ends with the process, however it ends.
func Lock(dir, who string) (unlock func() error, err error) {
	if err := prepareFolder(dir); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(refusal(dir, f, err), f.Close())
	}
	if err := sign(f, who); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() error { return errors.Join(f.Truncate(0), f.Close()) }, nil
}

func sign(f *os.File, who string) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := fmt.Fprintf(f, "deskbell %s, process %d, since %s\n", who, os.Getpid(), time.Now().Format(time.RFC3339))
	return err
}

func refusal(dir string, f *os.File, err error) error {
	if !errors.Is(err, syscall.EWOULDBLOCK) {
		return err
	}
	text, _ := io.ReadAll(io.LimitReader(f, 200))
	holder := cmp.Or(strings.TrimSpace(string(text)), "another process") // empty while it signs
	return fault.Because(fault.Conflict, "data_in_use", fmt.Errorf("%s is held by %s; stop it first", dir, holder))
}
