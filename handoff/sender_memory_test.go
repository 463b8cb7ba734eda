package handoff

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"deskbell/internal/fault"
	"deskbell/internal/feed"
)

// memory is an outbox and its tickets, kept in memory.
type memory struct {
	OutboxStore // the rest, which a sender must not need

	mu       sync.Mutex
	feed     feed.Feed
	rows     []Outgoing
	tickets  map[string]Ticket
	broken   bool // answers nothing but errors
	looks    int
	ahead    time.Duration // of the clock that decides what is due
	readOnly bool          // outcomes cannot be stored
}

var errBroken = errors.New("disk I/O error")

func (m *memory) now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.clock()
}

func (m *memory) clock() time.Time { return time.Now().Add(m.ahead) }

func (m *memory) add(rows ...Outgoing) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, o := range rows {
		o.ID = int64(len(m.rows) + 1)
		o.State, o.CreatedAt = Pending, m.clock()
		if o.NextAt.IsZero() {
			o.NextAt = o.CreatedAt
		}
		m.rows = append(m.rows, o)
	}
	m.feed.Publish(feed.Event{Topic: feed.Outbox})
}

// row gives a row as it stands; ids count from 1.
func (m *memory) row(id int64) Outgoing {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.rows[id-1]
}

func (m *memory) set(change func(*memory)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change(m)
}

func (m *memory) due(channels []Channel) []int {
	var due []int
	for i, o := range m.rows {
		if o.State == Pending && slices.Contains(channels, o.Channel) {
			due = append(due, i)
		}
	}
	slices.SortStableFunc(due, func(a, b int) int { return m.rows[a].NextAt.Compare(m.rows[b].NextAt) })
	return due
}

func (m *memory) NextOutgoing(_ context.Context, channels []Channel) (time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.looks++
	if m.broken {
		return time.Time{}, errBroken
	}
	if due := m.due(channels); len(due) > 0 {
		return m.rows[due[0]].NextAt, nil
	}
	return time.Time{}, nil
}

func (m *memory) ClaimOutgoing(_ context.Context, channels []Channel, limit int) ([]Outgoing, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var claimed []Outgoing
	for _, i := range m.due(channels) {
		o := &m.rows[i]
		if len(claimed) == limit || o.NextAt.After(m.clock()) {
			break
		}
		o.State = Sending
		o.Attempts++
		claimed = append(claimed, *o)
	}
	m.feed.Publish(feed.Event{Topic: feed.Outbox})
	return claimed, nil
}

func (m *memory) ChangeOutgoing(_ context.Context, id int64, decide func(Outgoing, time.Time) Outgoing) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.readOnly {
		return errBroken
	}
	o := &m.rows[id-1]
	if o.TicketRef != "" && m.tickets[o.TicketRef].Ref == "" {
		return fault.New(fault.NotFound, "not_found") // went with its ticket
	}
	*o = decide(*o, m.clock())
	m.feed.Publish(feed.Event{Topic: feed.Outbox})
	return nil
}

func (m *memory) ReleaseInterrupted(context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.broken {
		return errBroken
	}
	for i := range m.rows {
		if m.rows[i].State == Sending {
			m.rows[i].State, m.rows[i].Uncertain = Pending, true
		}
	}
	return nil
}

func (m *memory) Ticket(_ context.Context, ref string) (Ticket, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if t, ok := m.tickets[ref]; ok {
		return t, nil
	}
	return Ticket{}, fault.New(fault.NotFound, "ticket_unknown")
}

// carrierFunc is a carrier of one function, which gets the number of the call.
type carrierFunc func(ctx context.Context, call int, p Parcel) error

// calls counts and keeps what a carrier was given.
type calls struct {
	mu      sync.Mutex
	carry   carrierFunc
	parcels []Parcel
	at      []time.Time
}

func (c *calls) Carry(ctx context.Context, p Parcel) error {
	c.mu.Lock()
	c.parcels, c.at = append(c.parcels, p), append(c.at, time.Now())
	call := len(c.parcels)
	c.mu.Unlock()
	return c.carry(ctx, call, p)
}

func (c *calls) count() int { return len(c.seen()) }

func (c *calls) seen() []Parcel {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.parcels)
}

// times are when the attempts began.
func (c *calls) times() []time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.at)
}

func delivers(context.Context, int, Parcel) error { return nil }

// hangs is a carrier whose other side never answers.
func hangs(ctx context.Context, _ int, _ Parcel) error {
	<-ctx.Done()
	return ctx.Err()
}

func fails(f Failure) carrierFunc {
	return func(context.Context, int, Parcel) error { return &f }
}

// rig is a sender at work.
type rig struct {
	*memory
	sender *Sender
	calls  map[Channel]*calls
	stop   func() // ends the sender and waits for it
}

// sending runs a test with a sender at work, in a bubble of synthetic time.
func sending(t *testing.T, carry map[Channel]carrierFunc, test func(t *testing.T, r rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		m := &memory{tickets: map[string]Ticket{}}
		s, carriers := senderOf(m, carry)
		r := rig{m, s, carriers, started(t, s)}
		test(t, r)
		r.stop()
	})
}

func senderOf(m *memory, carry map[Channel]carrierFunc) (*Sender, map[Channel]*calls) {
	seen, carriers := map[Channel]*calls{}, map[Channel]Carrier{}
	for channel, f := range carry {
		seen[channel] = &calls{carry: f}
		carriers[channel] = seen[channel]
	}
	return NewSender(SenderConfig{
		Outbox: m, Tickets: m, Feed: &m.feed, Carriers: carriers, Now: m.now, Log: slog.New(slog.DiscardHandler),
	}), seen
}

func started(t *testing.T, s *Sender) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	synctest.Wait()
	return sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
}
