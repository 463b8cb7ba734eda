package store

import (
	"context"
	"time"

	"deskbell/search"
)

const (
	addGapQuery = `
INSERT INTO gaps (question, lang, reason, at, count) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (question, lang) DO UPDATE SET reason = excluded.reason, at = excluded.at, count = gaps.count + excluded.count`
	gapsQuery      = `SELECT id, question, lang, reason, at, count FROM gaps ORDER BY count DESC, at DESC, id DESC LIMIT ?1`
	deleteGapQuery = `DELETE FROM gaps WHERE id = ?1`
	purgeGapsQuery = `DELETE FROM gaps WHERE at < ?1`
)

// AddGap stores a question, or counts it up if it is there already.
func (s *Store) AddGap(ctx context.Context, g search.Gap) error {
	return s.changeGaps(ctx, addGapQuery, g.Question, g.Lang, string(g.Reason), millis(g.At), max(g.Count, 1))
}

// Gaps gives up to limit gaps, most asked first, then newest.
func (s *Store) Gaps(ctx context.Context, limit int) ([]search.Gap, error) {
	return all(s.read(ctx), readGap, gapsQuery, limit)
}

func readGap(s scan) (search.Gap, error) {
	var g search.Gap
	err := s(&g.ID, &g.Question, &g.Lang, &g.Reason, instant{&g.At}, &g.Count)
	return g, err
}

// DeleteGap removes a gap; one that is not there is no error.
func (s *Store) DeleteGap(ctx context.Context, id int64) error {
	return s.changeGaps(ctx, deleteGapQuery, id)
}

// PurgeGaps removes gaps last asked before then.
func (s *Store) PurgeGaps(ctx context.Context, before time.Time) error {
	return s.changeGaps(ctx, purgeGapsQuery, millis(before))
}

func (s *Store) changeGaps(ctx context.Context, query string, args ...any) error {
	return s.write(ctx, func(t *tx) error {
		_, err := t.exec(query, args...)
		return err
	})
}
