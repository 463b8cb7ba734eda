package store

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"deskbell/internal/fault"
)

// Report is what Check found.
type Report struct {
	Problems []string // what is wrong, in words for the owner; empty if nothing is
	Schema   int64    // version of the database
	SQLite   string
	Rows     map[string]int64 // by table
	Bytes    int64            // of database and log
	Free     int64            // bytes left on the disk for us
}

// pragmas are what every connection must stand at.
var pragmas = map[string]string{
	"journal_mode":   "wal",
	"synchronous":    "2", // FULL
	"foreign_keys":   "1",
	"secure_delete":  "1",
	"trusted_schema": "0",
	"temp_store":     "2", // MEMORY
	"busy_timeout":   "5000",
}

const (
	foreignKeyQuery = `SELECT coalesce("table", '') || ' row ' || coalesce(rowid, 0) || ' names a missing ' || parent FROM pragma_foreign_key_check`
	schemaQuery     = `SELECT max(version_id) FROM goose_db_version WHERE is_applied = 1`
	tablesQuery     = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name <> 'goose_db_version' ORDER BY name`
)

// Check reads the whole database and says what is wrong with it. An error means that
// it could not be checked.
func (s *Store) Check(ctx context.Context) (_ Report, err error) {
	defer fault.Wrap(&err, "check %s", s.dir)
	r := Report{Rows: map[string]int64{}}
	r.SQLite, _, _ = sqlite3.Version()
	err = s.view(ctx, func(d db) error { return r.read(d) })
	if err != nil {
		return r, err
	}
	s.checkPragmas(ctx, &r)
	return r, r.measure(s.dir)
}

func (r *Report) read(d db) (err error) {
	if err := checkIntegrity(d); err != nil {
		r.Problems = append(r.Problems, err.Error())
	}
	broken, err := all(d, value[string], foreignKeyQuery)
	if err != nil {
		return err
	}
	r.Problems = append(r.Problems, broken...)
	if r.Schema, err = one(d, value[int64], schemaQuery); err != nil {
		return err
	}
	tables, err := all(d, value[string], tablesQuery)
	for _, name := range tables {
		if r.Rows[name], err = one(d, value[int64], `SELECT count(*) FROM "`+name+`"`); err != nil {
			return err
		}
	}
	return err
}

func (s *Store) checkPragmas(ctx context.Context, r *Report) {
	s.turn.Lock()
	defer s.turn.Unlock()
	for name, want := range pragmas {
		got, err := pragma(db{ctx, s.writer}, name)
		if err != nil || got != want {
			r.Problems = append(r.Problems, fmt.Sprintf("the writer has %s = %q instead of %q (%v)", name, got, want, err))
		}
	}
}

func pragma(d db, name string) (string, error) { return one(d, value[string], "PRAGMA "+name) }

func (r *Report) measure(dir string) error {
	for _, name := range []string{databaseFile, databaseFile + "-wal"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err == nil {
			r.Bytes += info.Size()
		} else if !os.IsNotExist(err) {
			return err
		}
	}
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		return &fs.PathError{Op: "statfs", Path: dir, Err: err}
	}
	r.Free = int64(disk.Bavail) * int64(disk.Bsize)
	return nil
}
