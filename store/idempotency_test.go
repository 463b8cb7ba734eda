package store_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/store/storetest"
)

func TestARepeatedRequestGetsTheFirstAnswer(t *testing.T) {
	s := storetest.New(t)
	promised := request("K7M-2QX")
	promised.Ticket.Promise = handoff.Promise{
		Made: storetest.Start, By: storetest.Start.Add(time.Hour), Usual: 20 * time.Minute, Opens: storetest.Start.Add(time.Minute),
	}
	wantFull(t, promised.Ticket.Promise)
	first := open(t, s, key("a"), promised)
	_, err := s.ChangeTicket(t.Context(), "K7M-2QX", handoff.Idempotency{}, func(have handoff.Ticket, m handoff.Moment) (handoff.Change, error) {
		have.Promise = handoff.Promise{}
		return handoff.Change{Ticket: have, Messages: []handoff.Message{{From: handoff.FromAgent, Text: "Hello", At: m.Now()}}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}

	again, err := s.OpenTicket(t.Context(), key("a"), func(handoff.Moment) (handoff.Change, error) {
		t.Error("decided a second time")
		return request("OTH-ER1"), nil
	})
	if err != nil || !again.Repeated || first.Repeated {
		t.Fatalf("repeated: first %v, again %v, %v", first.Repeated, again.Repeated, err)
	}
	if diff := cmp.Diff(first.Messages, again.Messages); diff != "" {
		t.Errorf("its messages: %s", diff)
	}
	if again.Ticket.Ref != "K7M-2QX" || again.Ticket.Promise != promised.Ticket.Promise || len(again.Ticket.Messages) != 2 {
		t.Errorf("its ticket: %+v", again.Ticket)
	}
	if _, total, err := s.Tickets(t.Context(), handoff.Filter{}, handoff.NewestChange, 10, 0); total != 1 || err != nil {
		t.Errorf("%d tickets, %v", total, err)
	}
}

func TestAKeyIsGoodForOneBodyAndOneTicket(t *testing.T) {
	s := storetest.New(t)
	open(t, s, key("a"), request("K7M-2QX"))
	open(t, s, handoff.Idempotency{}, request("OTH-ER1"))
	other := key("a")
	other.Body = []byte("another body")
	_, err := s.OpenTicket(t.Context(), other, func(handoff.Moment) (handoff.Change, error) { return request("BBB-BBB"), nil })
	if !fault.Is(err, fault.Invalid) || !fault.HasCode(err, "key_reused") {
		t.Errorf("another body: %v", err)
	}
	r, err := s.ChangeTicket(t.Context(), "OTH-ER1", key("a"), nil)
	if !fault.HasCode(err, "key_reused") {
		t.Errorf("another ticket: %v", err)
	}
	if r.Ticket.Ref == "K7M-2QX" {
		t.Error("the other ticket was shown")
	}
}

func TestARepeatedReplyIsStoredOnce(t *testing.T) {
	s := storetest.New(t)
	open(t, s, handoff.Idempotency{}, request("K7M-2QX"))
	reply := func() handoff.Result {
		r, err := s.ChangeTicket(t.Context(), "K7M-2QX", key("reply"), func(have handoff.Ticket, m handoff.Moment) (handoff.Change, error) {
			return handoff.Change{Ticket: have, Messages: []handoff.Message{{From: handoff.FromAgent, Text: "Hello", At: m.Now()}}}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first, again := reply(), reply()
	if diff := cmp.Diff(first.Messages, again.Messages); diff != "" || !again.Repeated {
		t.Error(diff, again.Repeated)
	}
	if len(again.Ticket.Messages) != 2 {
		t.Errorf("%d messages, want 2", len(again.Ticket.Messages))
	}
}

func TestAStormOfOneKeyMakesOneTicket(t *testing.T) {
	s := storetest.New(t)
	refs := make([]string, 64)
	var wait sync.WaitGroup
	for i := range refs {
		wait.Go(func() {
			r, err := s.OpenTicket(t.Context(), key("storm"), func(handoff.Moment) (handoff.Change, error) {
				return request(fmt.Sprintf("REF-%03d", i)), nil
			})
			if err != nil {
				t.Error(err)
			}
			refs[i] = r.Ticket.Ref
		})
	}
	wait.Wait()
	for _, ref := range refs {
		if ref != refs[0] {
			t.Fatalf("answers differ: %v", refs)
		}
	}
	if _, total, err := s.Tickets(t.Context(), handoff.Filter{}, handoff.NewestChange, 1, 0); total != 1 || err != nil {
		t.Errorf("%d tickets, %v", total, err)
	}
}

func TestKeysAreForgottenInTime(t *testing.T) {
	clock := storetest.NewClock()
	s := storetest.New(t, storetest.WithClock(clock))
	open(t, s, key("old"), request("AAA-AAA"))
	clock.Add(time.Hour)
	open(t, s, key("new"), request("BBB-BBB"))
	if err := s.ForgetKeys(t.Context(), storetest.Start.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if r := open(t, s, key("old"), request("CCC-CCC")); r.Repeated {
		t.Error("the old key is still known")
	}
	if r := open(t, s, key("new"), request("DDD-DDD")); !r.Repeated {
		t.Error("the new key was forgotten too")
	}
}
