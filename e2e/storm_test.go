package e2e

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"testing"
)

// unbounded lets one network send as much as a storm needs.
var unbounded = []string{
	"--limit", "tickets_per_hour=1000000", "--limit", "tickets_soft_per_hour=1000000", "--limit", "reads_per_minute=1000000",
	"--limit", "ask_per_minute=100000",
}

// storm is clients that send tickets and remember what was acknowledged.
type storm struct {
	mu    sync.Mutex
	acked map[string]accepted // by key
	open  map[string]bool     // keys that were sent and never acknowledged
}

func newStorm() *storm { return &storm{acked: map[string]accepted{}, open: map[string]bool{}} }

// rage sends tickets from several clients until the desk is gone; enough is closed when
// count of them were acknowledged.
func (s *storm) rage(d *desk, round, count int) (enough <-chan struct{}, over func()) {
	var clients sync.WaitGroup
	reached := make(chan struct{})
	left := count
	for c := range 8 {
		clients.Go(func() {
			for i := 0; ; i++ {
				key := fmt.Sprintf("storm-%02d-%02d-%06d", round, c, i)
				a, err := d.send(key, "kim@example.com", "Request "+key)
				s.note(key, a, err)
				if err != nil {
					return
				}
				s.mu.Lock()
				if left--; left == 0 {
					close(reached)
				}
				s.mu.Unlock()
			}
		})
	}
	return reached, clients.Wait
}

func (s *storm) note(key string, a accepted, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.open[key] = true
		return
	}
	s.acked[key] = a
	delete(s.open, key)
}

// retry sends again what was never acknowledged, as the panel does.
func (s *storm) retry(t *testing.T, d *desk) {
	t.Helper()
	for key := range s.open {
		a, err := d.send(key, "kim@example.com", "Request "+key)
		if err != nil {
			t.Fatalf("retry of %s: %v", key, err)
		}
		s.note(key, a, nil)
	}
}

// mustBeThere asserts that every acknowledged ticket is there and that there are no others.
func (s *storm) mustBeThere(t *testing.T, d *desk) {
	t.Helper()
	refs := map[string]string{}
	for key, a := range s.acked {
		if other, twice := refs[a.Ref]; twice {
			t.Errorf("%s stands for two requests: %s and %s", a.Ref, key, other)
		}
		refs[a.Ref] = key
		d.mustOpen(t, a, "Request "+key)
	}
	if n := d.count("tickets"); n != len(s.acked) {
		t.Errorf("there are %d tickets for %d requests", n, len(s.acked))
	}
}

// count is how many rows of a kind the desk holds, as deskbell check says.
func (d *desk) count(rows string) int {
	d.t.Helper()
	out := d.run("check")
	m := regexp.MustCompile(`(?m)^` + rows + ` +(\d+)$`).FindStringSubmatch(out)
	if m == nil {
		d.t.Fatalf("deskbell check names no %s:\n%s", rows, out)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

func TestPromise4_KilledInAStormNothingAcknowledgedIsLostOrDoubled(t *testing.T) {
	const rounds, enoughTickets = 4, 60
	s := newStorm()
	d := start(t, unbounded...)
	for round := range rounds {
		enough, over := s.rage(d, round, enoughTickets)
		<-enough
		d.kill()
		over()
		d = plan{dir: d.dir, flags: unbounded}.start(t)
		s.retry(t, d)
	}
	s.mustBeThere(t, d)
	for key, a := range s.acked { // one is enough: the rest has been counted
		again, err := d.send(key, "kim@example.com", "Request "+key)
		if err != nil || again.Ref != a.Ref || again.Token != a.Token {
			t.Errorf("the same request again gives %+v (%v), want %+v", again, err, a)
		}
		break
	}
}

func TestPromise4_StoppedUnderLoadNothingAcknowledgedIsLost(t *testing.T) {
	s := newStorm()
	d := start(t, unbounded...)
	stream := d.follow(t, d.ticket("kim@example.com", "I read along."))
	enough, over := s.rage(d, 0, 60)
	<-enough
	d.stop() // within 5 s, with the stream open
	over()
	for stream.Scan() {
	}
	if err := stream.Err(); errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the stream outlived its desk: %v", err)
	}

	again := plan{dir: d.dir, flags: unbounded}.start(t)
	s.retry(t, again)
	first := again.count("tickets") - 1
	if first != len(s.acked) {
		t.Errorf("there are %d tickets for %d requests", first, len(s.acked))
	}
	for key, a := range s.acked {
		again.mustOpen(t, a, "Request "+key)
	}
}

// follow opens the live stream of a ticket.
func (d *desk) follow(t *testing.T, a accepted) *bufio.Scanner {
	t.Helper()
	ctx, leave := context.WithTimeout(context.Background(), patient)
	t.Cleanup(leave)
	req, err := http.NewRequestWithContext(ctx, "GET", d.base+"/api/v1/ticket/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+a.Token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("the stream gives %s", resp.Status)
	}
	return bufio.NewScanner(resp.Body)
}
