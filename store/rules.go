package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"deskbell/handoff"
	"deskbell/handoff/hours"
	"deskbell/internal/feed"
)

// handoffRules is how the rules stand in their row.
type handoffRules struct {
	Hours       hours.Hours   `json:"hours"`
	CallLangs   []string      `json:"call_langs"`
	HideFigures bool          `json:"hide_figures"`
	Retention   daysRetention `json:"retention"`
}

// daysRetention has the fields of handoff.Retention, or it does not compile.
type daysRetention struct {
	Email    int `json:"email"`
	CallBack int `json:"call_back"`
	Here     int `json:"here"`
	Spam     int `json:"spam"`
	Phone    int `json:"phone"`
}

func rulesRow(r handoff.Rules) handoffRules {
	return handoffRules{r.Hours, r.CallLangs, r.HideFigures, daysRetention(r.Retention)}
}

func (row handoffRules) rules() handoff.Rules {
	return handoff.Rules{
		Hours: row.Hours, CallLangs: row.CallLangs, HideFigures: row.HideFigures, Retention: handoff.Retention(row.Retention),
	}
}

const (
	rulesQuery    = `SELECT value FROM settings WHERE name = 'handoff'`
	putRulesQuery = `
INSERT INTO settings (name, value) VALUES ('handoff', ?1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`
)

// Rules gives what the owner has decided, or the defaults.
func (s *Store) Rules(ctx context.Context) (handoff.Rules, error) { return rulesOf(s.read(ctx)) }

// rulesOf reads the row over the defaults, so that a field added later has one.
func rulesOf(d db) (handoff.Rules, error) {
	row := rulesRow(handoff.DefaultRules())
	text, err := one(d, value[string], rulesQuery)
	if err == nil {
		err = json.Unmarshal([]byte(text), &row)
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return row.rules(), err
}

// ChangeRules stores what decide makes of the present rules.
func (s *Store) ChangeRules(ctx context.Context, decide func(handoff.Rules, time.Time) (handoff.Rules, error)) (handoff.Rules, error) {
	var changed handoff.Rules
	err := s.write(ctx, func(t *tx) error {
		present, err := rulesOf(t.db)
		if err != nil {
			return err
		}
		if changed, err = decide(present, t.now); err != nil {
			return err
		}
		text, err := json.Marshal(rulesRow(changed))
		if err != nil {
			return err
		}
		t.publish(feed.Settings, "")
		_, err = t.exec(putRulesQuery, string(text))
		return err
	})
	return changed, err
}
