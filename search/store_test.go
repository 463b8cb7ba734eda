package search

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"sync"
	"testing"

	"deskbell/internal/fault"
	"deskbell/internal/feed"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// memory is an EntryStore without a database, for tests of the rules above it.
type memory struct {
	feed *feed.Feed

	mu      sync.Mutex
	entries []Entry
	version int
}

func newMemory(entries ...Entry) *memory {
	m := &memory{feed: &feed.Feed{}}
	m.apply(EntryChange{Put: entries})
	return m
}

func (m *memory) Entries(context.Context) ([]Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.entries), nil
}

func (m *memory) EntriesVersion(context.Context) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return strconv.Itoa(m.version), nil
}

func (m *memory) Entry(_ context.Context, id string) (Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e, ok := byID(m.entries, id); ok {
		return e, nil
	}
	return Entry{}, fault.New(fault.NotFound, "entry_not_found")
}

func (m *memory) ChangeEntries(ctx context.Context, decide func([]Entry) (EntryChange, error)) error {
	current, _ := m.Entries(ctx)
	change, err := decide(current)
	if err != nil || change.Empty() {
		return err
	}
	m.apply(change)
	m.feed.Publish(feed.Event{Topic: feed.Entries})
	return nil
}

func (m *memory) apply(change EntryChange) {
	m.mu.Lock()
	defer m.mu.Unlock()
	gone := map[string]bool{}
	for _, id := range change.Delete {
		gone[id] = true
	}
	for _, e := range change.Put {
		gone[e.ID] = true
	}
	m.entries = slices.DeleteFunc(m.entries, func(e Entry) bool { return gone[e.ID] })
	m.entries = append(m.entries, change.Put...)
	slices.SortFunc(m.entries, func(a, b Entry) int { return cmp.Compare(a.ID, b.ID) })
	m.version++
}
