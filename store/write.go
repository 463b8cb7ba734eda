package store

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"deskbell/internal/fault"
	"deskbell/internal/feed"
)

// Group commit: writes wait in a queue; the worker takes all that wait, runs each in
// a savepoint of one transaction and flushes them to the disk together. A write that
// comes alone goes at once; while the disk flushes, the next batch gathers.

const maxBatch = 256

// tx is one write inside a batch.
type tx struct {
	db
	now    time.Time // the moment of the write, UTC, whole milliseconds
	events []feed.Event
	wipe   bool
}

// publish announces a change once it is committed.
func (t *tx) publish(topic, key string) {
	t.events = append(t.events, feed.Event{Topic: topic, Key: key})
}

// wipeLog makes the write return only after the log of the database was emptied, so
// that nothing erased is left in a file.
func (t *tx) wipeLog() { t.wipe = true }

// job is a write on its way through the queue.
type job struct {
	fn   func(*tx) error
	tx   *tx
	err  error
	done chan struct{}
}

// write runs fn in a transaction and returns when it is on the disk, or when it is
// certain that it will never be. fn's error takes back what fn did and nothing else.
//
// fn may run more than once and must not do I/O or wait: everyone else waits for it.
// ctx counts only until fn is queued. From then on the write is finished whether or
// not the caller still listens, so the outcome is never unknown to either.
func (s *Store) write(ctx context.Context, fn func(*tx) error) error {
	j := &job{fn: fn, done: make(chan struct{})}
	if err := s.enqueue(ctx, j); err != nil {
		return err
	}
	<-j.done
	return j.err
}

func (s *Store) enqueue(ctx context.Context, j *job) error {
	s.closing.RLock()
	defer s.closing.RUnlock()
	if s.closed {
		return fault.New(fault.Unavailable, "stopping")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case s.queue <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// work is the only goroutine that writes.
func (s *Store) work() {
	defer close(s.done)
	for first := range s.queue {
		batch := s.gather(first)
		s.turn.Lock()
		s.store(batch)
		s.turn.Unlock()
	}
}

func (s *Store) gather(first *job) []*job {
	batch := []*job{first}
	for len(batch) < maxBatch {
		select {
		case j, open := <-s.queue:
			if !open {
				return batch
			}
			batch = append(batch, j)
		default:
			return batch
		}
	}
	return batch
}

// store writes a batch and answers its callers. When the batch as a whole breaks,
// each job gets a transaction of its own.
func (s *Store) store(batch []*job) {
	if err := s.transact(batch); err != nil && (len(batch) == 1 || s.failure.Load() != nil) {
		s.fail(batch, err)
	} else if err != nil {
		for _, j := range batch {
			if err := s.transact([]*job{j}); err != nil {
				s.fail([]*job{j}, err)
			}
		}
	}
	s.answer(batch)
}

func (s *Store) fail(batch []*job, err error) {
	for _, j := range batch {
		j.err = storageFault(err)
		if fault.HasCode(j.err, storageFull) {
			s.full.missed()
		}
	}
}

func (s *Store) answer(batch []*job) {
	var events []feed.Event
	wipe := false
	for _, j := range batch {
		if j.err == nil {
			events = append(events, j.tx.events...)
			wipe = wipe || j.tx.wipe
			s.writes.Add(1)
		}
	}
	if wipe || s.unwiped.Load() {
		s.emptyLog()
	}
	s.feed.Publish(events...)
	for _, j := range batch {
		close(j.done)
	}
}

// transact runs the jobs in one transaction. Its error means that none of them was
// stored; a job's own error stands in the job.
func (s *Store) transact(batch []*job) error {
	if f := s.failure.Load(); f != nil {
		return f
	}
	if err := s.run("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	for _, j := range batch {
		if err := s.attempt(j); err != nil {
			_ = s.run("ROLLBACK") // SQLite may have done it already
			return err
		}
	}
	if err := s.run("COMMIT"); err != nil {
		_ = s.run("ROLLBACK")
		if syncLost(err) {
			s.giveUp(err)
		}
		return err
	}
	s.batches.Add(1)
	return nil
}

// attempt runs a job in a savepoint. Its error means that the transaction broke.
func (s *Store) attempt(j *job) error {
	if err := s.run("SAVEPOINT job"); err != nil {
		return err
	}
	j.tx = &tx{db: db{context.Background(), s.writer}, now: s.now().UTC().Truncate(time.Millisecond)}
	j.err = call(j.fn, j.tx)
	if j.err == nil {
		return s.run("RELEASE job")
	}
	if breaksTransaction(j.err) {
		return j.err
	}
	return s.run("ROLLBACK TO job; RELEASE job")
}

// call keeps a panic of one job away from the others.
func call(fn func(*tx) error, t *tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in a write: %v\n%s", p, debug.Stack())
		}
	}()
	return fn(t)
}

func (s *Store) run(statement string) error {
	_, err := s.writer.ExecContext(context.Background(), statement)
	return err
}

// giveUp ends all writing for good, because the fate of a commit is unknown.
func (s *Store) giveUp(err error) {
	s.failure.Store(fault.Because(fault.Unavailable, "storage_failed", err))
	close(s.failed)
	s.log.Error("the disk failed in a commit; nothing more is written until a restart", "err", err)
}
