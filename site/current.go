package site

import (
	"context"
	"log/slog"
	"sync/atomic"

	"deskbell/internal/feed"
)

// Current holds the settings in memory for readers on the visitor's path.
type Current struct {
	store Store
	feed  *feed.Feed
	log   *slog.Logger
	value atomic.Pointer[Settings]
}

// Load reads the settings; Run keeps them in step.
func Load(ctx context.Context, store Store, f *feed.Feed, log *slog.Logger) (*Current, error) {
	c := &Current{store: store, feed: f, log: log}
	return c, c.read(ctx)
}

// Get is the settings as they are now.
func (c *Current) Get() Settings { return *c.value.Load() }

// Run follows the changes until ctx ends.
func (c *Current) Run(ctx context.Context) error {
	news := c.feed.Subscribe(feed.Settings)
	defer news.Close()
	if err := c.read(ctx); err != nil { // what changed since Load
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-news.C:
			if err := c.read(ctx); err != nil && ctx.Err() == nil {
				c.log.Error("settings could not be read again", "err", err)
			}
		}
	}
}

func (c *Current) read(ctx context.Context) error {
	s, err := c.store.Settings(ctx)
	if err == nil {
		c.value.Store(&s)
	}
	return err
}
