package store

import (
	"context"
	"time"

	"deskbell/handoff"
)

const (
	openInvitationsQuery = `
SELECT id, purpose, coalesce(agent_id, 0), hash, expires_at FROM invitations WHERE expires_at > ?1 ORDER BY id`
	insertInvitationQuery = `
INSERT INTO invitations (purpose, agent_id, hash, expires_at) VALUES (?1, nullif(?2, 0), ?3, ?4)`
	deleteInvitationQuery = `DELETE FROM invitations WHERE id = ?1`
)

// Invitations gives those that can still be used.
func (s *Store) Invitations(ctx context.Context) ([]handoff.Invitation, error) {
	return openInvitations(s.read(ctx), s.now())
}

func openInvitations(d db, now time.Time) ([]handoff.Invitation, error) {
	return all(d, readInvitation, openInvitationsQuery, millis(now))
}

func readInvitation(s scan) (handoff.Invitation, error) {
	var i handoff.Invitation
	err := s(&i.ID, &i.Purpose, &i.AgentID, &i.Hash, instant{&i.ExpiresAt})
	return i, err
}

func insertInvitations(d db, list []handoff.Invitation) error {
	for _, i := range list {
		if _, err := d.exec(insertInvitationQuery, string(i.Purpose), i.AgentID, i.Hash, millis(i.ExpiresAt)); err != nil {
			return err
		}
	}
	return nil
}
