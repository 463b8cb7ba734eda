package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"deskbell/internal/fault"
	"deskbell/internal/feed"
)

// note stores a row by which a test knows that a write happened.
func note(name string) func(*tx) error {
	return func(t *tx) error {
		_, err := t.exec(`INSERT INTO meta (name, value) VALUES (?1, '')`, name)
		return err
	}
}

// notes are the names of the rows that note stored.
func notes(t *testing.T, s *Store) []string {
	t.Helper()
	names, err := all(s.read(context.Background()), value[string], `SELECT name FROM meta ORDER BY name`)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// together queues the writes so that they form one batch, and gives their errors.
func together(s *Store, fns ...func(*tx) error) []error {
	s.turn.Lock() // the worker takes the first one and waits here; the others gather
	errs := make([]error, len(fns))
	var wait sync.WaitGroup
	for i, fn := range fns {
		j := &job{fn: fn, done: make(chan struct{})}
		_ = s.enqueue(context.Background(), j)
		wait.Go(func() { <-j.done; errs[i] = j.err })
	}
	s.turn.Unlock()
	wait.Wait()
	return errs
}

func TestManyWritesShareATransaction(t *testing.T) {
	s := openStore(t, t.TempDir())
	var fns []func(*tx) error
	for i := range 64 {
		fns = append(fns, note(fmt.Sprint("n", i)))
	}
	if err := errors.Join(together(s, fns...)...); err != nil {
		t.Fatal(err)
	}
	writes, batches := s.Written()
	if writes != 64 || batches > 2 { // the first may have gone alone
		t.Errorf("%d writes in %d transactions", writes, batches)
	}
}

func TestAFailingWriteTakesNobodyAlong(t *testing.T) {
	s := openStore(t, t.TempDir())
	boom := errors.New("boom")
	errs := together(s, note("a"), note("b"),
		func(t *tx) error { return errors.Join(note("lost")(t), boom) },
		note("a"), // breaks a rule of the database
		func(t *tx) error { _ = note("lost too")(t); panic("oh") },
		note("c"))

	if errs[0] != nil || errs[1] != nil || errs[5] != nil {
		t.Errorf("good writes failed: %v", errs)
	}
	if !errors.Is(errs[2], boom) || !isUnique(errs[3]) || !strings.Contains(fmt.Sprint(errs[4]), "panic in a write: oh") {
		t.Errorf("bad writes: %v", errs)
	}
	if got := strings.Join(notes(t, s), " "); got != "a b c" {
		t.Errorf("stored: %s", got)
	}
}

func TestABrokenBatchIsWrittenOneByOne(t *testing.T) {
	s := openStore(t, t.TempDir())
	ends := func(t *tx) error { _, err := t.exec(`ROLLBACK`); return err }
	errs := together(s, note("a"), note("b"), ends, note("c"), note("d"))
	if errs[2] == nil {
		t.Error("a write that ended the transaction counts as stored")
	}
	if err := errors.Join(errs[0], errs[1], errs[3], errs[4]); err != nil {
		t.Errorf("its neighbours failed: %v", err)
	}
	if got := strings.Join(notes(t, s), " "); got != "a b c d" {
		t.Errorf("stored: %s", got)
	}
}

func TestEventsFollowTheCommitAndFailuresAreSilent(t *testing.T) {
	s := openStore(t, t.TempDir())
	sub := s.feed.Subscribe(feed.Tickets)
	defer sub.Close()
	together(s,
		func(t *tx) error { t.publish(feed.Tickets, "stored"); return note("a")(t) },
		func(t *tx) error { t.publish(feed.Tickets, "failed"); return errors.New("no") })
	if got := <-sub.C; got.Key != "stored" {
		t.Errorf("got %v", got)
	}
	if len(sub.C) != 0 {
		t.Errorf("a failed write was announced: %v", <-sub.C)
	}
}

func TestACallerWhoLeavesBeforeTheQueueStoresNothing(t *testing.T) {
	s := openStore(t, t.TempDir())
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if err := s.write(ctx, note("a")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if got := notes(t, s); len(got) != 0 {
		t.Errorf("stored: %v", got)
	}
}

func TestACallerWhoLeavesAfterwardsIsStored(t *testing.T) {
	s := openStore(t, t.TempDir())
	ctx, leave := context.WithCancel(t.Context())
	err := s.write(ctx, func(t *tx) error { leave(); return note("a")(t) })
	if got := notes(t, s); err != nil || len(got) != 1 {
		t.Errorf("stored %v, %v", got, err)
	}
}

func TestADeskAtRestIsOneFileAndItsKey(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	if err := errors.Join(s.write(t.Context(), note("a")), s.Close()); err != nil {
		t.Fatal(err)
	}
	var names []string
	files, err := os.ReadDir(dir)
	for _, f := range files {
		names = append(names, f.Name())
	}
	if got := strings.Join(names, " "); got != "deskbell.db key lock" || err != nil {
		t.Errorf("in the folder: %s, %v", got, err)
	}
}

func TestCloseFinishesWhatWasAccepted(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	var wait sync.WaitGroup
	var mu sync.Mutex
	var accepted int
	for i := range 50 {
		wait.Go(func() {
			err := s.write(context.Background(), note(fmt.Sprint(i)))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				accepted++
			} else if !fault.HasCode(err, "stopping") {
				t.Error(err)
			}
		})
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wait.Wait()
	if err := s.write(t.Context(), note("late")); !fault.HasCode(err, "stopping") {
		t.Errorf("a write after Close: %v", err)
	}
	if got := len(notes(t, openStore(t, dir))); got != accepted {
		t.Errorf("%d stored, %d accepted", got, accepted)
	}
}
