package eval

import (
	"context"
	"errors"
	"log/slog"
	"os"

	"deskbell/internal/feed"
	"deskbell/search"
)

// WithIndex opens an index of its own over entries, so that a desk in use is left
// alone, lets do ask it, and deletes it.
func WithIndex(ctx context.Context, entries []search.Entry, log *slog.Logger, do func(Decide) error) (err error) {
	fixed, err := search.Fixed(entries)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "deskbell-eval-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	engine, err := search.Open(ctx, dir, fixed, new(feed.Feed), log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, engine.Close()) }()
	return do(engine.Decide)
}

// RunOn runs the queries on an index of its own over entries.
func RunOn(ctx context.Context, entries []search.Entry, queries []Query, log *slog.Logger) (r Report, err error) {
	err = WithIndex(ctx, entries, log, func(decide Decide) error {
		r, err = Run(ctx, decide, queries)
		return err
	})
	return r, err
}

// Lean are the entries with the first n alternatives of each only.
func Lean(entries []search.Entry, n int) []search.Entry {
	lean := make([]search.Entry, len(entries))
	for i, e := range entries {
		e.Alternatives = e.Alternatives[:min(n, len(e.Alternatives))]
		lean[i] = e
	}
	return lean
}
