package store

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/internal/fault"
)

// oldFolder is a data folder that version 1 of the database left, with one setting.
func oldFolder(t *testing.T) string {
	t.Helper()
	return folderOf(t, 1, `INSERT INTO settings (name, value) VALUES ('site', '{"title":"from before"}')`)
}

// folderOf is a data folder that a version of the database left, with what the statements add.
func folderOf(t *testing.T, version int64, statements ...string) string {
	t.Helper()
	dir := t.TempDir()
	pool := openPool(writerDSN(filepath.Join(dir, databaseFile)), 1)
	defer pool.Close()
	plan, _, _, err := versions(t.Context(), pool)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plan.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	for _, statement := range statements {
		if _, err := pool.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func open(t *testing.T, dir string, locked bool) error {
	t.Helper()
	s, err := Open(t.Context(), Options{Dir: dir, Locked: locked, Log: slog.New(slog.DiscardHandler)})
	if err == nil {
		err = s.Close()
	}
	return err
}

func TestAnOldDatabaseIsCopiedAndMigrated(t *testing.T) {
	dir := oldFolder(t)
	s := openStore(t, dir)
	if got, err := s.Settings(t.Context()); got.Title != "from before" || err != nil {
		t.Errorf("what was there: %+v, %v", got, err)
	}
	if got, err := s.Entries(t.Context()); len(got) != 0 || err != nil {
		t.Errorf("what is new: %v, %v", got, err)
	}
	copied := filepath.Join(dir, "backup-before-5.db")
	wantMode(t, copied, 0o600)
	wantSchema(t, copied, 1)
	wantSchema(t, filepath.Join(dir, databaseFile), 5)

	restored := t.TempDir()
	if _, err := Restore(t.Context(), restored, copied, false); err != nil {
		t.Fatalf("the copy is no backup: %v", err)
	}
	if got, err := openStore(t, restored).Settings(t.Context()); got.Title != "from before" || err != nil {
		t.Errorf("restored: %+v, %v", got, err)
	}
}

func wantSchema(t *testing.T, path string, want int64) {
	t.Helper()
	pool := openPool(readerDSN(path), 1)
	defer pool.Close()
	if got, err := one(db{t.Context(), pool}, value[int64], schemaQuery); got != want || err != nil {
		t.Errorf("%s has schema %d, %v; want %d", filepath.Base(path), got, err, want)
	}
}

func TestANewOrPresentDatabaseIsNotCopied(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		if err := open(t, dir, false); err != nil {
			t.Fatal(err)
		}
	}
	if found, err := filepath.Glob(filepath.Join(dir, "backup-*")); len(found) > 0 || err != nil {
		t.Errorf("copies: %v, %v", found, err)
	}
}

func TestACopyIsRemovedAfterAMonth(t *testing.T) {
	dir := oldFolder(t)
	copied := filepath.Join(dir, "backup-before-5.db")
	for _, test := range []struct {
		age  time.Duration
		kept bool
	}{{0, true}, {29 * 24 * time.Hour, true}, {31 * 24 * time.Hour, false}} {
		now := func() time.Time { return time.Now().Add(test.age) }
		s, err := Open(t.Context(), Options{Dir: dir, Now: now, Log: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if kept, err := exists(copied); kept != test.kept || err != nil {
			t.Errorf("after %v: kept %v, %v", test.age, kept, err)
		}
	}
}

func TestNobodyMigratesBelowAProcessThatServes(t *testing.T) {
	dir := oldFolder(t)
	unlock, err := Lock(dir, "serve")
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if err := open(t, dir, false); !fault.HasCode(err, "data_in_use") {
		t.Errorf("another process: %v", err)
	}
	wantSchema(t, filepath.Join(dir, databaseFile), 1)
	if err := open(t, dir, true); err != nil {
		t.Errorf("the process that holds the lock: %v", err)
	}
	if err := open(t, dir, false); err != nil {
		t.Errorf("another process, now that nothing is to be migrated: %v", err)
	}
}

func TestANewerDatabaseIsRefusedUntouched(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	if _, err := s.writer.ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(dir, databaseFile))
	if err != nil {
		t.Fatal(err)
	}
	err = open(t, dir, false)
	if !fault.HasCode(err, "database_newer") || !strings.Contains(err.Error(), "schema 99, this one knows 5") {
		t.Errorf("got %v", err)
	}
	after, err := os.ReadFile(filepath.Join(dir, databaseFile))
	if err != nil || string(after) != string(before) {
		t.Errorf("the file was changed (%v)", err)
	}
}

func TestADatabaseOfAnotherProgramIsRefused(t *testing.T) {
	dir := t.TempDir()
	pool := openPool(writerDSN(filepath.Join(dir, databaseFile)), 1)
	_, err := pool.ExecContext(t.Context(), `CREATE TABLE songs (title TEXT)`)
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := open(t, dir, false); !fault.HasCode(err, "database_foreign") {
		t.Errorf("got %v", err)
	}
}
