package handoff

import (
	"context"
	"slices"
	"time"
)

// digestLife is how long after its hour a digest is still worth sending, when the desk was not
// running at that hour.
const digestLife = 6 * time.Hour

// writeDigests gives each agent who wants one a letter a day, at their hour and on days when the
// desk is open. A day with nothing to do has none.
func (d *Desk) writeDigests(ctx context.Context) error {
	if !d.config.Mail {
		return nil
	}
	now := d.config.Now()
	agents, err := d.store.Agents(ctx)
	if err != nil || !slices.ContainsFunc(agents, func(a Agent) bool { return d.digestDue(a, now) }) {
		return err
	}
	waiting, err := d.store.Overview(ctx)
	if err != nil {
		return err
	}
	_, err = d.store.ChangeAgents(ctx, func(agents []Agent, _ []Invitation, now time.Time) (AgentChange, error) {
		var change AgentChange
		for _, a := range agents {
			if !d.digestDue(a, now) {
				continue
			}
			a.DigestAt = now
			change.Put = append(change.Put, a)
			if waiting.Open > 0 || waiting.Calls > 0 {
				change.Outbox = append(change.Outbox, row(Mail, Digest, a.Email, a.Lang, now))
			}
		}
		return change, nil
	})
	return err
}

// digestDue reports whether the agent's hour has come today and the digest was not written since.
func (d *Desk) digestDue(a Agent, now time.Time) bool {
	if !a.Active() || !a.Digest {
		return false
	}
	calendar := d.config.Timing.Calendar()
	here := now.In(calendar.Zone())
	year, month, day := here.Date()
	hour := time.Date(year, month, day, a.DigestHour, 0, 0, 0, calendar.Zone())
	written := !a.DigestAt.Before(hour) && a.DigestAt.Sub(now) < 24*time.Hour // beyond, the clock was wrong then
	if now.Before(hour) || now.Sub(hour) > digestLife || written {
		return false
	}
	midnight := time.Date(year, month, day, 0, 0, 0, 0, calendar.Zone())
	return len(calendar.Spans(midnight, midnight.AddDate(0, 0, 1))) > 0
}

// Overview counts what waits, for the digest and whoever watches the desk.
func (d *Desk) Overview(ctx context.Context) (Overview, error) { return d.store.Overview(ctx) }
