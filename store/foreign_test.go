package store_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"deskbell/handoff"
	"deskbell/internal/feed"
	"deskbell/store/storetest"
)

func TestForeignWritesAreNoticedAndOwnOnesAreNot(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		var changes feed.Feed
		sub := changes.Subscribe(feed.Tickets, feed.Entries, feed.Outbox, feed.Settings, feed.Agents)
		defer sub.Close()
		serving := storetest.New(t, storetest.WithDir(dir), storetest.WithFeed(&changes))
		command := storetest.New(t, storetest.WithDir(dir))
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go serving.WatchForeign(ctx)
		synctest.Wait()

		open(t, serving, handoff.Idempotency{}, request("OWN-OWN"))
		time.Sleep(3 * time.Second)
		for len(sub.C) > 0 {
			if e := <-sub.C; e.Topic == feed.Tickets && e.Key == "" {
				t.Error("an own write was taken for a foreign one")
			}
		}
		open(t, command, handoff.Idempotency{}, request("FOR-EGN"))
		time.Sleep(3 * time.Second)
		synctest.Wait()
		seen := map[feed.Event]int{}
		for len(sub.C) > 0 {
			seen[<-sub.C]++
		}
		for _, topic := range []string{feed.Tickets, feed.Entries, feed.Outbox, feed.Settings, feed.Agents} {
			if n := seen[feed.Event{Topic: topic}]; n != 1 {
				t.Errorf("%s was announced %d times", topic, n)
			}
		}
		if got, err := serving.Ticket(t.Context(), "FOR-EGN"); err != nil || got.Ref != "FOR-EGN" {
			t.Errorf("the foreign ticket: %+v, %v", got, err)
		}
	})
}

// What a command writes while the server starts was perhaps read before, and must be read again.
func TestAForeignWriteBeforeTheWatchBeganIsNoticed(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		var changes feed.Feed
		sub := changes.Subscribe(feed.Settings)
		defer sub.Close()
		serving := storetest.New(t, storetest.WithDir(dir), storetest.WithFeed(&changes))
		open(t, storetest.New(t, storetest.WithDir(dir)), handoff.Idempotency{}, request("FOR-EGN"))
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go serving.WatchForeign(ctx)
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if len(sub.C) != 1 {
			t.Errorf("announced %d times", len(sub.C))
		}
	})
}
