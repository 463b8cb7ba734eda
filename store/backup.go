package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"deskbell/internal/fault"
)

const (
	copyQuery      = `VACUUM INTO ?1`
	integrityQuery = `PRAGMA integrity_check`
	oneFileQuery   = `PRAGMA journal_mode = DELETE`
	keyTableQuery  = `CREATE TABLE backup_key (key BLOB NOT NULL) STRICT`
	keepKeyQuery   = `INSERT INTO backup_key (key) VALUES (?1)`
)

// Backup writes the whole desk, key included, into one file while the store is in
// use. The file appears under its name only when it is complete, checked and on the
// disk. Unless replace is set an existing file is a Conflict "file_exists". Whoever has
// the file can read every ticket and open every link; its mode is 0600.
func (s *Store) Backup(ctx context.Context, path string, replace bool) (err error) {
	defer fault.Wrap(&err, "backup to %s", path)
	source := openPool(writerDSN(filepath.Join(s.dir, databaseFile)), 1) // a reader may not VACUUM INTO
	err = s.copyTo(ctx, source, path, replace)
	return errors.Join(err, source.Close())
}

func (s *Store) copyTo(ctx context.Context, source *sql.DB, path string, replace bool) error {
	temp, err := writeTemp(filepath.Dir(path), strings.NewReader(""))
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	if _, err := source.ExecContext(ctx, copyQuery, temp); err != nil {
		return err
	}
	if err := complete(ctx, temp, s.key); err != nil {
		return err
	}
	return publishFile(temp, path, replace)
}

// complete adds the key to a copy, checks it and flushes it.
func complete(ctx context.Context, path string, key []byte) error {
	pool := openPool(fileURI(path), 1)
	d := db{ctx, pool}
	_, err := d.exec(oneFileQuery)
	if err == nil {
		_, err = d.exec(keyTableQuery)
	}
	if err == nil {
		_, err = d.exec(keepKeyQuery, key)
	}
	if err == nil {
		err = checkIntegrity(d)
	}
	if err := errors.Join(err, pool.Close()); err != nil {
		return err
	}
	return syncPath(path)
}

func checkIntegrity(d db) error {
	found, err := all(d, value[string], integrityQuery)
	if err == nil && (len(found) != 1 || found[0] != "ok") {
		err = fmt.Errorf("the database is damaged: %v", found)
	}
	return err
}

// publishFile gives a finished file its name.
func publishFile(temp, path string, replace bool) error {
	give := os.Link
	if replace {
		give = os.Rename
	}
	err := give(temp, path)
	if errors.Is(err, fs.ErrExist) {
		return fault.Because(fault.Conflict, "file_exists", err)
	}
	if err != nil {
		return err
	}
	return syncPath(filepath.Dir(path))
}
