package site

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"

	"deskbell/internal/feed"
)

type memory struct {
	mu sync.Mutex
	s  Settings
}

func (m *memory) Settings(context.Context) (Settings, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.s, nil
}

func (m *memory) ChangeSettings(_ context.Context, decide func(Settings) (Settings, error)) (s Settings, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.s, err = decide(m.s)
	return m.s, err
}

func TestAChangeOfTheSettingsIsSeenByReaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var f feed.Feed
		store := &memory{s: Default()}
		c, err := Load(t.Context(), store, &f, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go c.Run(ctx)
		synctest.Wait()
		store.ChangeSettings(ctx, func(s Settings) (Settings, error) { s.Title = "Help"; return s, nil })
		if c.Get().Title != "" {
			t.Fatal("read before the change was told")
		}
		f.Publish(feed.Event{Topic: feed.Settings})
		synctest.Wait()
		if got := c.Get().Title; got != "Help" {
			t.Errorf("got %q", got)
		}
	})
}
