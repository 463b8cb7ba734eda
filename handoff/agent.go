package handoff

import (
	"slices"
	"strings"
	"time"
)

// Agent is a person who answers tickets.
type Agent struct {
	ID           int64
	Email        string // lower case, unique
	Name         string // shown to visitors
	Lang         string // of the admin page and the notices
	Owner        bool   // may change settings and agents
	Disabled     bool
	NotifyMail   bool   // wants a mail for new tickets and messages
	PasswordHash string // argon2id; "" until the invitation was used
	Epoch        int    // sessions of an older epoch are over
	CreatedAt    time.Time

	Away            bool      // notices go to others, as long as there are any
	NotifyLate      bool      // wants a mail when tickets wait longer than promised
	Digest          bool      // wants a mail a day with what waits
	DigestHour      int       // 0 to 23, in the desk's zone
	DigestAt        time.Time // when the last one was written; zero for none
	CalendarVersion int       // a new version ends the address of the agent's calendar
}

// Active reports whether the agent can log in.
func (a Agent) Active() bool { return !a.Disabled && a.PasswordHash != "" }

// Invitation is a link, used once, that lets someone choose a password.
type Invitation struct {
	ID        int64
	Purpose   Purpose
	AgentID   int64  // whose password; 0 for the first agent
	Hash      []byte // SHA-256 of the secret in the link
	ExpiresAt time.Time
}

// Purpose says what an invitation is good for.
type Purpose string

const (
	SetUp  Purpose = "setup"  // make the first agent, the owner
	Invite Purpose = "invite" // a new agent chooses a password
	Reset  Purpose = "reset"  // an agent chooses a new one
)

// foldEmail makes one of all the ways to type an agent's address.
func foldEmail(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }

func agentByEmail(agents []Agent, folded string) (Agent, bool) {
	i := slices.IndexFunc(agents, func(a Agent) bool { return a.Email == folded })
	if i < 0 {
		return Agent{}, false
	}
	return agents[i], true
}

func agentByID(agents []Agent, id int64) (Agent, bool) {
	i := slices.IndexFunc(agents, func(a Agent) bool { return a.ID == id })
	if i < 0 {
		return Agent{}, false
	}
	return agents[i], true
}
