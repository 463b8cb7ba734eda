package search

import (
	"context"
	"log/slog"
	"time"
)

// GapDays is how long a gap is kept.
const GapDays = 30

// Gap is a question that was not answered well: masked, without identity.
type Gap struct {
	ID       int64
	Question string // masked
	Lang     string
	Reason   Reason
	At       time.Time // when it was last asked
	Count    int       // how often
}

// GapStore keeps gaps. AddGap counts a question up that is there already, by
// question and language.
type GapStore interface {
	AddGap(ctx context.Context, g Gap) error
	Gaps(ctx context.Context, limit int) ([]Gap, error) // most asked first, then newest
	DeleteGap(ctx context.Context, id int64) error
	PurgeGaps(ctx context.Context, before time.Time) error
}

// Gaps is the list of questions waiting for an entry. Use it only where the
// owner has chosen to keep one (promise 8).
type Gaps struct {
	store GapStore
	now   func() time.Time
}

// NewGaps is the gap list in a store.
func NewGaps(store GapStore, now func() time.Time) *Gaps { return &Gaps{store: store, now: now} }

// Miss keeps a question that found no good answer, masked. lang is the language
// it was taken for, "" for unknown.
func (g *Gaps) Miss(ctx context.Context, question, lang string, why Reason) error {
	text := Mask(cleanLine(question))
	if text == "" {
		return nil
	}
	return g.store.AddGap(ctx, Gap{Question: text, Lang: baseLang(lang), Reason: why, At: g.now(), Count: 1})
}

// List are the gaps, most asked first.
func (g *Gaps) List(ctx context.Context, limit int) ([]Gap, error) { return g.store.Gaps(ctx, limit) }

// Delete takes one off the list.
func (g *Gaps) Delete(ctx context.Context, id int64) error { return g.store.DeleteGap(ctx, id) }

// Purge forgets gaps that were not asked for GapDays.
func (g *Gaps) Purge(ctx context.Context) error {
	return g.store.PurgeGaps(ctx, g.now().AddDate(0, 0, -GapDays))
}

// Run purges once an hour until ctx ends.
func (g *Gaps) Run(ctx context.Context, log *slog.Logger) {
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	for {
		if err := g.Purge(ctx); err != nil && ctx.Err() == nil {
			log.Error("forgetting old gaps failed", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-hourly.C:
		}
	}
}
