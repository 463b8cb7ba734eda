package handoff

import (
	"context"
	"sync"
	"time"

	"github.com/alexedwards/argon2id"

	"deskbell/internal/fault"
)

// Login gives the agent who has this address and password. network names where
// the attempt comes from, without being an address. After failures from
// one network for one account each further attempt is answered later, up to a few
// seconds; nobody is ever locked out, because that would be a way to lock others out.
// An unknown address costs the same time as a known one.
func (t *Team) Login(ctx context.Context, email, password, network string) (Agent, error) {
	if err := t.brake.wait(ctx, email+"\x00"+network); err != nil {
		return Agent{}, err
	}
	agents, err := t.store.Agents(ctx)
	if err != nil {
		return Agent{}, err
	}
	a, known := agentByEmail(agents, email)
	hash := t.hasher.decoy
	if known && a.Active() {
		hash = a.PasswordHash
	}
	ok, err := t.hasher.matches(password, hash)
	if err != nil {
		return Agent{}, err
	}
	if !ok || !known || !a.Active() {
		t.brake.failed(email + "\x00" + network)
		return Agent{}, fault.New(fault.Unauthenticated, "login_wrong")
	}
	t.brake.succeeded(email + "\x00" + network)
	return a, nil
}

// passwordHasher runs argon2id with OWASP's parameters, one at a time: each run
// takes 19 MiB, and a small server must not be filled with them.
type passwordHasher struct {
	turn  *sync.Mutex
	decoy string // hash of a password that nobody has
}

var argon = &argon2id.Params{Memory: 19 << 10, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// decoyHash is made with argon of a random password, so that it need not be
// computed at each start.
const decoyHash = "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$w3r3W0xZlJDiyyWmbG0dPbnYcgkpMzmEhbY2qJXyZzk"

func newPasswordHasher() passwordHasher { return passwordHasher{turn: &sync.Mutex{}, decoy: decoyHash} }

func (h passwordHasher) hash(password string) (string, error) {
	h.turn.Lock()
	defer h.turn.Unlock()
	return argon2id.CreateHash(password, argon)
}

func (h passwordHasher) matches(password, hash string) (bool, error) {
	if len(password) > 4*maxPassword {
		return false, nil
	}
	h.turn.Lock()
	defer h.turn.Unlock()
	return argon2id.ComparePasswordAndHash(password, hash)
}

const (
	freeFailures = 3 // failures without a delay
	maxDelay     = 5 * time.Second
	brakeLife    = 15 * time.Minute
	maxBraked    = 10000
)

// brake remembers recent failures, in memory only.
type brake struct {
	mu       sync.Mutex
	now      func() time.Time
	failures map[string]failures
}

type failures struct {
	count int
	last  time.Time
}

func newBrake(now func() time.Time) *brake {
	return &brake{now: now, failures: map[string]failures{}}
}

func (b *brake) wait(ctx context.Context, who string) error {
	delay := b.delay(who)
	if delay == 0 {
		return nil
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *brake) delay(who string) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	f := b.failures[who]
	if f.count < freeFailures || b.now().Sub(f.last) > brakeLife {
		return 0
	}
	return min(250*time.Millisecond<<min(f.count-freeFailures, 10), maxDelay)
}

func (b *brake) failed(who string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.failures) >= maxBraked {
		b.forgetOld()
	}
	f := b.failures[who]
	b.failures[who] = failures{f.count + 1, b.now()}
}

// forgetOld makes room; if all are recent, everything goes: the limiter of the
// admin pages still stands before this one.
func (b *brake) forgetOld() {
	for who, f := range b.failures {
		if b.now().Sub(f.last) > brakeLife {
			delete(b.failures, who)
		}
	}
	if len(b.failures) >= maxBraked {
		clear(b.failures)
	}
}

func (b *brake) succeeded(who string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.failures, who)
}
