package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"deskbell/internal/fault"
)

// Restore puts a backup in the place of a data folder's database and key. The backup
// is copied and checked before anything is touched. A database that is there already is
// a Conflict "data_exists"; with force it is kept under another name, which is returned.
// Log-ins of the backup are not restored; what it had not sent is sent again, under
// the same Message-ID.
func Restore(ctx context.Context, dir, path string, force bool) (kept string, err error) {
	defer fault.Wrap(&err, "restore %s", path)
	unlock, err := Lock(dir, "restore")
	if err != nil {
		return "", err
	}
	defer unlock()
	there, err := exists(filepath.Join(dir, databaseFile))
	if err == nil && there && !force {
		err = fault.New(fault.Conflict, "data_exists")
	}
	if err != nil {
		return "", err
	}
	temp, err := copyFile(dir, path)
	if err != nil {
		return "", err
	}
	defer os.Remove(temp)
	key, err := unpack(ctx, temp)
	if err != nil {
		return "", err
	}
	return install(ctx, dir, temp, key)
}

func copyFile(dir, path string) (temp string, err error) {
	source, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer source.Close()
	return writeTemp(dir, source)
}

const (
	keptKeyQuery       = `SELECT key FROM backup_key`
	dropKeyQuery       = `DROP TABLE backup_key`
	endSessionsQuery   = `DELETE FROM sessions`
	secureDeletePragma = `PRAGMA secure_delete = ON`
)

// unpack checks a copy of a backup and takes the key out of it.
func unpack(ctx context.Context, path string) ([]byte, error) {
	pool := openPool(fileURI(path), 1)
	key, err := takeKey(ctx, pool)
	if err := errors.Join(err, pool.Close()); err != nil {
		return nil, err
	}
	return key, syncPath(path)
}

func takeKey(ctx context.Context, pool *sql.DB) ([]byte, error) {
	d := db{ctx, pool}
	if err := checkIntegrity(d); err != nil {
		return nil, fault.Because(fault.Invalid, "backup_damaged", err)
	}
	if err := checkOurs(ctx, pool); err != nil {
		return nil, err
	}
	key, err := one(d, value[[]byte], keptKeyQuery)
	if err != nil || len(key) != keyBytes {
		return nil, fault.Because(fault.Invalid, "backup_incomplete", errors.Join(err, errors.New("it holds no key; use a file made by deskbell backup")))
	}
	if _, current, target, err := versions(ctx, pool); err != nil {
		return nil, err
	} else if current > target {
		return nil, newer(current, target)
	}
	for _, query := range []string{secureDeletePragma, dropKeyQuery, endSessionsQuery} {
		if _, err := d.exec(query); err != nil {
			return nil, err
		}
	}
	return key, nil
}

// install sets the present database and key aside and puts the new ones there.
func install(ctx context.Context, dir, temp string, key []byte) (kept string, err error) {
	newKey, err := writeTemp(dir, bytes.NewReader(key))
	if err != nil {
		return "", err
	}
	defer os.Remove(newKey)
	if kept, err = setAside(ctx, dir); err != nil {
		return kept, err
	}
	err = errors.Join(
		os.Rename(newKey, filepath.Join(dir, keyFile)),
		os.Rename(temp, filepath.Join(dir, databaseFile)),
		syncPath(dir))
	return kept, err
}

// setAside renames database, log and key. The log goes with its database: SQLite
// would play a stray one into the next.
func setAside(ctx context.Context, dir string) (kept string, err error) {
	database := filepath.Join(dir, databaseFile)
	if there, err := exists(database); err != nil || !there {
		return "", err
	}
	foldLog(ctx, database)
	stamp := time.Now().UTC().Format("20060102-150405.000")
	kept = filepath.Join(dir, fmt.Sprintf("before-restore-%s.db", stamp))
	moves := [][2]string{
		{database + "-wal", kept + "-wal"},
		{database + "-shm", kept + "-shm"},
		{database, kept},
		{filepath.Join(dir, keyFile), kept + ".key"},
	}
	for _, m := range moves {
		if err := os.Rename(m[0], m[1]); err != nil && !errors.Is(err, os.ErrNotExist) {
			return kept, err
		}
	}
	return kept, nil
}

// foldLog moves the log into its database if it can. A damaged database is set
// aside as it is.
func foldLog(ctx context.Context, path string) {
	pool := openPool(fileURI(path), 1)
	_, _ = pool.ExecContext(ctx, oneFileQuery)
	_ = pool.Close()
}
