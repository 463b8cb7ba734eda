package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"

	"deskbell/internal/feed"
	"deskbell/internal/limits"
	"deskbell/search"
	"deskbell/search/eval"
	"deskbell/search/importer"
)

// site is a FAQ with questions on it.
type site struct {
	name  string
	asked []question // on the FAQ with all its alternatives
	lean  []question // on the questions of its entries alone
}

// question is one question with the candidates for it.
type question struct {
	eval.Query
	found []search.Candidate
	right []bool // by candidate
}

func readSites(ctx context.Context, dir string) (sites []site, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "faq.jsonl"))
	if err != nil || len(files) == 0 {
		return nil, errors.Join(err, fmt.Errorf("no SET/faq.jsonl below --data %q", dir))
	}
	for _, file := range files {
		s, err := readSite(ctx, filepath.Dir(file))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		sites = append(sites, s)
	}
	return sites, nil
}

func readSite(ctx context.Context, dir string) (site, error) {
	s := site{name: filepath.Base(dir)}
	faq, err := importer.Read(filepath.Join(dir, "faq.jsonl"), limits.Limits{})
	if err != nil {
		return s, err
	}
	queries, err := readQueries(dir)
	if err != nil {
		return s, err
	}
	if s.asked, err = ask(ctx, faq.Entries, queries); err != nil {
		return s, err
	}
	lean := slices.Clone(faq.Entries)
	for i := range lean {
		lean[i].Alternatives = nil
	}
	s.lean, err = ask(ctx, lean, queries)
	return s, err
}

func readQueries(dir string) (all []eval.Query, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "queries*.jsonl"))
	if err != nil || len(files) == 0 {
		return nil, errors.Join(err, errors.New("no queries*.jsonl beside it"))
	}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		queries, err := eval.ReadQueries(f)
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		all = append(all, queries...)
	}
	return all, nil
}

// ask finds the candidates for all queries.
func ask(ctx context.Context, entries []search.Entry, queries []eval.Query) (asked []question, err error) {
	fixed, err := search.Fixed(entries)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "deskbell-calibrate-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	engine, err := search.Open(ctx, dir, fixed, new(feed.Feed), slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, engine.Close()) }()
	for _, q := range queries {
		found, err := engine.Candidates(ctx, search.Question{Text: q.Text, Lang: q.Lang})
		if err != nil {
			return nil, err
		}
		one := question{Query: q, found: found}
		for _, c := range found {
			one.right = append(one.right, slices.Contains(q.Relevant, c.ID))
		}
		asked = append(asked, one)
	}
	return asked, nil
}
