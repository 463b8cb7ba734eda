package handoff

import (
	"context"
	"crypto/rand"
	"slices"
	"time"

	"deskbell/internal/fault"
)

// Team is the agents: who they are and how they come in.
type Team struct {
	store  AgentStore
	now    func() time.Time
	hasher passwordHasher
	brake  *brake
}

// NewTeam wires a team.
func NewTeam(store AgentStore, now func() time.Time) *Team {
	return &Team{store: store, now: now, brake: newBrake(now)}
}

// Agents gives all agents, by id.
func (t *Team) Agents(ctx context.Context) ([]Agent, error) { return t.store.Agents(ctx) }

// Agent gives an agent who may be logged in, with the session epoch it logged in at.
func (t *Team) Agent(ctx context.Context, id int64, epoch int) (Agent, error) {
	a, err := t.store.Agent(ctx, id)
	if err != nil || !a.Active() || a.Epoch != epoch {
		return Agent{}, fault.Because(fault.Unauthenticated, "login_needed", err)
	}
	return a, nil
}

// NeedsSetUp reports whether there is no agent yet.
func (t *Team) NeedsSetUp(ctx context.Context) (bool, error) {
	agents, err := t.store.Agents(ctx)
	return len(agents) == 0, err
}

// Profile is what an agent is known by.
type Profile struct {
	Name       string
	Email      string
	Lang       string
	Owner      bool
	NotifyMail bool
	NotifyLate bool
	Digest     bool
	DigestHour int // 0 to 23, in the desk's zone
}

// Add makes an agent without a password and the secret of the link to choose one.
func (t *Team) Add(ctx context.Context, p Profile) (Agent, string, error) {
	secret := rand.Text()
	made, err := t.store.ChangeAgents(ctx, func(agents []Agent, _ []Invitation, now time.Time) (AgentChange, error) {
		a, err := p.apply(newAgent(now), agents)
		a.Owner = a.Owner || len(agents) == 0
		return AgentChange{Put: []Agent{a}}, err
	})
	if err != nil {
		return Agent{}, "", err
	}
	a := made.Put[0]
	return a, secret, t.invite(ctx, Invite, a.ID, secret, inviteLife)
}

// DigestHour is when a new agent's digest comes.
const DigestHour = 8

func newAgent(now time.Time) Agent { return Agent{CreatedAt: now, CalendarVersion: 1} }

// Update changes an agent's profile. The last owner stays one.
func (t *Team) Update(ctx context.Context, id int64, p Profile) error {
	return t.change(ctx, id, func(a Agent, agents []Agent) (Agent, error) {
		if a.Owner && !p.Owner && !anotherOwner(agents, id) {
			return a, fault.At("owner", "last_owner")
		}
		return p.apply(a, agents)
	})
}

// SetDisabled locks an agent out, at once and everywhere, or lets them in again.
func (t *Team) SetDisabled(ctx context.Context, id int64, disabled bool) error {
	return t.change(ctx, id, func(a Agent, agents []Agent) (Agent, error) {
		if disabled && a.Owner && !anotherOwner(agents, id) {
			return a, fault.New(fault.Conflict, "last_owner")
		}
		a.Disabled, a.Epoch = disabled, a.Epoch+1
		return a, nil
	})
}

// SetAway says whether an agent is here. Notices go to those who are, as long as there are any.
func (t *Team) SetAway(ctx context.Context, id int64, away bool) error {
	return t.change(ctx, id, func(a Agent, _ []Agent) (Agent, error) {
		a.Away = away
		return a, nil
	})
}

// RenewCalendar ends the address of the agent's calendar; CalendarCode gives the new one.
func (t *Team) RenewCalendar(ctx context.Context, id int64) error {
	return t.change(ctx, id, func(a Agent, _ []Agent) (Agent, error) {
		a.CalendarVersion++
		return a, nil
	})
}

// ByCalendar gives the agent whose calendar a code opens.
func (t *Team) ByCalendar(ctx context.Context, keys Keys, code string) (Agent, error) {
	id, err := calendarAgent(code)
	if err != nil {
		return Agent{}, err
	}
	a, err := t.store.Agent(ctx, id)
	if err != nil || !a.Active() || keys.checkCalendar(a, code) != nil {
		return Agent{}, errUnknown
	}
	return a, nil
}

// SetPassword changes an agent's own password and ends all sessions.
func (t *Team) SetPassword(ctx context.Context, id int64, old, password string) (Agent, error) {
	a, err := t.store.Agent(ctx, id)
	if err != nil {
		return a, err
	}
	ok, err := t.hasher.matches(old, a.PasswordHash)
	if err != nil {
		return a, err
	}
	if !ok {
		return a, fault.At("old_password", "password_wrong")
	}
	if err := checkPassword(password, a.Email, a.Name); err != nil {
		return a, err
	}
	hash, err := t.hasher.hash(password)
	if err != nil {
		return a, err
	}
	err = t.change(ctx, id, func(now Agent, _ []Agent) (Agent, error) {
		now.PasswordHash, now.Epoch = hash, now.Epoch+1
		a = now
		return now, nil
	})
	return a, err
}

func (t *Team) change(ctx context.Context, id int64, decide func(Agent, []Agent) (Agent, error)) error {
	_, err := t.store.ChangeAgents(ctx, func(agents []Agent, _ []Invitation, _ time.Time) (AgentChange, error) {
		a, ok := agentByID(agents, id)
		if !ok {
			return AgentChange{}, fault.New(fault.NotFound, "agent_unknown")
		}
		a, err := decide(a, agents)
		return AgentChange{Put: []Agent{a}}, err
	})
	return err
}

const maxAgentName = 60

func (p Profile) apply(a Agent, agents []Agent) (Agent, error) {
	var wrong fault.List
	name, err := CleanText(p.Name, maxAgentName)
	if err != nil {
		wrong.Add("name", fault.Of(err).Code)
	} else if name = oneLine(name); name == "" {
		wrong.Add("name", "required")
	}
	address, err := ParseEmail(p.Email)
	if err != nil {
		wrong.Add("email", "email_invalid")
	}
	address = foldEmail(address)
	if other, taken := agentByEmail(agents, address); taken && other.ID != a.ID {
		wrong.Add("email", "email_taken")
	}
	if p.DigestHour < 0 || p.DigestHour > 23 {
		wrong.Add("digest_hour", "hour_invalid")
	}
	a.Name, a.Email, a.Lang, a.Owner, a.NotifyMail = name, address, p.Lang, p.Owner, p.NotifyMail
	a.NotifyLate, a.Digest, a.DigestHour = p.NotifyLate, p.Digest, p.DigestHour
	return a, wrong.Err()
}

func anotherOwner(agents []Agent, id int64) bool {
	return slices.ContainsFunc(agents, func(a Agent) bool { return a.ID != id && a.Owner && a.Active() })
}
