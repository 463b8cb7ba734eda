package handoff

import (
	"context"
	"time"

	"deskbell/handoff/hours"
	"deskbell/internal/fault"
)

// Rules is what the owner decides about how requests are handled.
type Rules struct {
	Hours       hours.Hours
	CallLangs   []string // BCP 47 tags spoken on the phone; none: a visitor is not asked
	HideFigures bool     // do not show visitors how fast requests were answered
	Retention   Retention
}

// Retention is how many days what is closed is kept; 0 keeps it. A ticket that waits
// for its visitor counts as closed since its last change. What still waits for an agent is never removed.
type Retention struct {
	Email    int // tickets of each kind
	CallBack int
	Here     int
	Spam     int // tickets in Spam and Suspected, closed or not
	Phone    int // the number and what was wished for the call; the ticket stays
}

// DefaultRules is what a new desk starts with: no hours, the zone of the machine.
func DefaultRules() Rules {
	return Rules{Hours: hours.Hours{Zone: serverZone()}, Retention: Retention{Email: 180, CallBack: 180, Here: 180, Spam: 30, Phone: 30}}
}

const (
	maxRetention = 10 * 365 // days
	maxCallLangs = 12
)

// Clean checks the rules; the error names each wrong field.
func (r Rules) Clean(now time.Time) (Rules, error) {
	var wrong fault.List
	var err error
	if r.Hours, err = r.Hours.Clean(now); err != nil {
		wrong = append(wrong, fault.All(err)...)
	}
	for field, days := range map[string]int{
		"retention_email": r.Retention.Email, "retention_callback": r.Retention.CallBack,
		"retention_here": r.Retention.Here, "retention_spam": r.Retention.Spam, "retention_phone": r.Retention.Phone,
	} {
		if days < 0 || days > maxRetention {
			wrong.Add(field, "days_invalid")
		}
	}
	if len(r.CallLangs) > maxCallLangs {
		wrong.Add("call_langs", "too_many")
	}
	return r, wrong.Err()
}

// RulesStore keeps the rules.
type RulesStore interface {
	Rules(ctx context.Context) (Rules, error)
	// ChangeRules stores what decide makes of the present rules, and publishes feed.Settings.
	ChangeRules(ctx context.Context, decide func(Rules, time.Time) (Rules, error)) (Rules, error)
}
