package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"deskbell/internal/feed"
	"deskbell/site"
)

// siteSettings is how the settings stand in their row. It has the fields of
// site.Settings, or it does not compile.
type siteSettings struct {
	Title      string                `json:"title"`
	Greeting   string                `json:"greeting"`
	Closed     string                `json:"closed"`
	Colour     string                `json:"colour"`
	Email      string                `json:"email"`
	Phone      string                `json:"phone"`
	Origins    []string              `json:"origins"`
	Lang       string                `json:"lang"`
	Texts      map[string]site.Texts `json:"texts"`
	Informal   bool                  `json:"informal"`
	Controller string                `json:"controller"`
	PolicyURL  string                `json:"policy_url"`
	KeepGaps   bool                  `json:"keep_gaps"`
}

const (
	settingsQuery    = `SELECT value FROM settings WHERE name = 'site'`
	putSettingsQuery = `
INSERT INTO settings (name, value) VALUES ('site', ?1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`
)

// Settings gives what the owner has set, or the defaults.
func (s *Store) Settings(ctx context.Context) (site.Settings, error) {
	return settingsOf(s.read(ctx))
}

// settingsOf reads the row over the defaults, so that a field added later has one.
func settingsOf(d db) (site.Settings, error) {
	row := siteSettings(site.Default())
	text, err := one(d, value[string], settingsQuery)
	if err == nil {
		err = json.Unmarshal([]byte(text), &row)
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return site.Settings(row), err
}

// ChangeSettings stores what decide makes of the present settings.
func (s *Store) ChangeSettings(ctx context.Context, decide func(site.Settings) (site.Settings, error)) (site.Settings, error) {
	var changed site.Settings
	err := s.write(ctx, func(t *tx) error {
		present, err := settingsOf(t.db)
		if err != nil {
			return err
		}
		if changed, err = decide(present); err != nil {
			return err
		}
		text, err := json.Marshal(siteSettings(changed))
		if err != nil {
			return err
		}
		t.publish(feed.Settings, "")
		_, err = t.exec(putSettingsQuery, string(text))
		return err
	})
	return changed, err
}
