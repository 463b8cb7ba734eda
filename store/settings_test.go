package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/internal/feed"
	"deskbell/site"
	"deskbell/store/storetest"
)

func TestSettingsStartWithDefaultsAndKeepWhatIsSet(t *testing.T) {
	var changes feed.Feed
	sub := changes.Subscribe(feed.Settings)
	defer sub.Close()
	s := storetest.New(t, storetest.WithFeed(&changes))
	got, err := s.Settings(t.Context())
	if diff := cmp.Diff(site.Default(), got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	want := site.Settings{
		Title: "Help", Greeting: "Hello", Closed: "We are asleep.", Informal: true,
		Texts:  map[string]site.Texts{"fr": {Title: "Aide", Closed: "Nous dormons."}},
		Colour: "#112233", Email: "me@shop.example", Phone: "030 123", Lang: "de",
		Origins: []string{"https://shop.example"}, Controller: "Shop GmbH", PolicyURL: "https://shop.example/privacy", KeepGaps: true,
	}
	if _, err := s.ChangeSettings(t.Context(), func(site.Settings) (site.Settings, error) { return want, nil }); err != nil {
		t.Fatal(err)
	}
	refused := errors.New("refused")
	_, err = s.ChangeSettings(t.Context(), func(present site.Settings) (site.Settings, error) {
		if diff := cmp.Diff(want, present); diff != "" {
			t.Errorf("decide sees %s", diff)
		}
		return site.Settings{Title: "other"}, refused
	})
	if !errors.Is(err, refused) {
		t.Error(err)
	}
	got, err = s.Settings(t.Context())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if len(sub.C) != 1 {
		t.Errorf("%d events, want 1", len(sub.C))
	}
}

func TestSessionsLiveUntilTheyExpireOrEnd(t *testing.T) {
	dir := t.TempDir()
	clock := storetest.NewClock()
	s := storetest.New(t, storetest.WithDir(dir), storetest.WithClock(clock)).Sessions()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	want := func(token, data string) {
		t.Helper()
		got, found, err := s.Find(token)
		if string(got) != data || found != (data != "") || err != nil {
			t.Errorf("%s: %q, %v, %v; want %q", token, got, found, err, data)
		}
	}
	must(s.Commit("token-one", []byte("first"), storetest.Start.Add(time.Hour)))
	must(s.Commit("token-one", []byte("second"), storetest.Start.Add(time.Hour)))
	must(s.Commit("token-two", []byte("other"), storetest.Start.Add(3*time.Hour)))
	want("token-one", "second")
	want("token-two", "other")
	want("token-six", "")
	if found := filesWith(t, dir, "token-one"); len(found) > 0 {
		t.Errorf("the token itself stands in %v", found)
	}
	clock.Add(2 * time.Hour)
	want("token-one", "")
	want("token-two", "other")
	must(s.Delete("token-two"))
	must(s.Delete("token-two"))
	want("token-two", "")
}
