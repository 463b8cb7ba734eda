package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/handoff/hours"
	"deskbell/internal/feed"
	"deskbell/site"
	"deskbell/store/storetest"
)

func TestRulesStartWithDefaultsAndKeepWhatIsSet(t *testing.T) {
	var changes feed.Feed
	sub := changes.Subscribe(feed.Settings)
	defer sub.Close()
	s := storetest.New(t, storetest.WithFeed(&changes))
	got, err := s.Rules(t.Context())
	if diff := cmp.Diff(handoff.DefaultRules(), got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	monday, christmas := []hours.Window{{From: 9 * 60, To: 12 * 60}, {From: 14 * 60, To: 18 * 60}}, hours.Date{Year: 2026, Month: time.December, Day: 24}
	want := handoff.Rules{
		Hours: hours.Hours{
			Zone: "Europe/Berlin", Week: [7][]hours.Window{time.Monday: monday}, Holidays: "DE-BY",
			Days:     []hours.Day{{Date: christmas, Name: "Christmas Eve", Windows: monday[:1], Origin: hours.FromFile}},
			Closures: []hours.Closure{{From: christmas, To: christmas.Add(9), Text: "We are on holiday"}},
		},
		CallLangs: []string{"de", "tr"}, HideFigures: true,
		Retention: handoff.Retention{Email: 1, CallBack: 2, Here: 3, Spam: 4, Phone: 5},
	}
	wantFull(t, want)
	wantFull(t, want.Hours)
	wantFull(t, want.Retention)
	changed, err := s.ChangeRules(t.Context(), func(present handoff.Rules, now time.Time) (handoff.Rules, error) {
		if diff := cmp.Diff(handoff.DefaultRules(), present); diff != "" || !now.Equal(storetest.Start) {
			t.Errorf("decide sees %s at %v", diff, now)
		}
		return want, nil
	})
	if diff := cmp.Diff(want, changed); diff != "" || err != nil {
		t.Error(diff, err)
	}
	refused := errors.New("refused")
	_, err = s.ChangeRules(t.Context(), func(handoff.Rules, time.Time) (handoff.Rules, error) { return handoff.Rules{}, refused })
	if !errors.Is(err, refused) {
		t.Error(err)
	}
	got, err = s.Rules(t.Context())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if len(sub.C) != 1 {
		t.Errorf("%d events, want 1", len(sub.C))
	}
	if got, err := s.Settings(t.Context()); got.Title != site.Default().Title || err != nil {
		t.Errorf("the site's settings: %+v, %v", got, err)
	}
}
