package widget

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"deskbell/handoff"
	"deskbell/internal/feed"
	"deskbell/internal/web"
	"deskbell/site"
)

// live is an open live thread.
type live struct {
	resp  *http.Response
	lines *bufio.Scanner
}

// follow opens a live thread over a real connection; it gives up after a while,
// because a thread that stays silent must fail the test and not hold it.
func (f *fixture) follow(t *testing.T, headers ...string) live {
	t.Helper()
	server := httptest.NewServer(f.handler)
	t.Cleanup(server.Close)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, "GET", server.URL+"/api/v1/ticket/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	return live{resp, bufio.NewScanner(resp.Body)}
}

// next gives the next event, "" at the end of the stream.
func (l live) next() string {
	var event []string
	for l.lines.Scan() && l.lines.Text() != "" {
		event = append(event, l.lines.Text())
	}
	return strings.Join(event, "\n")
}

func (l live) want(t *testing.T, parts ...string) {
	t.Helper()
	event := l.next()
	for _, part := range parts {
		if !strings.Contains(event, part) {
			t.Fatalf("got event\n%s\nwant %q in it", event, part)
		}
	}
}

func TestAReplyIsLive(t *testing.T) {
	f := newFixture(t)
	r := f.open(t, aKey, aRequest)
	l := f.follow(t, "Authorization", "Bearer "+r.Token)
	l.want(t, "event: state", `"status":"open"`)
	l.want(t, "event: message", "The shower drips.")
	agent := f.agent(t)
	if _, err := f.Desk.Note(t.Context(), agent, r.Ref, aKey, "a note"); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Desk.Reply(t.Context(), agent, r.Ref, otherKey, "We come today.", handoff.After{}); err != nil {
		t.Fatal(err)
	}
	l.want(t, "event: state", `"status":"waiting"`)
	l.want(t, "event: message", "id: ", "We come today.", `"name":"Bo"`)
}

func TestALiveThreadGoesOnAfterTheLastMessage(t *testing.T) {
	f := newFixture(t)
	r := f.open(t, aKey, aRequest)
	m, err := f.Desk.Write(t.Context(), r.Ref, otherKey, "Second.", "en")
	if err != nil {
		t.Fatal(err)
	}
	first := fmt.Sprint(m.ID - 1)
	l := f.follow(t, "Authorization", "Bearer "+r.Token, "Last-Event-ID", first)
	l.want(t, "event: state")
	l.want(t, "event: message", "Second.", fmt.Sprintf("id: %d", m.ID))
}

// B2: nothing but the token says whose thread it is.
func TestALiveThreadHearsNothingOfOthers(t *testing.T) {
	f := newFixture(t)
	mine, other := f.open(t, aKey, aRequest), f.open(t, otherKey, aRequest)
	l := f.follow(t, "Authorization", "Bearer "+mine.Token, "Last-Event-ID", "%")
	l.want(t, "event: state")
	l.want(t, "event: message", "The shower drips.")
	for i, ref := range []string{other.Ref, mine.Ref} {
		if _, err := f.Desk.Write(t.Context(), ref, keyNumber(i), "written to "+ref, "en"); err != nil {
			t.Fatal(err)
		}
	}
	l.want(t, "event: message", "written to "+mine.Ref)
}

func TestALiveThreadEndsWithItsTicket(t *testing.T) {
	f := newFixture(t)
	r := f.open(t, aKey, aRequest)
	l := f.follow(t, "Authorization", "Bearer "+r.Token)
	l.want(t, "event: state")
	l.want(t, "event: message")
	if _, err := f.Desk.Erase(t.Context(), r.Ref); err != nil {
		t.Fatal(err)
	}
	if event := l.next(); event != "" {
		t.Errorf("after the erasure: %s", event)
	}
	if err := l.lines.Err(); err != nil {
		t.Errorf("the stream did not end by itself: %v", err)
	}
}

func TestALiveThreadGivesItsPlaceBack(t *testing.T) {
	f := newFixture(t, limited(t, "streams_per_ticket=1"))
	r := f.open(t, aKey, aRequest)
	token := "Bearer " + r.Token
	l := f.follow(t, "Authorization", token)
	l.want(t, "event: state")
	if w := f.get("/api/v1/ticket/events", "Authorization", token); w.Code != 429 {
		t.Fatalf("second stream: %d %s", w.Code, w.Body)
	}
	l.resp.Body.Close()
	for f.guard.open.busy() { // until the server has noticed
		time.Sleep(time.Millisecond)
	}
	f.follow(t, "Authorization", token).want(t, "event: state")
}

func (o *streams) busy() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.total > 0 || len(o.count) > 0
}

func TestAStreamWithoutATokenIsRefused(t *testing.T) {
	f := newFixture(t)
	r := f.open(t, aKey, aRequest)
	for token, want := range map[string]int{
		"": 401, "Bearer": 401, "Basic " + r.Token: 401, "Bearer " + r.Token + "x": 404, "Bearer %": 404, "Bearer *": 404,
	} {
		w := f.get("/api/v1/ticket/events?token="+r.Token+"&ref="+r.Ref, "Authorization", token)
		if w.Code != want || strings.Contains(w.Body.String(), "event:") {
			t.Errorf("%q: %d %s", token, w.Code, w.Body)
		}
	}
}

// unchanging is a desk's store whose ticket never changes.
type unchanging struct {
	handoff.DeskStore
	ticket handoff.Ticket
}

func (s unchanging) Ticket(context.Context, string) (handoff.Ticket, error) { return s.ticket, nil }

// unchangingStream is what a live thread of the ticket sends within a time, in a bubble of synctest.
func unchangingStream(t *testing.T, ticket handoff.Ticket, within time.Duration) string {
	t.Helper()
	keys := handoff.NewKeys(bytes.Repeat([]byte{7}, 32))
	s := New(Config{
		Desk:   handoff.NewDesk(unchanging{ticket: ticket}, keys, handoff.Config{Now: time.Now}),
		Timing: handoff.NoTiming(time.Now),
		Feed:   &feed.Feed{}, Settings: site.Default, Now: time.Now,
	})
	ctx, leave := context.WithCancel(t.Context())
	r := request("GET", "/api/v1/ticket/events", "", "Authorization", "Bearer "+keys.Token(ticket)).WithContext(ctx)
	w := httptest.NewRecorder()
	left := make(chan error)
	go func() { left <- s.apiEvents(w, r) }()
	time.Sleep(within)
	leave()
	if err := <-left; err != nil {
		t.Fatal(err)
	}
	return w.Body.String()
}

func TestALiveThreadSaysThatItLives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		body := unchangingStream(t, handoff.Ticket{Ref: "K7M-2QX", Status: handoff.Open}, 2*web.PingEvery+time.Second)
		if got := strings.Count(body, "event: ping"); got != 2 || strings.Count(body, "event: state") != 1 {
			t.Errorf("in 51 s: %s", body)
		}
	})
}
