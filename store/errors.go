package store

import (
	"database/sql"
	"errors"

	"github.com/mattn/go-sqlite3"

	"deskbell/internal/fault"
)

// breaksTransaction reports whether SQLite may have ended the transaction on its own,
// so that no savepoint of it can be trusted.
func breaksTransaction(err error) bool {
	e, ok := errors.AsType[sqlite3.Error](err)
	if !ok {
		return false
	}
	switch e.Code {
	case sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrNomem, sqlite3.ErrBusy, sqlite3.ErrInterrupt,
		sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrReadonly, sqlite3.ErrCantOpen:
		return true
	}
	return false
}

const storageFull = "storage_full"

// storageFault says in the domain's terms why a write was not stored.
func storageFault(err error) error {
	e, ok := errors.AsType[sqlite3.Error](err)
	switch {
	case !ok || !breaksTransaction(err):
		return err
	case isFull(e):
		return &fault.Error{Kind: fault.Unavailable, Code: storageFull, RetryAfter: 60, Err: err}
	case e.Code == sqlite3.ErrBusy:
		return &fault.Error{Kind: fault.Unavailable, Code: "storage_busy", RetryAfter: 5, Err: err}
	}
	return fault.Because(fault.Unavailable, "storage_failed", err)
}

// isFull also knows the error SQLite gives when a full disk has no room for the
// index of the WAL.
func isFull(e sqlite3.Error) bool {
	return e.Code == sqlite3.ErrFull || e.ExtendedCode == sqlite3.ErrIoErrSHMSize
}

// syncLost reports whether a commit's fate is unknown. After a failed sync the
// kernel may have dropped the pages, and a second sync would lie; so nothing more is
// written by this process.
func syncLost(err error) bool {
	e, ok := errors.AsType[sqlite3.Error](err)
	return ok && e.Code == sqlite3.ErrIoErr && !isFull(e)
}

func isUnique(err error) bool {
	e, ok := errors.AsType[sqlite3.Error](err)
	return ok && (e.ExtendedCode == sqlite3.ErrConstraintUnique || e.ExtendedCode == sqlite3.ErrConstraintPrimaryKey)
}

// missing turns "no rows" into NotFound with the code.
func missing(err error, code string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound, code)
	}
	return err
}
