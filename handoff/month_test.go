package handoff_test

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"deskbell/handoff"
	"deskbell/internal/feed"
	"deskbell/store"
)

// post takes what leaves the desk, and now and then fails.
type post struct {
	mu     sync.Mutex
	chance *rand.Rand
	told   map[string][]time.Time // by reference: when a notice said that it is late
	digest map[string]int         // by recipient and day
}

func (p *post) Carry(_ context.Context, parcel handoff.Parcel) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.chance.IntN(5) == 0 {
		return errors.New("the line is busy")
	}
	switch parcel.Outgoing.Letter {
	case handoff.LateNotice:
		for _, t := range parcel.Tickets {
			p.told[t.Ref] = append(p.told[t.Ref], time.Now())
		}
	case handoff.Digest:
		p.digest[parcel.Outgoing.Recipient+time.Now().Format(" 2006-01-02")]++
	}
	return nil
}

// month is a desk that runs in synthetic time over a real store.
type month struct {
	t      *testing.T
	store  *store.Store
	feed   *feed.Feed
	post   *post
	desk   *handoff.Desk
	timing *handoff.Timing
	stop   func()
}

func newMonth(t *testing.T) *month {
	m := &month{t: t, feed: new(feed.Feed), post: &post{
		chance: rand.New(rand.NewPCG(1, 2)), told: map[string][]time.Time{}, digest: map[string]int{},
	}}
	var err error
	m.store, err = store.Open(t.Context(), store.Options{Dir: t.TempDir(), Now: time.Now, Feed: m.feed, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// start runs what serve runs; it can be stopped and started again, as the process can.
func (m *month) start() {
	ctx, cancel := context.WithCancel(context.Background())
	log := slog.New(slog.DiscardHandler)
	var err error
	if m.timing, err = handoff.LoadTiming(ctx, m.store, m.feed, time.Now, log); err != nil {
		m.t.Fatal(err)
	}
	m.desk = handoff.NewDesk(m.store, testKeys, handoff.Config{Mail: true, Timing: m.timing, Now: time.Now, Log: log})
	sender := handoff.NewSender(handoff.SenderConfig{
		Outbox: m.store, Tickets: m.store, Feed: m.feed, Now: time.Now, Log: log,
		Carriers: map[handoff.Channel]handoff.Carrier{handoff.Mail: m.post},
	})
	var work sync.WaitGroup
	work.Go(func() { m.desk.Care(ctx, m.store) })
	work.Go(func() { _ = m.timing.Run(ctx) })
	work.Go(func() { _ = sender.Run(ctx) })
	m.stop = func() { cancel(); work.Wait() }
}

// wait is one stay of a ticket on the agents' side.
type wait struct {
	ref      string
	due, end time.Time // end is when it was answered; zero if it was not
}

// TestAMonthInWhichNoNagIsMissedAndNoneIsSentTwice plays 500 requests over 30 days: most are answered
// in time, some late, some never, a few snoozed. The post fails now and then, and the process ends and
// starts again half-way.
func TestAMonthInWhichNoNagIsMissedAndNoneIsSentTwice(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: it plays a month, minute by minute")
	}
	synctest.Test(t, func(t *testing.T) {
		m := newMonth(t)
		defer m.store.Close()
		anna := firstAgent(t, handoff.NewTeam(m.store, time.Now))
		officeHours(t, m.store)
		m.start()
		waits := m.play(anna)
		m.stop()
		m.check(waits)
	})
}

func officeHours(t *testing.T, s *store.Store) {
	t.Helper()
	if _, err := s.ChangeRules(t.Context(), func(r handoff.Rules, _ time.Time) (handoff.Rules, error) {
		return weekdays(r, "9-12, 13-17")
	}); err != nil {
		t.Fatal(err)
	}
}

const requests = 500

// play opens and answers the requests and gives what every ticket waited.
func (m *month) play(anna handoff.Agent) []wait {
	chance := rand.New(rand.NewPCG(3, 4))
	begin := time.Now()
	type event struct {
		at time.Time
		do func()
	}
	waits := make([]wait, requests)
	var events []event
	for i := range requests {
		opened := begin.Add(time.Duration(chance.Int64N(int64(28 * 24 * time.Hour))))
		events = append(events, event{opened, func() { waits[i] = m.open(i) }})
		if answered, ok := answerTime(chance, opened); ok {
			events = append(events, event{answered, func() { waits[i].end = time.Now(); m.answer(anna, waits[i].ref, i) }})
		}
	}
	events = append(events, event{begin.Add(15 * 24 * time.Hour), func() { m.stop(); m.start() }})
	slices.SortStableFunc(events, func(a, b event) int { return a.at.Compare(b.at) })
	for _, e := range events {
		if e.at.Sub(begin) > 30*24*time.Hour {
			break
		}
		time.Sleep(time.Until(e.at))
		e.do()
	}
	time.Sleep(time.Until(begin.Add(30 * 24 * time.Hour)))
	return waits
}

// answerTime is when a request is answered, if it is: seven of ten within hours, two within
// days, one never.
func answerTime(chance *rand.Rand, opened time.Time) (time.Time, bool) {
	switch n := chance.IntN(10); {
	case n < 7:
		return opened.Add(time.Minute + time.Duration(chance.Int64N(int64(5*time.Hour)))), true
	case n < 9:
		return opened.Add(time.Duration(chance.Int64N(int64(4 * 24 * time.Hour)))), true
	}
	return time.Time{}, false
}

func (m *month) open(i int) wait {
	a, err := m.desk.Open(context.Background(), key(i), nil, request())
	if err != nil {
		m.t.Fatal(err)
	}
	return wait{ref: a.Ticket.Ref, due: a.Ticket.Due}
}

func (m *month) answer(anna handoff.Agent, ref string, i int) {
	if _, err := m.desk.Reply(context.Background(), anna, ref, key(requests+i), "Yes.", handoff.After{}); err != nil {
		m.t.Fatal(err)
	}
}

// slack is how long after it became late a ticket may be answered without anyone minding whether agents
// were told: a look every minute, and a post that fails once or twice.
const slack = 30 * time.Minute

func (m *month) check(waits []wait) {
	late := 0
	for _, w := range waits {
		n := len(m.post.told[w.ref])
		open, ok := m.timing.Calendar().Next(w.due.Add(time.Second))
		told := laterOf(w.due, open.From)
		answeredInTime := !w.end.IsZero() && !w.end.After(told)
		stillWaiting := w.end.IsZero() && ok && told.Add(slack).Before(time.Now())
		answeredLate := !w.end.IsZero() && w.end.After(told.Add(slack))
		switch {
		case n > 1:
			m.t.Errorf("%s: told %d times, at %v", w.ref, n, m.post.told[w.ref])
		case n == 1 && answeredInTime:
			m.t.Errorf("%s was answered at %v, due %v, and agents were told all the same", w.ref, w.end, w.due)
		case n == 0 && (stillWaiting || answeredLate):
			m.t.Errorf("%s was due at %v, answered at %v, and nobody was told", w.ref, w.due, w.end)
		}
		late += n
	}
	if late < requests/20 {
		m.t.Errorf("only %d of %d were late: this month proves nothing", late, requests)
	}
	for day, n := range m.post.digest {
		if n > 1 {
			m.t.Errorf("%s: %d digests", day, n)
		}
	}
	if len(m.post.digest) < 20 {
		m.t.Errorf("%d digests in a month", len(m.post.digest))
	}
}

func laterOf(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
