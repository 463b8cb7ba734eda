package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"maps"
	"net/url"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

// oldestSQLite is the first release without the WAL reset bug, which could
// corrupt a database that several connections write and checkpoint.
const oldestSQLite = 3_051_003

func checkSQLite() error {
	name, number, _ := sqlite3.Version()
	if number < oldestSQLite {
		return fmt.Errorf("SQLite %s can corrupt a database in WAL mode: build with 3.51.3 or newer", name)
	}
	return nil
}

// common holds for every connection. The driver's own defaults are
// synchronous=NORMAL and foreign keys off, so everything is said.
var common = url.Values{
	"_journal_mode":    {"WAL"},
	"_synchronous":     {"FULL"}, // an acknowledged commit survives a power cut
	"_foreign_keys":    {"on"},
	"_secure_delete":   {"on"}, // what is erased is overwritten
	"_busy_timeout":    {"5000"},
	"_stmt_cache_size": {"64"},
}

func writerDSN(path string) string {
	return dsn(path, url.Values{"_txlock": {"immediate"}})
}

func readerDSN(path string) string {
	return dsn(path, url.Values{"_txlock": {"deferred"}, "_query_only": {"on"}})
}

func dsn(path string, params url.Values) string {
	maps.Copy(params, common)
	return fileURI(path) + "?" + params.Encode()
}

func fileURI(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath()
}

func openPool(dsn string, connections int) *sql.DB {
	pool := sql.OpenDB(connector(dsn))
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return pool
}

// connector opens connections with the pragmas that have no place in a DSN.
type connector string

func (c connector) Connect(context.Context) (driver.Conn, error) { return sqlite.Open(string(c)) }
func (c connector) Driver() driver.Driver                        { return sqlite }

var sqlite = &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
	// Sorting must not spill addresses into a temporary file; a schema changed by
	// someone else must not run functions.
	_, err := c.Exec(`PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY`, nil)
	return err
}}
