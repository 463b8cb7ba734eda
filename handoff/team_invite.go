package handoff

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"slices"
	"time"

	"deskbell/internal/fault"
)

// How long a link is good.
const (
	setUpLife  = 15 * time.Minute
	inviteLife = 7 * 24 * time.Hour
	resetLife  = time.Hour
)

// SetUpLink makes the secret of a link that creates the first agent: good for 15 minutes,
// once; an older one ends. It fails with Conflict if there is an agent already.
func (t *Team) SetUpLink(ctx context.Context) (secret string, err error) {
	secret = rand.Text()
	_, err = t.store.ChangeAgents(ctx, func(agents []Agent, open []Invitation, now time.Time) (AgentChange, error) {
		if len(agents) > 0 {
			return AgentChange{}, fault.New(fault.Conflict, "already_set_up")
		}
		return AgentChange{Invite: []Invitation{invitation(SetUp, 0, secret, now.Add(setUpLife))}, Used: ids(open)}, nil
	})
	return secret, err
}

// ResetLink makes the secret of a link to choose a new password. The old one
// stays good until then.
func (t *Team) ResetLink(ctx context.Context, id int64) (string, error) {
	secret := rand.Text()
	return secret, t.invite(ctx, Reset, id, secret, resetLife)
}

func (t *Team) invite(ctx context.Context, p Purpose, id int64, secret string, life time.Duration) error {
	_, err := t.store.ChangeAgents(ctx, func(agents []Agent, open []Invitation, now time.Time) (AgentChange, error) {
		if _, ok := agentByID(agents, id); !ok {
			return AgentChange{}, fault.New(fault.NotFound, "agent_unknown")
		}
		open = slices.DeleteFunc(open, func(i Invitation) bool { return i.AgentID != id })
		return AgentChange{Invite: []Invitation{invitation(p, id, secret, now.Add(life))}, Used: ids(open)}, nil
	})
	return err
}

// Invited tells whom a link is for, without using it. The agent is empty for SetUp.
func (t *Team) Invited(ctx context.Context, secret string) (Purpose, Agent, error) {
	open, err := t.store.Invitations(ctx)
	if err != nil {
		return "", Agent{}, err
	}
	i, err := openInvitation(open, secret, t.now())
	if err != nil || i.Purpose == SetUp {
		return i.Purpose, Agent{}, err
	}
	a, err := t.store.Agent(ctx, i.AgentID)
	return i.Purpose, a, err
}

// Accept uses a link: it sets the password and, for the first agent, the profile.
// It ends every session the agent had.
func (t *Team) Accept(ctx context.Context, secret string, p Profile, password string) (Agent, error) {
	if err := checkPassword(password, p.Email, p.Name); err != nil {
		return Agent{}, err
	}
	hash, err := t.hasher.hash(password)
	if err != nil {
		return Agent{}, err
	}
	changed, err := t.store.ChangeAgents(ctx, func(agents []Agent, open []Invitation, now time.Time) (AgentChange, error) {
		i, err := openInvitation(open, secret, now)
		if err != nil {
			return AgentChange{}, err
		}
		a, err := accepted(i, p, agents, now)
		a.PasswordHash, a.Epoch = hash, a.Epoch+1
		return AgentChange{Put: []Agent{a}, Used: []int64{i.ID}}, err
	})
	if err != nil {
		return Agent{}, err
	}
	return changed.Put[0], nil
}

func accepted(i Invitation, p Profile, agents []Agent, now time.Time) (Agent, error) {
	if i.Purpose == SetUp {
		if len(agents) > 0 {
			return Agent{}, fault.New(fault.Conflict, "already_set_up")
		}
		p.Owner, p.NotifyMail, p.NotifyLate, p.Digest, p.DigestHour = true, true, true, true, DigestHour
		return p.apply(newAgent(now), agents)
	}
	a, ok := agentByID(agents, i.AgentID)
	if !ok || a.Disabled {
		return Agent{}, errLink
	}
	return a, nil
}

var errLink = fault.New(fault.NotFound, "link_used")

func openInvitation(open []Invitation, secret string, now time.Time) (Invitation, error) {
	hash := sha256.Sum256([]byte(secret))
	i := slices.IndexFunc(open, func(i Invitation) bool { return slices.Equal(i.Hash, hash[:]) && now.Before(i.ExpiresAt) })
	if i < 0 {
		return Invitation{}, errLink
	}
	return open[i], nil
}

func invitation(p Purpose, agentID int64, secret string, expires time.Time) Invitation {
	hash := sha256.Sum256([]byte(secret))
	return Invitation{Purpose: p, AgentID: agentID, Hash: hash[:], ExpiresAt: expires}
}

func ids(invitations []Invitation) []int64 {
	all := make([]int64, len(invitations))
	for i, one := range invitations {
		all[i] = one.ID
	}
	return all
}
