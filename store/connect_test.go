package store

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/mattn/go-sqlite3"
)

// openStore opens a store for tests that look inside.
func openStore(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestEveryConnectionIsDurableAndStrict(t *testing.T) {
	s := openStore(t, t.TempDir())
	for name, want := range pragmas {
		got, err := pragma(db{t.Context(), s.writer}, name)
		if err != nil || got != want {
			t.Errorf("writer: %s = %q, %v; want %q", name, got, err, want)
		}
	}
	for _, reader := range takeReaders(t, s) {
		for name, want := range pragmas {
			got, err := pragma(db{t.Context(), reader}, name)
			if err != nil || got != want {
				t.Errorf("reader: %s = %q, %v; want %q", name, got, err, want)
			}
		}
		if _, err := reader.ExecContext(t.Context(), `DELETE FROM tickets`); err == nil {
			t.Error("a reader may write")
		}
	}
}

// takeReaders takes every connection of the pool at once, so that each is a different one.
func takeReaders(t *testing.T, s *Store) []*sql.Conn {
	t.Helper()
	var readers []*sql.Conn
	for range readerCount {
		c, err := s.readers.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		readers = append(readers, c)
	}
	return readers
}

func TestWritersTakeTheWriteLockWhenTheyBegin(t *testing.T) {
	s := openStore(t, t.TempDir())
	first := openPool(writerDSN(filepath.Join(s.dir, databaseFile)), 1)
	defer first.Close()
	held, err := first.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Rollback()
	if err := s.run("PRAGMA busy_timeout = 0"); err != nil {
		t.Fatal(err)
	}
	err = s.run("BEGIN IMMEDIATE")
	if e, ok := errors.AsType[sqlite3.Error](err); !ok || e.Code != sqlite3.ErrBusy {
		t.Fatalf("a second writer began: %v", err)
	}
}

func TestNobodyElseCanReadTheFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	s := openStore(t, dir)
	if err := s.write(t.Context(), func(t *tx) error { _, err := t.exec(putMetaQuery, "a", "b"); return err }); err != nil {
		t.Fatal(err)
	}
	wantMode(t, dir, 0o700)
	for _, name := range []string{databaseFile, databaseFile + "-wal", databaseFile + "-shm", keyFile} {
		wantMode(t, filepath.Join(dir, name), 0o600)
	}
}

func wantMode(t *testing.T, path string, want os.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != want {
		t.Errorf("%s has mode %v, want %v", filepath.Base(path), got, want)
	}
}

func TestAFolderMayHaveAnyName(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "50% of #1? ü & more")
	s := openStore(t, dir)
	if err := s.Ready(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, databaseFile)); err != nil {
		t.Fatal(err)
	}
}
