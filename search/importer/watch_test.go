package importer

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// watchPath runs Watch for a test; each call of onChange comes through the channel.
func watchPath(t *testing.T, path string) <-chan struct{} {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	changes, done := make(chan struct{}, 100), make(chan error)
	go func() { done <- Watch(ctx, path, func() { changes <- struct{}{} }) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	expectChange(t, changes) // the one at the start
	return changes
}

func expectChange(t *testing.T, changes <-chan struct{}) {
	t.Helper()
	select {
	case <-changes:
	case <-time.After(10 * time.Second):
		t.Fatal("no change was seen")
	}
}

func TestAFileIsFollowedThroughEveryWayOfSavingIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "faq.jsonl")
	changes := watchPath(t, path) // it does not exist yet
	writeFile(t, path, "{}")
	expectChange(t, changes)

	other := filepath.Join(filepath.Dir(path), "other")
	writeFile(t, other, "{ }") // no change of ours
	if err := os.Rename(other, path); err != nil {
		t.Fatal(err)
	}
	expectChange(t, changes)

	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	expectChange(t, changes)
	if n := len(changes); n != 0 {
		t.Fatalf("%d changes too many", n)
	}
}

func TestAFolderIsFollowedWithFoldersMadeLater(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "faq")
	writeFile(t, filepath.Join(dir, "a.md"), "# A?\nx")
	changes := watchPath(t, dir)
	writeFile(t, filepath.Join(dir, "new", "b.md"), "# B?\nx")
	expectChange(t, changes)
	writeFile(t, filepath.Join(dir, "new", "b.md"), "# B?\nlonger")
	expectChange(t, changes)
}

func TestAPathWhoseFolderIsMissingIsAnError(t *testing.T) {
	if err := Watch(context.Background(), filepath.Join(t.TempDir(), "none", "faq.md"), func() {}); err == nil {
		t.Fatal("nothing to watch, and no error")
	}
}
