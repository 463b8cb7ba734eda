package handoff

import (
	"context"
	"time"
)

// Expiry is a rule by which something is removed in time.
type Expiry string

const (
	ExpireEmail    Expiry = "email" // tickets of each kind that nobody has anything to do about
	ExpireCallBack Expiry = "callback"
	ExpireHere     Expiry = "here"
	ExpireSpam     Expiry = "spam"    // tickets in Spam and Suspected
	ExpirePhone    Expiry = "phone"   // number, window, wish and zone of what is closed; the ticket stays
	ExpireLetter   Expiry = "letter"  // sealed tickets whose time is over
	OnRequest      Expiry = "request" // in the log only: erased by visitor, agent or command
)

// Removal is an entry of the log of what went: how much, never whose.
type Removal struct {
	At     time.Time
	What   Expiry
	Count  int // removed
	Sealed int // closed to view instead
}

// cutoff is a rule and its border: what was closed before it is removed.
type cutoff struct {
	what   Expiry
	before time.Time
}

// cutoffs are those of the rules in force at now.
func (r Retention) cutoffs(now time.Time) []cutoff {
	all := []cutoff{{ExpireLetter, now}}
	for _, rule := range []struct {
		what Expiry
		days int
	}{
		{ExpireSpam, r.Spam}, {ExpirePhone, r.Phone}, {ExpireEmail, r.Email}, {ExpireCallBack, r.CallBack}, {ExpireHere, r.Here},
	} {
		if rule.days > 0 {
			all = append(all, cutoff{rule.what, now.AddDate(0, 0, -rule.days)})
		}
	}
	return all
}

// letterYears is how long a business letter is kept (§ 257 HGB, § 147 AO), counted from the end
// of the calendar year.
const letterYears = 6

// LetterUntil is when a letter of that moment may go: the end of the sixth year after it.
func LetterUntil(at time.Time) time.Time {
	return time.Date(at.Year()+letterYears+1, time.January, 1, 0, 0, 0, 0, at.Location())
}

// LastDay is a moment of the last day on which a letter that may go at until is kept. It is noon, so that it stays that
// day if the desk's zone was another one when the letter was marked.
func LastDay(until time.Time) time.Time { return until.Add(-12 * time.Hour) }

// Sealing is the ticket closed to view, and whether that is what must be done instead of erasing it.
func (t Ticket) Sealing(now time.Time) (Ticket, bool) {
	if !t.KeepUntil.After(now) {
		return t, false
	}
	if t.Folder != Sealed {
		t.Folder, t.UpdatedAt = Sealed, now
		t.CallPending, t.UnansweredSince, t.Due, t.SnoozedUntil = false, time.Time{}, time.Time{}, time.Time{}
		t.Status, t.ClosedAt = Done, now
	}
	return t, true
}

// MarkLetter says whether the ticket is a business letter, which the law keeps for six years. Its
// visitor is told in the thread.
func (d *Desk) MarkLetter(ctx context.Context, ref string, letter bool) error {
	_, err := d.store.ChangeTicket(ctx, ref, Idempotency{}, func(t Ticket, m Moment) (Change, error) {
		if err := t.mayChange(); err != nil || letter == t.IsLetter() {
			return Change{Ticket: t}, err
		}
		text := unmarkedLetter
		t.KeepUntil, t.UpdatedAt = time.Time{}, m.Now()
		if letter {
			text, t.KeepUntil = markedLetter, LetterUntil(t.CreatedAt.In(d.config.Timing.Zone()))
		}
		return Change{Ticket: t, Messages: []Message{{From: FromSystem, Text: text, At: m.Now()}}}, nil
	})
	return err
}

// IsLetter reports whether the ticket is marked as a business letter.
func (t Ticket) IsLetter() bool { return !t.KeepUntil.IsZero() }

const batch = 200 // removed in one write, so that visitors never wait for it

// Retain removes what the rules let go, and gives how much went.
func (d *Desk) Retain(ctx context.Context) ([]Removal, error) {
	var all []Removal
	for _, c := range d.config.Timing.Rules().Retention.cutoffs(d.config.Now()) {
		for {
			r, err := d.store.Expire(ctx, c.what, c.before, batch)
			if err != nil {
				return all, err
			}
			if r.Count+r.Sealed > 0 {
				all = append(all, r)
			}
			if r.Count+r.Sealed < batch {
				break
			}
		}
	}
	return all, nil
}

// Expiring is what a rule would remove now.
type Expiring struct {
	What    Expiry
	Total   int
	Tickets []Ticket // the first few, without messages
}

// DryRun tells what Retain would remove under the rules, without doing it.
func (d *Desk) DryRun(ctx context.Context, r Retention, few int) ([]Expiring, error) {
	var all []Expiring
	for _, c := range r.cutoffs(d.config.Now()) {
		tickets, total, err := d.store.Expired(ctx, c.what, c.before, few)
		if err != nil {
			return nil, err
		}
		all = append(all, Expiring{c.what, total, tickets})
	}
	return all, nil
}

// Removals gives the log of what went, newest first.
func (d *Desk) Removals(ctx context.Context, limit int) ([]Removal, error) {
	return d.store.Removals(ctx, limit)
}
