package store_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// needStrace gives strace, which counts and breaks system calls.
func needStrace(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("strace")
	if err == nil {
		err = exec.Command(path, "-f", "-o", os.DevNull, "true").Run()
	}
	if err != nil {
		if os.Getenv("DESKBELL_TEST_FULL") == "1" {
			t.Fatalf("strace is missing or may not trace: %v", err)
		}
		t.Skipf("skipped: strace is missing or may not trace: %v", err)
	}
	return path
}

func TestEveryBatchIsFlushedAndManyTicketsShareOne(t *testing.T) {
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := childCommand(t, t.TempDir(), "run", 64, 20, needStrace(t), "-f", "-qq", "-e", "trace=fdatasync,fsync", "-o", trace)
	r := listen(t, cmd, 0, nil)
	if len(r.acked) != 64*20 || len(r.errors) > 0 {
		t.Fatalf("%d acknowledged, errors %v", len(r.acked), r.errors)
	}
	syncs := countSyncs(t, trace)
	t.Logf("%d tickets, %d batches, %d flushes: %.1f tickets a flush", r.writes, r.batches, syncs, float64(r.writes)/float64(syncs))
	if syncs < r.batches {
		t.Errorf("%d batches were acknowledged after %d flushes", r.batches, syncs)
	}
	if r.writes < 3*syncs {
		t.Errorf("%d tickets took %d flushes, want at least 3 tickets a flush", r.writes, syncs)
	}
}

func countSyncs(t *testing.T, trace string) int {
	t.Helper()
	text, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(text), "sync(") // "<... fdatasync resumed>" ends a call counted before
}

func TestAFailedFlushEndsAllWriting(t *testing.T) {
	dir := t.TempDir()
	wantStored(t, dir, nil) // makes the database, so that the child only writes tickets
	cmd := childCommand(t, dir, "run", 8, 2000, needStrace(t), "-f", "-qq", "-o", os.DevNull,
		"-e", "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:error=EIO:when=10+")
	r := listen(t, cmd, 0, nil)
	if len(r.acked) == 0 || len(r.errors) != 8 {
		t.Fatalf("%d acknowledged, errors %v", len(r.acked), r.errors)
	}
	for _, e := range r.errors {
		if !strings.Contains(e, "storage_failed") {
			t.Errorf("a client was told %q", e)
		}
	}
	if !r.failed {
		t.Error("Failed was not closed")
	}
	if len(r.tried)-len(r.acked) != 8 {
		t.Errorf("%d tried, %d acknowledged: something was written after the failure", len(r.tried), len(r.acked))
	}
	wantStored(t, dir, r.acked)
}
