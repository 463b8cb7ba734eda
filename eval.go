package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"deskbell/internal/feed"
	"deskbell/internal/limits"
	"deskbell/search"
	"deskbell/search/eval"
	"deskbell/search/importer"
	"deskbell/store"
)

type evalCommand struct {
	dataFolder
	Queries string `arg:"--queries,required,env:DESKBELL_QUERIES" help:"File of questions, one a line: {\"id\", \"q\", \"relevant\": [entry ids], \"oos\": true if none}."`
	FAQ     string `arg:"--faq,env:DESKBELL_FAQ" help:"FAQ to measure; the one in the data folder if not given." placeholder:"PATH"`
	Out     string `arg:"--run,env:DESKBELL_RUN" help:"Write what was found, a line a question." placeholder:"FILE"`
}

func (c evalCommand) Run(ctx context.Context, log *slog.Logger) error {
	queries, err := c.read()
	if err != nil {
		return err
	}
	entries, err := c.entries(ctx, log)
	if err != nil {
		return err
	}
	report, err := measure(ctx, entries, queries, log)
	if err != nil {
		return err
	}
	if c.Out != "" {
		if err := writeRun(c.Out, report); err != nil {
			return err
		}
	}
	return report.WriteText(os.Stdout)
}

func (c evalCommand) read() ([]eval.Query, error) {
	f, err := os.Open(c.Queries)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return eval.ReadQueries(f)
}

// entries are those of --faq, or of the data folder.
func (c evalCommand) entries(ctx context.Context, log *slog.Logger) (search.Entries, error) {
	list, err := c.list(ctx, log)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, errors.New("there is no entry to measure; give a FAQ with --faq")
	}
	return search.Fixed(list)
}

func (c evalCommand) list(ctx context.Context, log *slog.Logger) ([]search.Entry, error) {
	if c.FAQ != "" {
		read, err := importer.Read(c.FAQ, limits.Limits{})
		printProblems(os.Stderr, read.Problems)
		return read.Entries, err
	}
	s, err := store.Open(ctx, store.Options{Dir: c.dir(), Existing: true, Log: log})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.Entries(ctx)
}

// measure asks an index of its own, so that a desk in use is left alone.
func measure(ctx context.Context, entries search.Entries, queries []eval.Query, log *slog.Logger) (_ eval.Report, err error) {
	dir, err := os.MkdirTemp("", "deskbell-eval-")
	if err != nil {
		return eval.Report{}, err
	}
	defer os.RemoveAll(dir)
	engine, err := search.Open(ctx, dir, entries, new(feed.Feed), log)
	if err != nil {
		return eval.Report{}, err
	}
	report, err := eval.Run(ctx, engine.Decide, queries)
	return report, errors.Join(err, engine.Close())
}

func writeRun(path string, report eval.Report) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("--run: %w", err)
	}
	return errors.Join(report.WriteRun(f), f.Close())
}
