package importer

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"deskbell/internal/fault"

	"github.com/fsnotify/fsnotify"
)

// quietTime is how long a file must rest before it is read: editors and git
// write in several steps.
const quietTime = 200 * time.Millisecond

// Watch calls onChange once at the start and then after every change of a file
// or of the Markdown files below a folder, until ctx ends. It follows files
// that are replaced by renaming, and a path that comes into being later; the
// folder it stands in must exist.
func Watch(ctx context.Context, path string, onChange func()) (err error) {
	defer fault.Wrap(&err, "watch %s", path)
	fsw, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer fsw.Close()
	w := &watcher{fsw: fsw, path: filepath.Clean(path)}
	if err := w.follow(); err != nil {
		return err
	}
	w.state = w.look()
	onChange()
	return w.loop(ctx, onChange)
}

type watcher struct {
	fsw   *fsnotify.Watcher
	path  string
	state string
}

func (w *watcher) loop(ctx context.Context, onChange func()) error {
	var quiet <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-w.fsw.Errors: // events were lost: look for what they would have told
			quiet = time.After(quietTime)
		case <-w.fsw.Events:
			quiet = time.After(quietTime)
		case <-quiet:
			quiet = nil
			if err := w.follow(); err != nil {
				return err
			}
			if state := w.look(); state != w.state {
				w.state = state
				onChange()
			}
		}
	}
}

// follow watches the folder of the path, so that a replaced file is not lost,
// and every folder below it. Watching one twice does no harm.
func (w *watcher) follow() error {
	if err := w.fsw.Add(filepath.Dir(w.path)); err != nil {
		return err
	}
	return filepath.WalkDir(w.path, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // it may be on its way out, or not yet there
		case !d.IsDir():
			return nil
		case path != w.path && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		}
		return w.fsw.Add(path)
	})
}

// look is a fingerprint of what would be read. Events of other files in the
// folder change nothing in it.
func (w *watcher) look() string {
	paths := []string{w.path}
	if info, err := os.Stat(w.path); err == nil && info.IsDir() {
		paths, _ = markdownFiles(w.path) // a file that vanishes meanwhile makes the next event
	}
	var state strings.Builder
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil {
			fmt.Fprintln(&state, path, info.Size(), info.ModTime().UnixNano())
		}
	}
	return state.String()
}
