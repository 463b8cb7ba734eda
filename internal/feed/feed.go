// Package feed tells live pages, the index and the senders that something was
// committed. It carries no content: a subscriber reads what it may see.
package feed

import "sync"

// Topics published after a commit.
const (
	Tickets  = "tickets"  // key: the ticket's reference; new, changed or erased
	Entries  = "entries"  // key: empty; the FAQ changed
	Outbox   = "outbox"   // key: empty; something waits to leave, or its state changed
	Settings = "settings" // key: empty
	Agents   = "agents"   // key: the agent's id in decimal
)

// Event says that the thing named by Key changed.
type Event struct{ Topic, Key string }

// Feed is an in-process change feed. The zero value is ready.
type Feed struct {
	mu   sync.Mutex
	subs map[*Subscription]struct{}
}

// Subscription gets the events of its topics through C. A subscriber that
// falls behind loses events but is told: the last event it gets then is
// {Topic: Lost}, and it must read everything again.
type Subscription struct {
	C      <-chan Event
	c      chan Event
	topics map[string]bool
	lost   bool
	feed   *Feed
}

// Lost is the topic of the event that stands for events dropped.
const Lost = "lost"

const buffer = 64

// Subscribe starts a subscription to the topics; call Close when done.
func (f *Feed) Subscribe(topics ...string) *Subscription {
	c := make(chan Event, buffer+1)
	s := &Subscription{C: c, c: c, topics: map[string]bool{}, feed: f}
	for _, t := range topics {
		s.topics[t] = true
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.subs == nil {
		f.subs = map[*Subscription]struct{}{}
	}
	f.subs[s] = struct{}{}
	return s
}

// Close ends the subscription. It may be called more than once.
func (s *Subscription) Close() {
	s.feed.mu.Lock()
	defer s.feed.mu.Unlock()
	delete(s.feed.subs, s)
}

// Publish hands the events to every subscriber without waiting for any.
func (f *Feed) Publish(events ...Event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for s := range f.subs {
		for _, e := range events {
			s.offer(e)
		}
	}
}

func (s *Subscription) offer(e Event) {
	if !s.topics[e.Topic] {
		return
	}
	if len(s.c) < buffer {
		s.lost = false
		s.c <- e
		return
	}
	if !s.lost {
		s.lost = true
		s.c <- Event{Topic: Lost}
	}
}
