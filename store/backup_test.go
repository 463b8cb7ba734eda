package store_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/store"
	"deskbell/store/storetest"
)

func TestABackupTakenWhileWritingIsTheWholeDesk(t *testing.T) {
	dir, target := t.TempDir(), t.TempDir()
	s := storetest.New(t, storetest.WithDir(dir))
	for i := range 20 {
		open(t, s, key(fmt.Sprint(i)), request(fmt.Sprintf("OLD-%03d", i)))
	}
	stop := keepWriting(t, s)
	path := filepath.Join(target, "desk.backup")
	err := s.Backup(t.Context(), path, false)
	stop()
	if err != nil {
		t.Fatal(err)
	}
	wantAlone(t, target, "desk.backup")

	kept, err := store.Restore(t.Context(), filepath.Join(target, "new"), path, false)
	if err != nil || kept != "" {
		t.Fatalf("kept %q, %v", kept, err)
	}
	restored := storetest.New(t, storetest.WithDir(filepath.Join(target, "new")))
	for i := range 20 {
		if r := open(t, restored, key(fmt.Sprint(i)), request("OTH-ER1")); !r.Repeated || r.Ticket.Ref != fmt.Sprintf("OLD-%03d", i) {
			t.Errorf("ticket %d was not restored: %+v", i, r.Ticket)
		}
	}
	if report, err := restored.Check(t.Context()); len(report.Problems) > 0 || err != nil {
		t.Errorf("the restored desk: %v, %v", report.Problems, err)
	}
	one, err1 := store.Key(dir)
	two, err2 := store.Key(filepath.Join(target, "new"))
	if err1 != nil || err2 != nil || !bytes.Equal(one, two) {
		t.Errorf("the key was not restored: %v, %v", err1, err2)
	}
}

// keepWriting opens tickets until it is told to stop.
func keepWriting(t *testing.T, s *store.Store) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	for w := range 4 {
		wait.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				c := request(fmt.Sprintf("NEW-%d-%d", w, i))
				_, err := s.OpenTicket(context.Background(), handoff.Idempotency{}, func(handoff.Moment) (handoff.Change, error) { return c, nil })
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	return func() { cancel(); wait.Wait() }
}

// wantAlone says that the folder holds this one file, for its owner alone.
func wantAlone(t *testing.T, dir, name string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 || files[0].Name() != name {
		t.Fatalf("in the folder: %v, %v", files, err)
	}
	if info, err := files[0].Info(); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestABackupOverwritesOnlyWhenAsked(t *testing.T) {
	s := storetest.New(t)
	path := filepath.Join(t.TempDir(), "desk.backup")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), path, false); !fault.Is(err, fault.Conflict) || !fault.HasCode(err, "file_exists") {
		t.Errorf("got %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "mine" {
		t.Error("the file was overwritten")
	}
	if err := s.Backup(t.Context(), path, true); err != nil {
		t.Error(err)
	}
	wantAlone(t, filepath.Dir(path), "desk.backup")
}

func TestRestoringKeepsWhatWasThere(t *testing.T) {
	backup := filepath.Join(t.TempDir(), "desk.backup")
	s := storetest.New(t)
	open(t, s, handoff.Idempotency{}, request("NEW-NEW"))
	if err := s.Sessions().Commit("token", []byte("data"), storetest.Start.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), backup, false); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	old := storetest.New(t, storetest.WithDir(dir))
	open(t, old, handoff.Idempotency{}, request("OLD-OLD"))
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}

	if _, err := store.Restore(t.Context(), dir, backup, false); !fault.HasCode(err, "data_exists") {
		t.Fatalf("without force: %v", err)
	}
	kept, err := store.Restore(t.Context(), dir, backup, true)
	if err != nil {
		t.Fatal(err)
	}
	now := storetest.New(t, storetest.WithDir(dir))
	wantTickets(t, now, "NEW-NEW")
	if _, found, err := now.Sessions().Find("token"); found || err != nil {
		t.Errorf("a log-in was restored: %v, %v", found, err)
	}
	again := t.TempDir()
	if err := os.Rename(kept, filepath.Join(again, "deskbell.db")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(kept+".key", filepath.Join(again, "key")); err != nil {
		t.Fatal(err)
	}
	wantTickets(t, storetest.New(t, storetest.WithDir(again)), "OLD-OLD")
}

func wantTickets(t *testing.T, s *store.Store, want string) {
	t.Helper()
	page, _, err := s.Tickets(t.Context(), handoff.Filter{}, handoff.NewestChange, 10, 0)
	if got := refs(page); got != want || err != nil {
		t.Errorf("tickets %q, %v; want %q", got, err, want)
	}
}

func TestNothingIsRestoredFromABadFileOrBelowAServer(t *testing.T) {
	good := filepath.Join(t.TempDir(), "desk.backup")
	s := storetest.New(t)
	for i := range 50 {
		open(t, s, handoff.Idempotency{}, request(fmt.Sprint(i)))
	}
	if err := s.Backup(t.Context(), good, false); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	for name, bytes := range map[string][]byte{
		"no database": []byte(strings.Repeat("x", 5000)),
		"empty":       nil,
		"cut off":     content[:len(content)/2],
		"overwritten": append(append(append([]byte{}, content[:9000]...), make([]byte, 9000)...), content[18000:]...),
	} {
		t.Run(name, func(t *testing.T) {
			bad, dir := filepath.Join(t.TempDir(), "bad"), t.TempDir()
			if err := os.WriteFile(bad, bytes, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := store.Restore(t.Context(), dir, bad, true); err == nil {
				t.Error("it was restored")
			}
			wantNoDatabase(t, dir)
		})
	}
	dir := t.TempDir()
	unlock, err := store.Lock(dir, "serve")
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if _, err := store.Restore(t.Context(), dir, good, true); !fault.HasCode(err, "data_in_use") {
		t.Errorf("below a server: %v", err)
	}
	wantNoDatabase(t, dir)
}

func wantNoDatabase(t *testing.T, dir string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	for _, f := range files {
		if f.Name() != "lock" {
			t.Errorf("left behind: %s", f.Name())
		}
	}
	if err != nil {
		t.Error(err)
	}
}
