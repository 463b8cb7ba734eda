package store

import (
	"fmt"

	"deskbell/handoff"
)

const attemptsQuery = `
SELECT id, coalesce(agent_id, 0), agent_name, at, outcome, again FROM attempts WHERE ticket_id = ?1 ORDER BY id`

func attemptsOf(d db, ticketID int64) ([]handoff.Attempt, error) {
	return all(d, readAttempt, attemptsQuery, ticketID)
}

func readAttempt(s scan) (handoff.Attempt, error) {
	var a handoff.Attempt
	err := s(&a.ID, &a.AgentID, &a.AgentName, instant{&a.At}, &a.Outcome, instant{&a.Again})
	return a, err
}

const insertAttemptQuery = `
INSERT INTO attempts (ticket_id, agent_id, agent_name, at, outcome, again)
VALUES (?1, nullif(?2, 0), ?3, ?4, ?5, ?6)
RETURNING id`

// insertAttempts stores them in order and gives each its id, in place. Only call-backs have attempts.
func insertAttempts(d db, t handoff.Ticket, list []handoff.Attempt) error {
	if len(list) > 0 && t.Kind != handoff.CallBack {
		return fmt.Errorf("an attempt to call about ticket %d, which is no call-back", t.ID)
	}
	for i := range list {
		a := &list[i]
		id, err := one(d, value[int64], insertAttemptQuery, t.ID, a.AgentID, a.AgentName, millis(a.At),
			string(a.Outcome), millis(a.Again))
		if err != nil {
			return err
		}
		a.ID = id
	}
	return nil
}
