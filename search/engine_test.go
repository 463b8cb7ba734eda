package search

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"deskbell/internal/feed"
)

// stay is a FAQ of holiday flats in two languages.
var stay = []Entry{
	{ID: "dogs-en", Group: "dogs", Lang: "en", Question: "Can I bring my dog?", Answer: "Yes, one dog.", Alternatives: []string{"Are pets allowed?"}},
	{ID: "dogs-de", Group: "dogs", Lang: "de", Question: "Darf ich meinen Hund mitbringen?", Answer: "Ja, einen Hund.", Alternatives: []string{"Sind Haustiere erlaubt?"}},
	{ID: "wlan-en", Group: "wlan", Lang: "en", Question: "Where do I find the wifi password?", Answer: "On the router.", Alternatives: []string{"How do I get online?"}},
	{ID: "wlan-de", Group: "wlan", Lang: "de", Question: "Wo finde ich das WLAN-Passwort?", Answer: "Auf dem Router.", Alternatives: []string{"Wie komme ich ins Internet?"}},
	{ID: "parking", Lang: "en", Question: "Where can I park my car?", Answer: "In front of the house."},
	{ID: "checkin", Lang: "en", Question: "When can I check in?", Answer: "From 3 pm.", Alternatives: []string{"Is an early check-in possible?"}},
	{ID: "code-1", Lang: "en", Question: "What is the door code?", Answer: "In your mail, flat 1.", Scope: []string{"flat-1"}},
	{ID: "code-2", Lang: "en", Question: "What is the door code for my flat?", Answer: "In your mail, flat 2.", Scope: []string{"flat-2"}},
	{ID: "fraud", Lang: "en", Question: "Somebody used my card without my consent", Answer: "Call your bank.", Tags: []string{PersonFirst}},
	{ID: "trash", Lang: "en", Question: "Where does the rubbish go?", Answer: "Bins behind the house."},
}

func openEngine(t testing.TB, entries []Entry) *Engine {
	t.Helper()
	all, err := Fixed(entries)
	if err != nil {
		t.Fatal(err)
	}
	return openAt(t, t.TempDir(), all, &feed.Feed{})
}

func openAt(t testing.TB, dir string, entries Entries, f *feed.Feed) *Engine {
	t.Helper()
	e, err := Open(context.Background(), dir, entries, f, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func ask(t *testing.T, e *Engine, q Question) Decision {
	t.Helper()
	d, err := e.Decide(context.Background(), q)
	if err != nil {
		t.Fatalf("%q: %v", q.Text, err)
	}
	return d
}

// indexes are the index directories below dir.
func indexes(t *testing.T, dir string) []string {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(dir, indexPrefix+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}

func TestTheEngineShowsWhatItSearches(t *testing.T) {
	e := openEngine(t, stay)
	if e.Size() != len(stay) || len(e.Entries()) != len(stay) {
		t.Errorf("%d entries", e.Size())
	}
	if got, ok := e.Entry("parking"); !ok || got.Answer != "In front of the house." {
		t.Errorf("got %+v", got)
	}
	if _, ok := e.Entry("unknown"); ok {
		t.Error("an unknown entry was found")
	}
}

func TestAnIndexIsBuiltOnceForTheSameEntries(t *testing.T) {
	dir, store := t.TempDir(), newMemory(stay...)
	var kept []string
	for range 3 {
		e := openAt(t, dir, store, store.feed)
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		kept = append(kept, indexes(t, dir)...)
	}
	if len(kept) != 3 || kept[0] != kept[1] || kept[1] != kept[2] {
		t.Fatalf("indexes of three starts: %v", kept)
	}
	store.apply(EntryChange{Delete: []string{"trash"}})
	e := openAt(t, dir, store, store.feed)
	if now := indexes(t, dir); len(now) != 1 || now[0] == kept[0] || e.Size() != len(stay)-1 {
		t.Fatalf("after a change: %v", now)
	}
}

// damage is done to every file of an index in turn; none may stop the start or
// change an answer.
func TestADamagedIndexIsBuiltAnew(t *testing.T) {
	for name, harm := range map[string]func(path string) error{
		"gone":    os.Remove,
		"empty":   func(path string) error { return os.Truncate(path, 0) },
		"garbage": func(path string) error { return os.WriteFile(path, []byte("garbage"), 0o600) },
		"one bit": flipBit,
	} {
		t.Run(name, func(t *testing.T) {
			for n := range filesOfAnIndex(t) {
				dir, store := t.TempDir(), newMemory(stay...)
				if err := openAt(t, dir, store, store.feed).Close(); err != nil {
					t.Fatal(err)
				}
				path := filesBelow(t, dir)[n]
				if err := harm(path); err != nil {
					t.Fatal(err)
				}
				e := openAt(t, dir, store, store.feed)
				if d := ask(t, e, Question{Text: "Can I bring my dog?"}); d.Entry == nil || d.Entry.ID != "dogs-en" {
					t.Errorf("%s: got %+v", filepath.Base(path), d)
				}
			}
		})
	}
}

func filesOfAnIndex(t *testing.T) []string {
	dir, store := t.TempDir(), newMemory(stay...)
	if err := openAt(t, dir, store, store.feed).Close(); err != nil {
		t.Fatal(err)
	}
	return filesBelow(t, dir)
}

func filesBelow(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil || len(paths) < 4 {
		t.Fatal(err, paths)
	}
	return paths
}

func flipBit(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	data[len(data)/2] ^= 1
	return os.WriteFile(path, data, 0o600)
}

// run runs the engine's loop for a test.
func run(t *testing.T, e *Engine) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- e.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// eventually waits until a condition holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("never: " + what)
		}
	}
}

func TestAChangeIsAnsweredFromAndTheOldIndexGoes(t *testing.T) {
	dir, store := t.TempDir(), newMemory()
	e := openAt(t, dir, store, store.feed)
	run(t, e)
	faq := NewFAQ(store, testLimits)
	for _, q := range []string{"Is there a sauna?", "Is there a gym?"} {
		if _, err := faq.Save(context.Background(), Entry{Question: q, Lang: "en"}); err != nil {
			t.Fatal(err)
		}
		eventually(t, q, func() bool { d := ask(t, e, Question{Text: q}); return d.Entry != nil && d.Entry.Question == q })
	}
	eventually(t, "one index is left", func() bool { return len(indexes(t, dir)) == 1 })
	for _, entry := range e.Entries() {
		if err := faq.Delete(context.Background(), entry.ID); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "nothing is left", func() bool { return e.Size() == 0 && len(indexes(t, dir)) == 0 })
}

func TestAChangeBetweenOpenAndRunIsNotMissed(t *testing.T) {
	store := newMemory(stay...)
	e := openAt(t, t.TempDir(), store, store.feed)
	if err := NewFAQ(store, testLimits).Delete(context.Background(), "trash"); err != nil {
		t.Fatal(err)
	}
	run(t, e)
	eventually(t, "the entry is gone", func() bool { _, there := e.Entry("trash"); return !there })
}

func TestQuestionsAreAnsweredWhileTheIndexIsSwapped(t *testing.T) {
	store := newMemory(stay...)
	e := openAt(t, t.TempDir(), store, store.feed)
	stop := make(chan struct{})
	var askers sync.WaitGroup
	for range 4 {
		askers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if d, err := e.Decide(context.Background(), Question{Text: "Can I bring my dog?"}); err != nil || d.Entry == nil {
					t.Errorf("got %+v, %v", d, err)
					return
				}
			}
		})
	}
	for range 10 {
		store.apply(EntryChange{Put: []Entry{{ID: "trash", Lang: "en", Question: "Where does the rubbish go?"}}})
		if err := e.Refresh(context.Background()); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	askers.Wait()
}
