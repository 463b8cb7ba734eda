package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"deskbell/internal/fault"
	"deskbell/store"
)

func TestASecondHolderIsToldWhoTheFirstIs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	unlock, err := store.Lock(dir, "serve on localhost:8080")
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Lock(dir, "restore")
	if !fault.Is(err, fault.Conflict) || !fault.HasCode(err, "data_in_use") {
		t.Fatalf("a second holder: %v", err)
	}
	for _, want := range []string{dir, "serve on localhost:8080", strconv.Itoa(os.Getpid()), "since 20"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not say %q", err, want)
		}
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	unlock, err = store.Lock(dir, "restore")
	if err != nil {
		t.Fatalf("it is free again, but: %v", err)
	}
	if err := unlock(); err != nil {
		t.Error(err)
	}
}

func TestAFolderHasOneKey(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	keys := make([][]byte, 16)
	var wait sync.WaitGroup
	for i := range keys {
		wait.Go(func() {
			var err error
			if keys[i], err = store.Key(dir); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for _, k := range keys {
		if len(k) != 32 || !bytes.Equal(k, keys[0]) || bytes.Equal(k, make([]byte, 32)) {
			t.Fatalf("keys differ or are empty: %x, %x", k, keys[0])
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("in the folder: %v, %v", left, err)
	}
}

func TestADamagedKeyIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "key")
	if err := os.WriteFile(path, []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Key(dir); err == nil || !strings.Contains(err.Error(), "put it back from a backup") {
		t.Errorf("got %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "short" {
		t.Errorf("the file was changed to %q", got)
	}
}
