package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"

	"deskbell/internal/fault"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the database to the version this binary knows. It does so under
// the data lock, so never below a process that serves.
func (s *Store) migrate(ctx context.Context, locked bool) error {
	if err := checkOurs(ctx, s.writers); err != nil {
		return err
	}
	plan, current, target, err := versions(ctx, s.writers)
	if err != nil {
		return err
	}
	if current == target {
		return s.forgetCopies()
	}
	if current > target {
		return newer(current, target)
	}
	if !locked {
		unlock, err := Lock(s.dir, "migration")
		if err != nil {
			return err
		}
		defer unlock()
	}
	return s.upgrade(ctx, plan)
}

// upgrade looks at the version again, because another process may have migrated
// until the lock was free.
func (s *Store) upgrade(ctx context.Context, plan *goose.Provider) error {
	current, target, err := plan.GetVersions(ctx)
	if err != nil || current == target {
		return err
	}
	if current > 0 {
		copied := filepath.Join(s.dir, fmt.Sprintf("backup-before-%d.db", target))
		if err := s.copyTo(ctx, s.writers, copied, true); err != nil {
			return fmt.Errorf("copy before migrating: %w", err)
		}
		s.log.Info("database copied before it is migrated", "copy", copied, "from", current, "to", target)
	}
	_, err = plan.Up(ctx)
	return err
}

func versions(ctx context.Context, pool *sql.DB) (plan *goose.Provider, current, target int64, err error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, 0, 0, err
	}
	plan, err = goose.NewProvider(goose.DialectSQLite3, pool, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, 0, 0, err
	}
	current, target, err = plan.GetVersions(ctx)
	return plan, current, target, err
}

func newer(current, target int64) error {
	return fault.Because(fault.Conflict, "database_newer", fmt.Errorf(
		"the database was written by a newer Deskbell (schema %d, this one knows %d): install that version again, or restore a backup made before", current, target))
}

// copyLife is how long a copy made before a migration is kept. It still holds what was
// erased since, so it must not stay for ever.
const copyLife = 30 * 24 * time.Hour

func (s *Store) forgetCopies() error {
	copies, err := fs.Glob(os.DirFS(s.dir), "backup-before-*.db")
	if err != nil {
		return err
	}
	for _, name := range copies {
		path := filepath.Join(s.dir, name)
		info, err := os.Stat(path)
		if err == nil && s.now().Sub(info.ModTime()) > copyLife {
			s.log.Info("old copy of the database is removed", "copy", path)
			err = os.Remove(path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// applicationID stands in the header of a database that migration 1 made.
const applicationID = 1145202028

const (
	applicationIDQuery = `PRAGMA application_id`
	tableCountQuery    = `SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('goose_db_version', 'sqlite_sequence')`
)

// checkOurs refuses a database that some other program made.
func checkOurs(ctx context.Context, pool *sql.DB) error {
	var id, tables int
	err := errors.Join(
		pool.QueryRowContext(ctx, applicationIDQuery).Scan(&id),
		pool.QueryRowContext(ctx, tableCountQuery).Scan(&tables))
	if err == nil && tables > 0 && id != applicationID {
		err = fault.Because(fault.Conflict, "database_foreign", errors.New("this is not a database of Deskbell"))
	}
	return err
}
