package web

import (
	"container/list"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"deskbell/internal/fault"
)

// Rate is how often something may happen in a period.
type Rate struct {
	Name  string // what is counted; each name has buckets of its own
	Limit int
	Per   time.Duration
}

// maxBuckets bounds the memory of a limiter (about 15 MB). The bucket that was not used
// for longest leaves first; it was nearly full again.
const maxBuckets = 100_000

// Limiter counts what client networks do and keeps no address: a bucket's key is a MAC
// under a random key that lives in memory and is replaced every day.
type Limiter struct {
	now func() time.Time

	mu       sync.Mutex
	keyed    hash.Hash // used again and again: to set up a key costs as much as to use it
	keyUntil time.Time
	buckets  map[bucketKey]*list.Element // of *bucket
	recent   *list.List                  // most recently used first
}

type bucketKey uint64

type bucket struct {
	key    bucketKey
	tokens float64 // below 0: turns that are still to come are taken
	at     time.Time
}

// NewLimiter makes an empty limiter.
func NewLimiter(now func() time.Time) *Limiter {
	return &Limiter{now: now, buckets: map[bucketKey]*list.Element{}, recent: list.New()}
}

// Allow takes one of the rate from the networks that addr lies in, then one of the total,
// whose Limit is 0 where there is none. If one of them has no room, none is charged: what is refused
// to one visitor takes nothing from the others. wait says when there is room again.
func (l *Limiter) Allow(addr netip.Addr, rate, total Rate) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.renew(now)
	charged := l.networks(addr, rate, now)
	if total.Limit > 0 {
		charged = append(charged, l.charge(total, nil, 1, now))
	}
	return take(charged, 0)
}

// Queue takes the next turn at the rate, even one that is still to come: wait says when. Where that
// is longer than longest, nothing is taken and the answer is not ok.
func (l *Limiter) Queue(addr netip.Addr, rate Rate, longest time.Duration) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.renew(now)
	return take(l.networks(addr, rate, now), longest)
}

// take charges all of them, or none if one has no room within longest.
func take(charged []charge, longest time.Duration) (wait time.Duration, ok bool) {
	for _, c := range charged {
		wait = max(wait, c.wait())
	}
	if wait > longest {
		return wait, false
	}
	for _, c := range charged {
		c.bucket.tokens--
	}
	return wait, true
}

// TooOften refuses a request until its wait is over.
func TooOften(wait time.Duration) error {
	return &fault.Error{Kind: fault.Limited, Code: "too_often", RetryAfter: int(math.Ceil(wait.Seconds()))}
}

// Network names the smallest network that an address lies in, for counting what is open
// there now. The name says nothing about the address and changes with the key.
func (l *Limiter) Network(addr netip.Addr) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.renew(l.now())
	var network []byte
	if addr.IsValid() {
		prefix := netip.PrefixFrom(addr, widthsOf(addr)[0].bits).Masked()
		network, _ = prefix.MarshalBinary() // cannot fail
	}
	return strconv.FormatUint(uint64(l.mac("network", network)), 36)
}

// renew replaces the key once a day, at a minute nobody can foresee.
func (l *Limiter) renew(now time.Time) {
	if now.Before(l.keyUntil) {
		return
	}
	key := make([]byte, sha256.Size)
	rand.Read(key)
	l.keyed = hmac.New(sha256.New, key)
	l.keyUntil = now.Add(24*time.Hour + time.Duration(key[0])*time.Minute/8)
	clear(l.buckets)
	l.recent.Init()
}

// width is a network around an address and how many visitors' worth it may do: a wide one stands for
// many households, and is what an attacker with a whole prefix runs into.
type width struct{ bits, share int }

var (
	widths4 = []width{{32, 1}, {24, 8}}
	widths6 = []width{{64, 1}, {56, 4}, {48, 16}}
)

func widthsOf(addr netip.Addr) []width {
	if addr.Is4() {
		return widths4
	}
	return widths6
}

func (l *Limiter) networks(addr netip.Addr, rate Rate, now time.Time) []charge {
	if !addr.IsValid() {
		return []charge{l.charge(rate, nil, 1, now)} // such as a Unix socket: all are one
	}
	var all []charge
	for _, w := range widthsOf(addr) {
		prefix := netip.PrefixFrom(addr, w.bits).Masked()
		network, _ := prefix.MarshalBinary() // cannot fail
		all = append(all, l.charge(rate, network, w.share, now))
	}
	return all
}

// charge is a bucket that a request would take from.
type charge struct {
	bucket    *bucket
	perSecond float64
}

func (c charge) wait() time.Duration {
	if c.bucket.tokens >= 1 {
		return 0
	}
	return time.Duration(math.Ceil((1-c.bucket.tokens)/c.perSecond)) * time.Second
}

func (l *Limiter) charge(rate Rate, network []byte, share int, now time.Time) charge {
	capacity := float64(rate.Limit * share)
	perSecond := capacity / rate.Per.Seconds()
	b := l.bucket(l.mac(rate.Name, network), capacity, now)
	if passed := now.Sub(b.at).Seconds(); passed > 0 {
		b.tokens = min(capacity, b.tokens+passed*perSecond)
		b.at = now
	}
	return charge{b, perSecond}
}

func (l *Limiter) mac(name string, network []byte) bucketKey {
	l.keyed.Reset()
	l.keyed.Write([]byte(name))
	l.keyed.Write([]byte{0}) // names have no zero
	l.keyed.Write(network)
	return bucketKey(binary.BigEndian.Uint64(l.keyed.Sum(nil)))
}

func (l *Limiter) bucket(key bucketKey, capacity float64, now time.Time) *bucket {
	if e, ok := l.buckets[key]; ok {
		l.recent.MoveToFront(e)
		return e.Value.(*bucket)
	}
	if len(l.buckets) >= maxBuckets {
		last := l.recent.Back()
		delete(l.buckets, last.Value.(*bucket).key)
		l.recent.Remove(last)
	}
	b := &bucket{key: key, tokens: capacity, at: now}
	l.buckets[key] = l.recent.PushFront(b)
	return b
}
