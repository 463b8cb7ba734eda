package store

import (
	"context"
	"time"
)

const (
	addTallyQuery = `
INSERT INTO shown (day, entry, times) VALUES (?1, ?2, ?3)
ON CONFLICT (day, entry) DO UPDATE SET times = times + excluded.times`
	tallyQuery      = `SELECT entry, sum(times) FROM shown WHERE day >= ?1 GROUP BY entry`
	purgeTallyQuery = `DELETE FROM shown WHERE day < ?1`
)

// dayOf is a moment's day since 1970, UTC.
func dayOf(t time.Time) int64 { return t.Unix() / int64(24*60*60) }

// AddTally adds how often entries were shown to what is known of a day, in one transaction.
func (s *Store) AddTally(ctx context.Context, day time.Time, shown map[string]int) error {
	return s.write(ctx, func(t *tx) error {
		for entry, times := range shown {
			if _, err := t.exec(addTallyQuery, dayOf(day), entry, times); err != nil {
				return err
			}
		}
		return nil
	})
}

// Tally is how often each entry was shown since a day.
func (s *Store) Tally(ctx context.Context, since time.Time) (map[string]int, error) {
	shown := map[string]int{}
	_, err := all(s.read(ctx), func(s scan) (times int, err error) {
		var entry string
		err = s(&entry, &times)
		shown[entry] = times
		return times, err
	}, tallyQuery, dayOf(since))
	return shown, err
}

// PurgeTally forgets all days before one.
func (s *Store) PurgeTally(ctx context.Context, before time.Time) error {
	return s.write(ctx, func(t *tx) error {
		_, err := t.exec(purgeTallyQuery, dayOf(before))
		return err
	})
}
