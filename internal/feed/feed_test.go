package feed

import "testing"

func TestSubscribersGetTheirTopicsOnly(t *testing.T) {
	var f Feed
	s := f.Subscribe(Tickets)
	defer s.Close()
	f.Publish(Event{Outbox, ""}, Event{Tickets, "K7M-2QX"})
	if got := <-s.C; got != (Event{Tickets, "K7M-2QX"}) {
		t.Fatalf("got %v", got)
	}
	if n := len(s.C); n != 0 {
		t.Fatalf("%d events too many", n)
	}
}

func TestASlowSubscriberIsToldThatItLostEvents(t *testing.T) {
	var f Feed
	s := f.Subscribe(Tickets)
	defer s.Close()
	for range 3 * buffer {
		f.Publish(Event{Tickets, "A"})
	}
	var last Event
	for range len(s.C) {
		last = <-s.C
	}
	if last.Topic != Lost {
		t.Fatalf("last event is %v, want %q", last, Lost)
	}
	f.Publish(Event{Tickets, "B"})
	if got := <-s.C; got.Key != "B" {
		t.Fatalf("after catching up: %v", got)
	}
}

func TestAClosedSubscriptionGetsNothing(t *testing.T) {
	var f Feed
	s := f.Subscribe(Tickets)
	s.Close()
	s.Close()
	f.Publish(Event{Tickets, "A"})
	if n := len(s.C); n != 0 {
		t.Fatalf("%d events after Close", n)
	}
}
