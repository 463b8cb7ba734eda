package web

import (
	"fmt"
	"net/netip"
	"testing"
	"time"
)

var perMinute = Rate{Name: "ask", Limit: 2, Per: time.Minute}

// still is a limiter whose clock only the test moves.
func still() (*Limiter, *time.Time) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	return NewLimiter(func() time.Time { return now }), &now
}

func (l *Limiter) times(addr string, n int, rate Rate) (allowed int) {
	for range n {
		if _, ok := l.Allow(netip.MustParseAddr(addr), rate, Rate{}); ok {
			allowed++
		}
	}
	return allowed
}

func TestARateIsRefilledWithTime(t *testing.T) {
	l, now := still()
	if got := l.times("192.0.2.1", 5, perMinute); got != 2 {
		t.Fatalf("%d at once, want 2", got)
	}
	wait, _ := l.Allow(netip.MustParseAddr("192.0.2.1"), perMinute, Rate{})
	if wait != 30*time.Second {
		t.Errorf("wait %v, want 30s", wait)
	}
	*now = now.Add(wait)
	if got := l.times("192.0.2.1", 5, perMinute); got != 1 {
		t.Errorf("%d after the wait, want 1", got)
	}
	*now = now.Add(time.Hour)
	if got := l.times("192.0.2.1", 5, perMinute); got != 2 {
		t.Errorf("%d after an hour, want 2", got)
	}
}

func TestAQueueIsAsLongAsOneWouldWait(t *testing.T) {
	l, now := still()
	busy, calm := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("198.51.100.1")
	for i, want := range []time.Duration{0, 0, 30 * time.Second, time.Minute} {
		if wait, ok := l.Queue(busy, perMinute, time.Minute); wait != want || !ok {
			t.Errorf("turn %d: %v, %t, want %v", i+1, wait, ok, want)
		}
	}
	for range 10 { // what is refused takes no turn
		if wait, ok := l.Queue(busy, perMinute, time.Minute); wait != 90*time.Second || ok {
			t.Errorf("over the longest: %v, %t", wait, ok)
		}
	}
	if wait, ok := l.Queue(calm, perMinute, time.Minute); wait != 0 || !ok {
		t.Errorf("another network: %v, %t", wait, ok)
	}
	*now = now.Add(time.Hour)
	if wait, ok := l.Queue(busy, perMinute, time.Minute); wait != 0 || !ok {
		t.Errorf("an hour later: %v, %t", wait, ok)
	}
}

func TestWiderNetworksHaveWiderCeilings(t *testing.T) {
	for _, c := range []struct {
		address string // with the number of the client
		want    int    // of two hundred clients, each within its own rate
	}{
		{"192.0.2.%d", 2 * 8},          // one /24
		{"2001:db8::%x", 2},            // one /64 is one client
		{"2001:db8:0:%x::1", 2 * 4},    // one /56
		{"2001:db8:0:%x00::1", 2 * 16}, // one /48
		{"2001:db8:%x::1", 200},        // nothing in common
	} {
		l, _ := still()
		got := 0
		for i := range 200 {
			got += l.times(fmt.Sprintf(c.address, i), 1, perMinute)
		}
		if got != c.want {
			t.Errorf("%s: %d allowed, want %d", c.address, got, c.want)
		}
	}
}

func TestWhatIsRefusedToOneTakesNothingFromTheOthers(t *testing.T) {
	l, _ := still()
	total := Rate{Name: "all", Limit: 4, Per: time.Minute}
	greedy, other := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("198.51.100.1")
	for range 100 {
		l.Allow(greedy, perMinute, total)
	}
	for i := range 2 {
		if _, ok := l.Allow(other, perMinute, total); !ok {
			t.Errorf("question %d of the other visitor was refused", i+1)
		}
	}
	if _, ok := l.Allow(netip.MustParseAddr("203.0.113.1"), perMinute, total); ok {
		t.Error("the total does not hold")
	}
}

func TestNamesHaveBucketsOfTheirOwn(t *testing.T) {
	l, _ := still()
	l.times("192.0.2.1", 2, perMinute)
	if got := l.times("192.0.2.1", 1, Rate{Name: "tickets", Limit: 1, Per: time.Hour}); got != 1 {
		t.Error("questions ate the rate of tickets")
	}
}

func TestTheKeyIsReplacedEveryDay(t *testing.T) {
	l, now := still()
	address := netip.MustParseAddr("192.0.2.1")
	l.times("192.0.2.1", 2, perMinute)
	name := l.Network(address)
	*now = now.Add(25 * time.Hour)
	if l.Network(address) == name {
		t.Error("a network has the same name after a day")
	}
	if len(l.buckets) != 0 || l.recent.Len() != 0 {
		t.Error("buckets of the old key are kept")
	}
}

func TestTheMapOfBucketsIsBounded(t *testing.T) {
	l, _ := still()
	for i := range maxBuckets {
		l.times(fmt.Sprintf("10.%d.%d.1", i/256%256, i%256), 1, Rate{Name: fmt.Sprint(i / 65536), Limit: 1, Per: time.Hour})
	}
	if len(l.buckets) != maxBuckets || l.recent.Len() != maxBuckets {
		t.Errorf("%d buckets, %d in the list, want %d", len(l.buckets), l.recent.Len(), maxBuckets)
	}
	if got := l.times("10.134.159.1", 1, Rate{Name: "1", Limit: 1, Per: time.Hour}); got != 0 {
		t.Error("the newest bucket was thrown out")
	}
}

func TestWithoutAnAddressAllAreOne(t *testing.T) {
	l, _ := still()
	for i, want := range []bool{true, true, false} {
		if _, ok := l.Allow(netip.Addr{}, perMinute, Rate{}); ok != want {
			t.Errorf("request %d: %t", i, ok)
		}
	}
}

func BenchmarkAllow(b *testing.B) {
	l := NewLimiter(time.Now)
	rate, total := Rate{"questions", 1 << 30, time.Minute}, Rate{"all questions", 1 << 30, time.Minute}
	address := netip.MustParseAddr("192.0.2.1")
	b.ReportAllocs()
	for b.Loop() {
		l.Allow(address, rate, total)
	}
}
