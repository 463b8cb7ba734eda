package store

import (
	"context"
	"fmt"
	"time"

	"deskbell/handoff"
	"deskbell/internal/feed"
)

const (
	isIdle    = ` AND t.idle_since <> 0 AND t.idle_since < ?1`
	byIdle    = ` ORDER BY t.idle_since, t.id`
	isOverBy  = ` WHERE t.folder = 'inbox' AND t.kind = `
	upToLimit = ` LIMIT ?2`
)

// expiries says of each rule which tickets it removes, by its border ?1, and in what order.
var expiries = map[handoff.Expiry]struct{ condition, order string }{
	handoff.ExpireEmail:    {isOverBy + `'email'` + isIdle, byIdle},
	handoff.ExpireCallBack: {isOverBy + `'callback'` + isIdle, byIdle},
	handoff.ExpireHere:     {isOverBy + `'here'` + isIdle, byIdle},
	handoff.ExpireSpam: {
		` WHERE t.folder IN ('spam', 'suspected') AND t.updated_at < ?1`, ` ORDER BY t.updated_at, t.id`,
	},
	handoff.ExpirePhone: {
		` WHERE t.phone <> '' AND t.folder <> 'sealed'` + isIdle, byIdle,
	},
	handoff.ExpireLetter: {` WHERE t.folder = 'sealed' AND t.keep_until <> 0 AND t.keep_until <= ?1`, ` ORDER BY t.keep_until, t.id`},
}

// Expired gives up to limit tickets that a rule removes, the oldest first and without
// messages, and how many there are in all.
func (s *Store) Expired(ctx context.Context, what handoff.Expiry, before time.Time, limit int) (list []handoff.Ticket, total int, err error) {
	err = s.view(ctx, func(d db) (err error) {
		if list, err = expired(d, what, before, limit); err != nil {
			return err
		}
		total, err = one(d, value[int], countTicketsQuery+expiries[what].condition, millis(before))
		return err
	})
	return list, total, err
}

func expired(d db, what handoff.Expiry, before time.Time, limit int) ([]handoff.Ticket, error) {
	if _, known := expiries[what]; !known {
		return nil, fmt.Errorf("no rule of retention is called %q", what)
	}
	return all(d, readTicket, expiredQuery(what), millis(before), limit)
}

func expiredQuery(what handoff.Expiry) string {
	rule := expiries[what]
	return listTicketsQuery + rule.condition + rule.order + upToLimit
}

// Expire applies a rule to up to limit tickets: it removes them, or seals those that the
// law keeps; by ExpirePhone it removes the number alone, with window, wish and zone. What it did stands in the log of removals.
func (s *Store) Expire(ctx context.Context, what handoff.Expiry, before time.Time, limit int) (removal handoff.Removal, err error) {
	err = s.write(ctx, func(t *tx) error {
		tickets, err := expired(t.db, what, before, limit)
		if err != nil {
			return err
		}
		if what == handoff.ExpirePhone {
			removal, err = forgetNumbers(t, tickets)
		} else {
			_, removal, err = eraseTickets(t, what, tickets)
		}
		return err
	})
	return removal, err
}

// forgetNumbers removes what was only needed to call.
func forgetNumbers(t *tx, tickets []handoff.Ticket) (handoff.Removal, error) {
	r := handoff.Removal{At: t.now, What: handoff.ExpirePhone, Count: len(tickets)}
	for _, ticket := range tickets {
		ticket.Phone, ticket.Wish, ticket.TimeZone = "", "", ""
		ticket.WindowFrom, ticket.WindowTo = time.Time{}, time.Time{}
		if err := updateTicket(t.db, ticket); err != nil {
			return r, err
		}
		t.publish(feed.Tickets, ticket.Ref)
		t.wipeLog()
	}
	return r, logRemoval(t, r)
}

const (
	logRemovalQuery = `INSERT INTO removals (at, what, count, sealed) VALUES (?1, ?2, ?3, ?4)`
	removalsQuery   = `SELECT at, what, count, sealed FROM removals ORDER BY id DESC LIMIT ?1`
)

// logRemoval adds to the log what a write removed, if it removed anything.
func logRemoval(t *tx, r handoff.Removal) error {
	if r.Count+r.Sealed == 0 {
		return nil
	}
	_, err := t.exec(logRemovalQuery, millis(r.At), string(r.What), r.Count, r.Sealed)
	return err
}

// Removals gives the log of what was removed, newest first.
func (s *Store) Removals(ctx context.Context, limit int) ([]handoff.Removal, error) {
	return all(s.read(ctx), func(s scan) (r handoff.Removal, err error) {
		return r, s(instant{&r.At}, &r.What, &r.Count, &r.Sealed)
	}, removalsQuery, limit)
}
