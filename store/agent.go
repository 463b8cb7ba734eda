package store

import (
	"context"
	"slices"
	"strconv"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/feed"
)

const selectAgents = `
SELECT id, email, name, lang, owner, disabled, notify_mail, password_hash, epoch, created_at, away, notify_late, digest,
	digest_hour, digest_at, calendar_version
FROM agents `

func readAgent(s scan) (handoff.Agent, error) {
	var a handoff.Agent
	err := s(&a.ID, &a.Email, &a.Name, &a.Lang, &a.Owner, &a.Disabled, &a.NotifyMail, &a.PasswordHash, &a.Epoch,
		instant{&a.CreatedAt}, &a.Away, &a.NotifyLate, &a.Digest, &a.DigestHour, instant{&a.DigestAt}, &a.CalendarVersion)
	return a, err
}

const (
	agentsQuery = selectAgents + `ORDER BY id`
	agentQuery  = selectAgents + `WHERE id = ?1`
)

// Agents gives all agents, disabled ones too, by id.
func (s *Store) Agents(ctx context.Context) ([]handoff.Agent, error) { return agentsOf(s.read(ctx)) }

func agentsOf(d db) ([]handoff.Agent, error) { return all(d, readAgent, agentsQuery) }

// Agent gives one agent.
func (s *Store) Agent(ctx context.Context, id int64) (handoff.Agent, error) {
	a, err := one(s.read(ctx), readAgent, agentQuery, id)
	return a, missing(err, "agent_unknown")
}

// ChangeAgents stores what decide makes of the agents and the open invitations. An
// address that another agent has is a Conflict "email_taken".
func (s *Store) ChangeAgents(ctx context.Context, decide func(agents []handoff.Agent, invitations []handoff.Invitation, now time.Time) (handoff.AgentChange, error)) (handoff.AgentChange, error) {
	var change handoff.AgentChange
	err := s.write(ctx, func(t *tx) error {
		agents, err := agentsOf(t.db)
		if err != nil {
			return err
		}
		open, err := openInvitations(t.db, t.now)
		if err != nil {
			return err
		}
		if change, err = decide(agents, open, t.now); err != nil {
			return err
		}
		change.Put = slices.Clone(change.Put)
		return applyAgents(t, change)
	})
	return change, err
}

func applyAgents(t *tx, change handoff.AgentChange) error {
	for i := range change.Put {
		if err := putAgent(t.db, &change.Put[i]); err != nil {
			return err
		}
		t.publish(feed.Agents, strconv.FormatInt(change.Put[i].ID, 10))
	}
	if len(change.Put) == 0 {
		t.publish(feed.Agents, "")
	}
	for _, id := range change.Used {
		if _, err := t.exec(deleteInvitationQuery, id); err != nil {
			return err
		}
	}
	if err := addOutgoing(t, change.Outbox); err != nil {
		return err
	}
	return insertInvitations(t.db, change.Invite)
}

const (
	insertAgentQuery = `
INSERT INTO agents (email, name, lang, owner, disabled, notify_mail, password_hash, epoch, created_at, away, notify_late,
	digest, digest_hour, digest_at, calendar_version)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
RETURNING id`
	updateAgentQuery = `
UPDATE agents SET email = ?1, name = ?2, lang = ?3, owner = ?4, disabled = ?5, notify_mail = ?6, password_hash = ?7,
	epoch = ?8, created_at = ?9, away = ?10, notify_late = ?11, digest = ?12, digest_hour = ?13, digest_at = ?14,
	calendar_version = ?15
WHERE id = ?16
RETURNING id`
)

func putAgent(d db, a *handoff.Agent) error {
	query := insertAgentQuery
	args := []any{
		a.Email, a.Name, a.Lang, a.Owner, a.Disabled, a.NotifyMail, a.PasswordHash, a.Epoch, millis(a.CreatedAt),
		a.Away, a.NotifyLate, a.Digest, a.DigestHour, millis(a.DigestAt), a.CalendarVersion,
	}
	if a.ID != 0 {
		query, args = updateAgentQuery, append(args, a.ID)
	}
	id, err := one(d, value[int64], query, args...)
	if isUnique(err) {
		return &fault.Error{Kind: fault.Conflict, Code: "email_taken", Field: "email"}
	}
	a.ID = id
	return missing(err, "agent_unknown")
}
