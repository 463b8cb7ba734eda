package admin

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"deskbell/internal/fault"
	"deskbell/internal/web"
)

const (
	maxNetworks  = 10000
	longestQueue = 30 * time.Second // an attempt that would wait longer is told to come back
)

// networks slows down log-ins by where they come from. It knows a network by a keyed
// hash under a key that lives as long as the process, never by its address.
type networks struct {
	key       []byte
	perMinute int
	now       func() time.Time

	mu  sync.Mutex
	all map[string]*rate.Limiter
}

func newNetworks(perMinute int, now func() time.Time) *networks {
	key := make([]byte, sha256.Size)
	rand.Read(key) // never fails
	return &networks{key: key, perMinute: perMinute, now: now, all: map[string]*rate.Limiter{}}
}

// name is the same for all addresses that one customer of a provider usually has.
func (n *networks) name(r *http.Request) string {
	addr := web.Client(r)
	bits := addr.BitLen()
	if addr.Is6() {
		bits = 64
	}
	prefix, err := addr.Prefix(bits)
	if err != nil {
		prefix = netip.Prefix{} // no address: all such requests are one network
	}
	mac := hmac.New(sha256.New, n.key)
	mac.Write([]byte(prefix.String()))
	return string(mac.Sum(nil)[:8])
}

// wait holds an attempt back until its network may try again.
func (n *networks) wait(ctx context.Context, name string) error {
	turn := n.limiter(name).ReserveN(n.now(), 1)
	delay := turn.DelayFrom(n.now())
	if delay > longestQueue {
		turn.CancelAt(n.now())
		return &fault.Error{Kind: fault.Limited, Code: "too_often", RetryAfter: int(longestQueue.Seconds())}
	}
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

func (n *networks) limiter(name string) *rate.Limiter {
	n.mu.Lock()
	defer n.mu.Unlock()
	l, known := n.all[name]
	if !known {
		if len(n.all) >= maxNetworks {
			clear(n.all) // each log-in still costs a hash, one at a time
		}
		l = rate.NewLimiter(rate.Every(time.Minute/time.Duration(n.perMinute)), n.perMinute)
		n.all[name] = l
	}
	return l
}
