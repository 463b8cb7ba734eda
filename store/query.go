package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// db runs statements for one call, on one connection, pool or transaction. It
// lives no longer than the call, which is why it may hold its context.
type db struct {
	ctx context.Context
	on  interface {
		ExecContext(context.Context, string, ...any) (sql.Result, error)
		QueryContext(context.Context, string, ...any) (*sql.Rows, error)
		QueryRowContext(context.Context, string, ...any) *sql.Row
	}
}

// scan reads the columns of a row, as (*sql.Row).Scan does.
type scan func(dest ...any) error

// exec runs a statement and gives the number of rows it changed.
func (d db) exec(query string, args ...any) (int64, error) {
	if err := checkArgs(query, args); err != nil {
		return 0, err
	}
	r, err := d.on.ExecContext(d.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// one reads the only row; sql.ErrNoRows if there is none.
func one[T any](d db, read func(scan) (T, error), query string, args ...any) (T, error) {
	if err := checkArgs(query, args); err != nil {
		var zero T
		return zero, err
	}
	return read(d.on.QueryRowContext(d.ctx, query, args...).Scan)
}

// all reads every row.
func all[T any](d db, read func(scan) (T, error), query string, args ...any) ([]T, error) {
	if err := checkArgs(query, args); err != nil {
		return nil, err
	}
	rows, err := d.on.QueryContext(d.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		item, err := read(rows.Scan)
		if err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, rows.Err()
}

// value reads a row of one column.
func value[T any](s scan) (T, error) {
	var v T
	err := s(&v)
	return v, err
}

func checkArgs(query string, args []any) error {
	if want := placeholders(query); want != len(args) {
		return fmt.Errorf("%d arguments for %d placeholders in: %s", len(args), want, query)
	}
	return nil
}

// read gives the readers; each statement sees the newest commit.
func (s *Store) read(ctx context.Context) db { return db{ctx, s.readers} }

// view lets fn read one state of the database with several statements.
func (s *Store) view(ctx context.Context, fn func(db) error) error {
	t, err := s.readers.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer t.Rollback()
	return fn(db{ctx, t})
}

// millis is how a time stands in the database: Unix milliseconds, 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// instant scans milliseconds into a time.
type instant struct{ to *time.Time }

func (i instant) Scan(v any) error {
	ms, ok := v.(int64)
	if !ok {
		return fmt.Errorf("time is a %T", v)
	}
	*i.to = fromMillis(ms)
	return nil
}

// duration scans milliseconds into a duration.
type duration struct{ to *time.Duration }

func (d duration) Scan(v any) error {
	ms, ok := v.(int64)
	if !ok {
		return fmt.Errorf("duration is a %T", v)
	}
	*d.to = time.Duration(ms) * time.Millisecond
	return nil
}

// asJSON is how a list stands in a text column; an empty one is "[]".
func asJSON[T any](list []T) (string, error) {
	if len(list) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal(list)
	return string(text), err
}

// fromJSON scans such a column; an empty list becomes nil.
type fromJSON[T any] struct{ to *[]T }

func (f fromJSON[T]) Scan(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("list is a %T", v)
	}
	if text == "[]" {
		*f.to = nil
		return nil
	}
	return json.Unmarshal([]byte(text), f.to)
}
