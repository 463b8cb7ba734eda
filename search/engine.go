package search

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"deskbell/internal/fault"
	"deskbell/internal/feed"
	"deskbell/search/hear"
	"deskbell/search/language"
)

// Engine answers questions from the FAQ and follows its changes. It is safe
// for concurrent use.
type Engine struct {
	dir     string
	entries Entries
	changes *feed.Subscription
	log     *slog.Logger

	mu      sync.RWMutex // guards current; a user is counted while holding it
	current *generation
}

const (
	settleTime = 100 * time.Millisecond // an import publishes often; the index is built once
	retryTime  = 5 * time.Second        // after a build that failed
)

// Open is ready to answer when it returns: with the index kept in dir if it was
// built from the same entries, else with a new one. dir belongs to the engine;
// whatever is in it may be deleted at any time. Changes are followed from here
// on, by Run.
func Open(ctx context.Context, dir string, entries Entries, f *feed.Feed, log *slog.Logger) (_ *Engine, err error) {
	defer fault.Wrap(&err, "search: open")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	e := &Engine{dir: dir, entries: entries, log: log, changes: f.Subscribe(feed.Entries)}
	s, err := e.load(ctx)
	if err == nil {
		e.current, err = e.reuseOrBuild(ctx, s)
	}
	if err != nil {
		e.changes.Close()
		return nil, err
	}
	e.sweep()
	return e, nil
}

// load reads the version before the entries: if they change in between, the
// index bears the older version and is built again.
func (e *Engine) load(ctx context.Context) (*snapshot, error) {
	version, err := e.entries.EntriesVersion(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := e.entries.Entries(ctx)
	if err != nil {
		return nil, err
	}
	return newSnapshot(entries, version), nil
}

func (e *Engine) reuseOrBuild(ctx context.Context, s *snapshot) (*generation, error) {
	for _, dir := range e.indexDirs() {
		g, err := openGeneration(dir, s)
		if err == nil {
			return g, nil
		}
		e.log.Debug("index not reused", "dir", dir, "err", err)
	}
	return buildGeneration(ctx, e.dir, s)
}

func (e *Engine) indexDirs() []string {
	dirs, _ := filepath.Glob(filepath.Join(e.dir, indexPrefix+"*")) // the pattern is always valid
	return dirs
}

// sweep deletes indexes that nobody uses: leftovers of a crash, or outdated.
func (e *Engine) sweep() {
	for _, dir := range e.indexDirs() {
		if dir == e.current.dir {
			continue
		}
		if err := os.RemoveAll(dir); err != nil {
			e.log.Warn("old index not deleted", "err", err)
		}
	}
}

// Run follows the changes of the FAQ until ctx ends. A build that fails leaves
// the old index in use and is tried again.
func (e *Engine) Run(ctx context.Context) error {
	var retry <-chan time.Time
	warmUp()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-retry:
		case <-e.changes.C:
			e.settle(ctx)
		}
		retry = nil
		if err := e.Refresh(ctx); err != nil && ctx.Err() == nil {
			e.log.Error("index not rebuilt", "err", err)
			retry = time.After(retryTime)
		}
	}
}

// warmUp reads what the first question would have to wait for.
func warmUp() {
	defer debug.FreeOSMemory() // reading leaves more behind than it keeps
	hear.WarmUp()
	language.WarmUp()
}

// settle lets a burst of changes pass.
func (e *Engine) settle(ctx context.Context) {
	quiet := time.NewTimer(settleTime)
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-e.changes.C:
		case <-quiet.C:
			return
		}
	}
}

// Refresh brings the index in step with the entries now. Questions in flight
// are answered from the old index, which is deleted after the last of them.
func (e *Engine) Refresh(ctx context.Context) error {
	version, err := e.entries.EntriesVersion(ctx)
	if err != nil || version == e.acquireVersion() {
		return err
	}
	s, err := e.load(ctx)
	if err != nil {
		return err
	}
	next, err := buildGeneration(ctx, e.dir, s)
	if err != nil {
		return err
	}
	return e.swap(next).discard()
}

func (e *Engine) swap(next *generation) (old *generation) {
	e.mu.Lock()
	defer e.mu.Unlock()
	old, e.current = e.current, next
	return old
}

// acquire is the current generation, kept open until release.
func (e *Engine) acquire() (g *generation, release func()) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	e.current.users.Add(1)
	return e.current, e.current.users.Done
}

func (e *Engine) acquireVersion() string {
	g, release := e.acquire()
	defer release()
	return g.version
}

// Entry is an entry as it is searched now, for showing what was decided.
func (e *Engine) Entry(id string) (Entry, bool) {
	g, release := e.acquire()
	defer release()
	i, ok := g.place[id]
	if !ok {
		return Entry{}, false
	}
	return g.entries[i], true
}

// Entries are all entries as they are searched now, in the order of their ids.
// The slice is shared: read only.
func (e *Engine) Entries() []Entry {
	g, release := e.acquire()
	defer release()
	return g.entries
}

// Size is the number of entries.
func (e *Engine) Size() int { return len(e.Entries()) }

// Close ends the engine; Run must have returned. The index stays for the next start.
func (e *Engine) Close() error {
	e.changes.Close()
	return e.swap(&generation{snapshot: newSnapshot(nil, "")}).close()
}

// Candidates are the entries that ranking would look at for a question, in the
// order of their ids, each with what is known of it. It is for calibrating.
func (e *Engine) Candidates(ctx context.Context, q Question) (_ []Candidate, err error) {
	defer fault.Wrap(&err, "search: candidates")
	g, release := e.acquire()
	defer release()
	if g.index == nil {
		return nil, nil
	}
	return g.recall(ctx, g.prepare(q))
}
