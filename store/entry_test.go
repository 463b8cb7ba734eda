package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/internal/fault"
	"deskbell/internal/feed"
	"deskbell/search"
	"deskbell/store"
	"deskbell/store/storetest"
)

func entry(id string) search.Entry {
	return search.Entry{
		ID: id, Group: "parking", Lang: "de", Question: "Wo kann ich parken?", Answer: "Im **Hof**.",
		Alternatives: []string{"Parkplatz?"}, Tags: []string{"anreise"}, Scope: []string{"flat-3"},
		URL: "https://flats.example/parken", Origin: search.OriginOwn, UpdatedAt: storetest.Start,
	}
}

func changeEntries(t *testing.T, s *store.Store, c search.EntryChange) {
	t.Helper()
	if err := s.ChangeEntries(t.Context(), func([]search.Entry) (search.EntryChange, error) { return c, nil }); err != nil {
		t.Fatal(err)
	}
}

func version(t *testing.T, s *store.Store) string {
	t.Helper()
	v, err := s.EntriesVersion(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestEntriesComeBackAsTheyWereStored(t *testing.T) {
	s := storetest.New(t)
	bare := search.Entry{ID: "a", Question: "?", Origin: search.OriginFile, UpdatedAt: storetest.Start}
	changeEntries(t, s, search.EntryChange{Put: []search.Entry{entry("b"), bare}})

	got, err := s.Entries(t.Context())
	if diff := cmp.Diff([]search.Entry{bare, entry("b")}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	one, err := s.Entry(t.Context(), "b")
	if diff := cmp.Diff(entry("b"), one); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if _, err := s.Entry(t.Context(), "c"); !fault.Is(err, fault.NotFound) || !fault.HasCode(err, "entry_not_found") {
		t.Errorf("an unknown entry: %v", err)
	}
}

func TestEntriesAreReplacedAndDeletedTogether(t *testing.T) {
	clock := storetest.NewClock()
	var changes feed.Feed
	sub := changes.Subscribe(feed.Entries)
	defer sub.Close()
	s := storetest.New(t, storetest.WithClock(clock), storetest.WithFeed(&changes))
	changeEntries(t, s, search.EntryChange{Put: []search.Entry{entry("a"), entry("b")}})
	clock.Add(time.Hour)
	changed := entry("b")
	changed.Answer, changed.Tags = "Vor dem Haus.", nil
	changeEntries(t, s, search.EntryChange{Put: []search.Entry{changed}, Delete: []string{"a", "never there"}})
	changed.UpdatedAt = clock.Now()

	got, err := s.Entries(t.Context())
	if diff := cmp.Diff([]search.Entry{changed}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	refused := errors.New("refused")
	err = s.ChangeEntries(t.Context(), func(current []search.Entry) (search.EntryChange, error) {
		if diff := cmp.Diff([]search.Entry{changed}, current); diff != "" {
			t.Errorf("decide sees %s", diff)
		}
		return search.EntryChange{Delete: []string{"b"}}, refused
	})
	if !errors.Is(err, refused) {
		t.Error(err)
	}
	if len(sub.C) != 2 {
		t.Errorf("%d events, want one for each change", len(sub.C))
	}
}

func TestTheVersionFollowsTheContent(t *testing.T) {
	clock := storetest.NewClock()
	s := storetest.New(t, storetest.WithClock(clock))
	empty := version(t, s)
	changeEntries(t, s, search.EntryChange{Put: []search.Entry{entry("a")}})
	first := version(t, s)
	clock.Add(time.Hour)
	changeEntries(t, s, search.EntryChange{Put: []search.Entry{entry("a")}})
	if again := version(t, s); again != first || first == empty {
		t.Errorf("the same content has versions %q and %q; without entries %q", first, again, empty)
	}
	changed := entry("a")
	changed.Scope = nil
	changeEntries(t, s, search.EntryChange{Put: []search.Entry{changed}})
	if got := version(t, s); got == first {
		t.Error("another content has the same version")
	}
}

func TestGapsAreCountedListedAndForgotten(t *testing.T) {
	s := storetest.New(t)
	add := func(question, lang string, after time.Duration) {
		t.Helper()
		g := search.Gap{Question: question, Lang: lang, Reason: search.NoMatch, At: storetest.Start.Add(after), Count: 1}
		if err := s.AddGap(t.Context(), g); err != nil {
			t.Fatal(err)
		}
	}
	add("sauna?", "de", 0)
	add("pool?", "de", time.Minute)
	add("pool?", "en", 2*time.Minute)
	add("sauna?", "de", 3*time.Minute)

	list := gaps(t, s, 10)
	want := []search.Gap{
		{ID: list[0].ID, Question: "sauna?", Lang: "de", Reason: search.NoMatch, At: storetest.Start.Add(3 * time.Minute), Count: 2},
		{ID: list[1].ID, Question: "pool?", Lang: "en", Reason: search.NoMatch, At: storetest.Start.Add(2 * time.Minute), Count: 1},
		{ID: list[2].ID, Question: "pool?", Lang: "de", Reason: search.NoMatch, At: storetest.Start.Add(time.Minute), Count: 1},
	}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
	if got := gaps(t, s, 1); len(got) != 1 {
		t.Errorf("%d gaps, want 1", len(got))
	}
	if err := errors.Join(s.DeleteGap(t.Context(), list[0].ID), s.PurgeGaps(t.Context(), storetest.Start.Add(2*time.Minute))); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want[1:2], gaps(t, s, 10)); diff != "" {
		t.Error(diff)
	}
}

func gaps(t *testing.T, s *store.Store, limit int) []search.Gap {
	t.Helper()
	list, err := s.Gaps(t.Context(), limit)
	if err != nil {
		t.Fatal(err)
	}
	return list
}
