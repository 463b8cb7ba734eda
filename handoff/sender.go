package handoff

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"sync"
	"time"

	"deskbell/internal/fault"
	"deskbell/internal/feed"
)

// Carrier takes parcels to their recipients over one channel. Carry renders the
// parcel and returns nil once the other side has taken it over; every other outcome is
// an error, best a *Failure. It must end when ctx does, and is called by
// several goroutines.
type Carrier interface {
	Carry(ctx context.Context, p Parcel) error
}

// TicketReader is what a sender needs of the tickets.
type TicketReader interface {
	Ticket(ctx context.Context, ref string) (Ticket, error)
}

// SenderConfig wires a Sender.
type SenderConfig struct {
	Outbox   OutboxStore
	Tickets  TicketReader
	Feed     *feed.Feed
	Carriers map[Channel]Carrier // rows of other channels wait untouched
	Now      func() time.Time
	Log      *slog.Logger
}

const (
	parallel     = 2                // attempts under way on one channel
	attemptLimit = 15 * time.Minute // longer than a mail server may think about a message
	grace        = 3 * time.Second  // for attempts under way when the process stops
	longestRest  = time.Minute      // so that a jump of the clock delays nothing by more
	pause        = 5 * time.Second  // when the store is in trouble
)

// Sender carries what waits in the outbox. Each channel has its own line, so a mail
// server that hangs never delays a push message.
type Sender struct {
	config SenderConfig
	mu     sync.Mutex
	pulses map[Channel]Pulse
}

// Pulse is how a channel has fared since the process started.
type Pulse struct {
	LastSent   time.Time // zero: nothing left yet
	LastFailed time.Time
	LastError  string // code of the last failure
	LastCause  string
}

// Working reports whether the last attempt, if there was one, succeeded.
func (p Pulse) Working() bool { return !p.LastFailed.After(p.LastSent) }

// NewSender wires a sender; Run starts it.
func NewSender(config SenderConfig) *Sender {
	pulses := map[Channel]Pulse{}
	for channel := range config.Carriers {
		pulses[channel] = Pulse{}
	}
	return &Sender{config: config, pulses: pulses}
}

// Status is the pulse of each channel that has a carrier.
func (s *Sender) Status() map[Channel]Pulse {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.pulses)
}

// Run sends until ctx ends, then gives what is under way a few seconds. What
// does not end in time is left as it is: at the next start it counts as interrupted.
func (s *Sender) Run(ctx context.Context) error {
	if err := s.config.Outbox.ReleaseInterrupted(ctx); err != nil {
		return fmt.Errorf("outbox: %w", err)
	}
	attempts, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()
	var lines sync.WaitGroup
	for channel := range s.config.Carriers {
		lines.Go(func() { s.serve(ctx, attempts, channel) })
	}
	idle := make(chan struct{})
	go func() { lines.Wait(); close(idle) }()
	<-ctx.Done()
	select {
	case <-idle:
	case <-time.After(grace):
		giveUp()
		<-idle
	}
	return nil
}

// serve is the line of one channel. It ends with ctx, after its attempts.
func (s *Sender) serve(ctx, attempts context.Context, channel Channel) {
	news := s.config.Feed.Subscribe(feed.Outbox)
	defer news.Close()
	var underWay sync.WaitGroup
	defer underWay.Wait()
	slots := make(chan struct{}, parallel)
	for {
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		row, wait := s.next(ctx, channel)
		if wait > 0 {
			<-slots
			rest(ctx, news, wait)
			continue
		}
		underWay.Go(func() {
			defer func() { <-slots }()
			s.attempt(attempts, row)
		})
	}
}

// next claims a row that is due, or says how long there will be none. It looks
// before it claims, since a claim is a write.
func (s *Sender) next(ctx context.Context, channel Channel) (Outgoing, time.Duration) {
	only := []Channel{channel}
	due, err := s.config.Outbox.NextOutgoing(ctx, only)
	if err != nil {
		return Outgoing{}, s.trouble(ctx, channel, err)
	}
	if due.IsZero() {
		return Outgoing{}, longestRest
	}
	if wait := due.Sub(s.config.Now()); wait > 0 {
		return Outgoing{}, min(wait, longestRest)
	}
	rows, err := s.config.Outbox.ClaimOutgoing(ctx, only, 1)
	if err != nil {
		return Outgoing{}, s.trouble(ctx, channel, err)
	}
	if len(rows) == 0 { // erased since
		return Outgoing{}, time.Second
	}
	return rows[0], 0
}

func (s *Sender) trouble(ctx context.Context, channel Channel, err error) time.Duration {
	if ctx.Err() == nil {
		s.config.Log.Error("outbox cannot be read", "channel", channel, "err", err)
	}
	return pause
}

// rest waits for the time to pass, for news of the outbox, or for the end.
func rest(ctx context.Context, news *feed.Subscription, wait time.Duration) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-news.C:
		for len(news.C) > 0 { // one look at the outbox answers them all
			<-news.C
		}
	}
}

// attempt carries one row and records how it went. An attempt that is cut off by
// the end of ctx is not recorded: nobody knows how it went.
func (s *Sender) attempt(ctx context.Context, row Outgoing) {
	limited, cancel := context.WithTimeout(ctx, attemptLimit)
	defer cancel()
	err := s.carry(limited, row)
	if err != nil && ctx.Err() != nil {
		return
	}
	outcome := s.judge(row, err)
	s.feel(row.Channel, outcome)
	s.record(ctx, row, outcome)
}

// carry turns a panic into a failure: the row would end every start of the process otherwise.
func (s *Sender) carry(ctx context.Context, row Outgoing) (err error) {
	defer func() {
		if p := recover(); p != nil {
			s.config.Log.Error("carrier panicked", "row", row.ID, "letter", row.Letter, "stack", string(debug.Stack()))
			err = &Failure{Code: "internal", Permanent: true}
		}
	}()
	p, err := s.parcel(ctx, row)
	if err != nil {
		return err
	}
	return s.config.Carriers[row.Channel].Carry(ctx, p)
}

// judge is nil for a success. A test fails at once: whoever pressed the button waits for it.
func (s *Sender) judge(row Outgoing, err error) *Failure {
	if err == nil {
		return nil
	}
	f := *failureOf(err)
	f.Cause = foreignWords(f.Cause)
	f.Permanent = f.Permanent || row.Letter == TestLetter
	switch f.Code {
	case erased.Code, Needless.Code:
	case "internal":
		s.config.Log.Error("not sent", "channel", row.Channel, "row", row.ID, "letter", row.Letter, "err", err)
	default:
		s.config.Log.Warn("not sent", "channel", row.Channel, "row", row.ID, "letter", row.Letter, "code", f.Code)
	}
	return &f
}

func (s *Sender) feel(channel Channel, f *Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.pulses[channel]
	if f == nil {
		p.LastSent = s.config.Now()
	} else if f.Code != erased.Code && f.Code != Needless.Code {
		p.LastFailed, p.LastError, p.LastCause = s.config.Now(), f.Code, f.Cause
	}
	s.pulses[channel] = p
}

// record stores the outcome, however long that takes. Until then the row stays
// claimed, so that a full disk cannot send the same letter again and again.
func (s *Sender) record(ctx context.Context, row Outgoing, f *Failure) {
	for {
		err := s.config.Outbox.ChangeOutgoing(ctx, row.ID, func(o Outgoing, now time.Time) Outgoing {
			switch {
			case f == nil:
				return o.Delivered(now)
			case f.Code == Needless.Code:
				return o.dropped(now)
			}
			return o.Undelivered(f.Code, f.Cause, f.Permanent, now)
		})
		if err == nil || fault.Is(err, fault.NotFound) { // erased meanwhile
			return
		}
		s.config.Log.Error("outcome not recorded", "channel", row.Channel, "row", row.ID, "err", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}
