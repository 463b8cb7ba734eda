package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"deskbell/internal/fault"
)

// prepareFolder makes the data folder, readable by its owner alone.
func prepareFolder(dir string) error { return os.MkdirAll(dir, 0o700) }

// createPrivate makes sure that the file exists and nobody else can read it. The
// files that SQLite puts beside a database take over its mode.
func createPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Close())
}

// writeTemp writes a new file, mode 0600, flushed to the disk; none if it fails.
func writeTemp(dir string, content io.Reader) (path string, err error) {
	f, err := os.CreateTemp(dir, "new-*.tmp")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(f, content)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// syncPath flushes a file, or a folder's list of names, to the disk.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func exists(path string) (bool, error) {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// mustHold finds a folder that was never a data folder.
func mustHold(dir, file string) error {
	_, err := os.Stat(filepath.Join(dir, file))
	if errors.Is(err, fs.ErrNotExist) {
		return fault.Because(fault.NotFound, "data_missing", err)
	}
	return err
}
