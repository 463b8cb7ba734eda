package store

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	keyFile  = "key"
	keyBytes = 32
)

// Key gives the secret of a data folder, from which tokens and links are derived.
// It is made on first use. A folder that loses it keeps its tickets, but every link
// and token given out before stops working.
func Key(dir string) ([]byte, error) {
	path := filepath.Join(dir, keyFile)
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return newKey(dir, path)
	}
	if err == nil && len(key) != keyBytes {
		err = fmt.Errorf("%s has %d bytes instead of %d: put it back from a backup", path, len(key), keyBytes)
	}
	return key, err
}

func newKey(dir, path string) ([]byte, error) {
	if err := prepareFolder(dir); err != nil {
		return nil, err
	}
	key := make([]byte, keyBytes)
	rand.Read(key)
	err := writeOnce(path, key)
	if errors.Is(err, fs.ErrExist) { // another process was faster
		return Key(dir)
	}
	return key, err
}

// writeOnce puts a file there whole or not at all; fs.ErrExist if it is there already.
func writeOnce(path string, content []byte) error {
	temp, err := writeTemp(filepath.Dir(path), bytes.NewReader(content))
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	if err := os.Link(temp, path); err != nil {
		return err
	}
	return syncPath(filepath.Dir(path))
}
