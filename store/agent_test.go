package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/feed"
	"deskbell/store"
	"deskbell/store/storetest"
)

func addAgent(t *testing.T, s *store.Store, email string) handoff.Agent {
	t.Helper()
	return changeAgents(t, s, handoff.AgentChange{Put: []handoff.Agent{{Email: email, Name: "Ann", CreatedAt: storetest.Start}}}).Put[0]
}

func changeAgents(t *testing.T, s *store.Store, c handoff.AgentChange) handoff.AgentChange {
	t.Helper()
	c, err := s.ChangeAgents(t.Context(), func([]handoff.Agent, []handoff.Invitation, time.Time) (handoff.AgentChange, error) { return c, nil })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAgentsComeBackAsTheyWereStored(t *testing.T) {
	var changes feed.Feed
	sub := changes.Subscribe(feed.Agents)
	defer sub.Close()
	s := storetest.New(t, storetest.WithFeed(&changes))
	ann := changeAgents(t, s, handoff.AgentChange{Put: []handoff.Agent{{
		Email: "ann@shop.example", Name: "Ann", Lang: "de", Owner: true, Disabled: true, NotifyMail: true,
		PasswordHash: "$argon2id$", Epoch: 3, CreatedAt: storetest.Start, Away: true, NotifyLate: true, Digest: true,
		DigestHour: 7, DigestAt: storetest.Start.Add(time.Hour), CalendarVersion: 2,
	}}}).Put[0]
	wantFull(t, ann)
	bob := addAgent(t, s, "bob@shop.example")
	bob.Name, bob.Away, bob.DigestHour = "Bob", true, 23
	changeAgents(t, s, handoff.AgentChange{Put: []handoff.Agent{bob}})

	got, err := s.Agents(t.Context())
	if diff := cmp.Diff([]handoff.Agent{ann, bob}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	one, err := s.Agent(t.Context(), bob.ID)
	if diff := cmp.Diff(bob, one); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if _, err := s.Agent(t.Context(), 99); !fault.Is(err, fault.NotFound) || !fault.HasCode(err, "agent_unknown") {
		t.Errorf("an unknown agent: %v", err)
	}
	for _, want := range []string{"1", "2", "2"} {
		if e := <-sub.C; e.Key != want {
			t.Errorf("published %q, want %q", e.Key, want)
		}
	}
}

func TestAnAddressBelongsToOneAgent(t *testing.T) {
	s := storetest.New(t)
	addAgent(t, s, "ann@shop.example")
	_, err := s.ChangeAgents(t.Context(), func([]handoff.Agent, []handoff.Invitation, time.Time) (handoff.AgentChange, error) {
		return handoff.AgentChange{Put: []handoff.Agent{{Email: "bob@shop.example"}, {Email: "ann@shop.example"}}}, nil
	})
	if !fault.Is(err, fault.Conflict) || !fault.HasCode(err, "email_taken") || fault.Of(err).Field != "email" {
		t.Errorf("got %v", err)
	}
	if agents, err := s.Agents(t.Context()); len(agents) != 1 || err != nil {
		t.Errorf("half a change was stored: %+v, %v", agents, err)
	}
}

func TestInvitationsAreOpenUntilUsedOrExpired(t *testing.T) {
	clock := storetest.NewClock()
	s := storetest.New(t, storetest.WithClock(clock))
	ann := addAgent(t, s, "ann@shop.example")
	changeAgents(t, s, handoff.AgentChange{Invite: []handoff.Invitation{
		{Purpose: handoff.SetUp, Hash: []byte("first"), ExpiresAt: storetest.Start.Add(time.Hour)},
		{Purpose: handoff.Reset, AgentID: ann.ID, Hash: []byte("second"), ExpiresAt: storetest.Start.Add(3 * time.Hour)},
		{Purpose: handoff.Invite, AgentID: ann.ID, Hash: []byte("third"), ExpiresAt: storetest.Start.Add(3 * time.Hour)},
	}})
	open, err := s.Invitations(t.Context())
	if err != nil || len(open) != 3 {
		t.Fatalf("%+v, %v", open, err)
	}
	changeAgents(t, s, handoff.AgentChange{Used: []int64{open[2].ID}})
	clock.Add(2 * time.Hour)

	left, err := s.Invitations(t.Context())
	if diff := cmp.Diff(open[1:2], left); diff != "" || err != nil {
		t.Error(diff, err)
	}
	_, err = s.ChangeAgents(t.Context(), func(agents []handoff.Agent, seen []handoff.Invitation, now time.Time) (handoff.AgentChange, error) {
		if len(agents) != 1 || !now.Equal(clock.Now()) {
			t.Errorf("decide sees %+v at %v", agents, now)
		}
		if diff := cmp.Diff(open[1:2], seen); diff != "" {
			t.Error(diff)
		}
		return handoff.AgentChange{}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAChangeOfAgentsMayPutLettersIntoTheOutbox(t *testing.T) {
	var changes feed.Feed
	s := storetest.New(t, storetest.WithFeed(&changes))
	ann := addAgent(t, s, "ann@shop.example")
	sub := changes.Subscribe(feed.Outbox)
	defer sub.Close()
	digest := handoff.Outgoing{
		Channel: handoff.Mail, Letter: handoff.Digest, Recipient: ann.Email, Lang: "de", State: handoff.Pending,
		NextAt: storetest.Start, CreatedAt: storetest.Start,
	}
	ann.DigestAt = storetest.Start
	changeAgents(t, s, handoff.AgentChange{Put: []handoff.Agent{ann}, Outbox: []handoff.Outgoing{digest}})

	rows, err := s.OutgoingList(t.Context(), true, 10)
	digest.ID = 1
	if diff := cmp.Diff([]handoff.Outgoing{digest}, rows); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if len(sub.C) != 1 {
		t.Errorf("%d events, want 1", len(sub.C))
	}
}
