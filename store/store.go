// Package store keeps everything in one SQLite database: it owns the SQL, the
// durability of a write and the files in the data folder. It decides nothing
// about tickets, agents or entries; a domain hands it a function and it applies
// the result whole or not at all.
package store

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/feed"
	"deskbell/search"
	"deskbell/site"
)

var (
	_ handoff.Store     = (*Store)(nil)
	_ site.Store        = (*Store)(nil)
	_ search.EntryStore = (*Store)(nil)
	_ search.GapStore   = (*Store)(nil)
	_ search.TallyStore = (*Store)(nil)
)

// Options say where a store lives and what it needs from outside.
type Options struct {
	Dir string // the data folder; created if missing
	// Existing says that a folder without a database is an error, NotFound "data_missing": a
	// misspelt name must not look like an empty desk.
	Existing bool
	// Locked says that the caller holds the data lock. Without it Open takes the
	// lock itself for as long as a migration lasts.
	Locked bool
	Now    func() time.Time // nil: time.Now
	Feed   *feed.Feed       // nil: events go nowhere
	Log    *slog.Logger     // nil: slog.Default
}

// Store is an open data folder. It is safe for use by many goroutines; other
// processes may have the same folder open beside it.
type Store struct {
	dir  string
	now  func() time.Time
	feed *feed.Feed
	log  *slog.Logger
	key  []byte

	readers *sql.DB
	writers *sql.DB // one connection, which is:
	writer  *sql.Conn
	turn    sync.Mutex // held while the writer connection is in use

	queue   chan *job
	closing sync.RWMutex // held for reading while a job is put into the queue
	closed  bool
	done    chan struct{} // closed when the queue is drained

	failure atomic.Pointer[fault.Error] // why nothing is written any more
	failed  chan struct{}               // closed then
	opened  int64                       // data_version then: what is read later may be missed by nobody
	full    room
	unwiped atomic.Bool // something erased may still stand in the log
	batches atomic.Int64
	writes  atomic.Int64
}

const (
	databaseFile = "deskbell.db"
	readerCount  = 4
)

// Open opens the database of a data folder, creating or migrating it if needed.
// Before it migrates it leaves a copy, backup-before-N.db, in the folder.
func Open(ctx context.Context, o Options) (_ *Store, err error) {
	defer fault.Wrap(&err, "open data folder %s", o.Dir)
	if err := checkSQLite(); err != nil {
		return nil, err
	}
	if o.Existing {
		if err := mustHold(o.Dir, databaseFile); err != nil {
			return nil, err
		}
	}
	if err := prepareFolder(o.Dir); err != nil {
		return nil, err
	}
	s := newStore(o)
	if s.key, err = Key(o.Dir); err != nil {
		return nil, err
	}
	if err := s.connect(ctx, o.Locked); err != nil {
		return nil, errors.Join(err, s.disconnect())
	}
	go s.work()
	return s, nil
}

func newStore(o Options) *Store {
	s := &Store{dir: o.Dir, now: o.Now, feed: o.Feed, log: o.Log, queue: make(chan *job, maxBatch), done: make(chan struct{}), failed: make(chan struct{})}
	if s.now == nil {
		s.now = time.Now
	}
	if s.feed == nil {
		s.feed = new(feed.Feed)
	}
	if s.log == nil {
		s.log = slog.Default()
	}
	return s
}

func (s *Store) connect(ctx context.Context, locked bool) error {
	path := filepath.Join(s.dir, databaseFile)
	if err := createPrivate(path); err != nil {
		return err
	}
	s.writers = openPool(writerDSN(path), 1)
	if err := s.migrate(ctx, locked); err != nil {
		return err
	}
	var err error
	if s.writer, err = s.writers.Conn(ctx); err != nil {
		return err
	}
	if s.opened, err = s.dataVersion(); err != nil {
		return err
	}
	s.readers = openPool(readerDSN(path), readerCount)
	return s.readers.PingContext(ctx)
}

// Close lets every write that was accepted finish, then closes the database.
func (s *Store) Close() error {
	s.closing.Lock()
	if s.closed {
		s.closing.Unlock()
		return nil
	}
	s.closed = true
	close(s.queue)
	s.closing.Unlock()
	<-s.done
	return s.disconnect()
}

func (s *Store) disconnect() error {
	var errs []error
	if s.readers != nil {
		errs = append(errs, s.readers.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.writer.Close())
	}
	if s.writers != nil {
		errs = append(errs, s.writers.Close())
	}
	return errors.Join(errs...)
}

// Failed is closed when a flush to the disk failed. What was acknowledged is safe, but
// this process must not write again: end it, and let the next one look.
func (s *Store) Failed() <-chan struct{} { return s.failed }

// Written counts the writes since Open that succeeded and the transactions that
// carried them; a transaction that changed anything was flushed to the disk once.
func (s *Store) Written() (writes, batches int64) { return s.writes.Load(), s.batches.Load() }
