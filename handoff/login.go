package handoff

import (
	"context"
	"crypto/sha256"

	"deskbell/internal/fault"
)

// Login gives the agent who has this address and password. network names where
// the attempt comes from, without being an address. After failures from
// one network for one account each further attempt is answered later, up to a few
// seconds; nobody is ever locked out, because that would be a way to lock others out.
// An unknown address costs the same time as a known one.
func (t *Team) Login(ctx context.Context, email, password, network string) (Agent, error) {
	email = foldEmail(email)
	who := attempter(email, network)
	if err := t.brake.wait(ctx, who); err != nil {
		return Agent{}, err
	}
	agents, err := t.store.Agents(ctx)
	if err != nil {
		return Agent{}, err
	}
	a, known := agentByEmail(agents, email)
	hash := decoyHash
	if known && a.Active() {
		hash = a.PasswordHash
	}
	ok, err := t.hasher.matches(password, hash)
	if err != nil {
		return Agent{}, err
	}
	if !ok || !known || !a.Active() {
		t.brake.failed(who)
		return Agent{}, fault.New(fault.Unauthenticated, "login_wrong")
	}
	t.brake.succeeded(who)
	return a, nil
}

// attempter names an account and a network to the brake in few bytes, however long what was typed.
func attempter(email, network string) string {
	sum := sha256.Sum256([]byte(email + "\x00" + network))
	return string(sum[:])
}
