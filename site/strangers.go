package site

import (
	"net"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// Stranger is a site that asked for the panel and may not show it.
type Stranger struct {
	Origin string    // "https://www.shop.example"; one with plain http no setting can allow
	Last   time.Time // when it asked last
}

// CanBeAllowed reports whether the settings take it.
func (s Stranger) CanBeAllowed() bool {
	origin, err := ParseOrigin(s.Origin)
	return err == nil && origin == s.Origin
}

// Strangers holds the last of them, so that an owner sees why the panel stays away from a page. It keeps nothing on disk
// and nothing of visitors. Anybody can put a name of their own in here: only its owner knows whether a site is theirs.
type Strangers struct {
	now  func() time.Time
	mu   sync.Mutex
	seen []Stranger // newest first
}

const (
	mostStrangers  = 5
	strangersStay  = 7 * 24 * time.Hour
	longestOfHosts = 253 // letters, see RFC 1035
)

// NewStrangers holds none yet.
func NewStrangers(now func() time.Time) *Strangers { return &Strangers{now: now} }

// Note takes the origin of a site that asked. What is none is dropped.
func (s *Strangers) Note(origin string) {
	u, err := url.Parse(strings.ToLower(origin))
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || !isHost(u.Hostname()) {
		return
	}
	origin = u.Scheme + "://" + withoutDefaultPort(u)
	s.mu.Lock()
	defer s.mu.Unlock()
	others := slices.DeleteFunc(s.seen, func(one Stranger) bool { return one.Origin == origin })
	s.seen = slices.Insert(others, 0, Stranger{Origin: origin, Last: s.now()})
	s.seen = s.seen[:min(len(s.seen), mostStrangers)]
}

func isHost(name string) bool {
	return len(name) <= longestOfHosts && (net.ParseIP(name) != nil || hostName.MatchString(name))
}

// Seen gives those of the last days, newest first, without those that are allowed by now.
func (s *Strangers) Seen(allowed []string) []Stranger {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.seen), func(one Stranger) bool {
		return s.now().Sub(one.Last) > strangersStay || MayShow(allowed, one.Origin)
	})
}

// MayShow reports whether a site is among those that may show the panel, as browsers see it.
func MayShow(allowed []string, origin string) bool {
	return slices.ContainsFunc(allowed, func(one string) bool {
		start, anyPort := strings.CutSuffix(one, "*")
		return one == origin || (anyPort && strings.HasPrefix(origin, start))
	})
}
