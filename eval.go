package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"slices"
	"strings"

	"deskbell/internal/limits"
	"deskbell/search"
	"deskbell/search/eval"
	"deskbell/search/importer"
	"deskbell/store"
)

type evalCommand struct {
	dataFolder
	Queries      string `arg:"--queries,required,env:DESKBELL_QUERIES" help:"File of questions, one a line: {\"id\", \"q\", \"relevant\": [entry ids], \"oos\": true if none, \"kind\"}."`
	FAQ          string `arg:"--faq,env:DESKBELL_FAQ" help:"FAQ to measure; the one in the data folder if not given." placeholder:"PATH"`
	Alternatives *int   `arg:"--alternatives,env:DESKBELL_ALTERNATIVES" help:"Take only the first K alternatives of each entry; 0 for its question alone." placeholder:"K"`
	Compare      string `arg:"--compare,env:DESKBELL_COMPARE" help:"Measure this FAQ too, say what differs and whether that can be chance: --faq is before an edit, this after it." placeholder:"PATH"`
	Typos        bool   `arg:"--typos,env:DESKBELL_TYPOS" help:"Measure also with one typing mistake in each question, and say what that costs."`
	Owner        bool   `arg:"--simulate-owner,env:DESKBELL_SIMULATE_OWNER" help:"Begin with questions alone and see what an owner's weekly clicks on gaps bring."`
	Weeks        int    `arg:"--weeks,env:DESKBELL_WEEKS" help:"With --simulate-owner: for how long." default:"8"`
	Clicks       int    `arg:"--clicks,env:DESKBELL_CLICKS" help:"With --simulate-owner: gaps that become alternatives, a week." default:"10"`
	Draw         string `arg:"--draw,env:DESKBELL_DRAW" help:"With --simulate-owner: which gaps. typical (what stands for most others), topic (of the entry with most), unsure or random." default:"typical"`
	Seed         uint64 `arg:"--seed,env:DESKBELL_SEED" help:"Of what is drawn by --typos and --simulate-owner." default:"1"`
	Out          string `arg:"--run,env:DESKBELL_RUN" help:"Write what was found, a line a question; with --compare or --typos, of the second run." placeholder:"FILE"`
	JSON         bool   `arg:"--json,env:DESKBELL_JSON" help:"Print the figures as JSON, for scripts."`
}

// measured is what the command prints.
type measured interface {
	WriteText(io.Writer) error
	WriteJSON(io.Writer) error
}

func (c evalCommand) Run(ctx context.Context, log *slog.Logger) error {
	if err := c.check(); err != nil {
		return usageError{err}
	}
	queries, err := c.read()
	if err != nil {
		return err
	}
	entries, err := c.entries(ctx, c.FAQ, log)
	if err != nil {
		return err
	}
	got, err := c.measure(ctx, entries, queries, log)
	if err != nil {
		return err
	}
	if c.JSON {
		return got.WriteJSON(os.Stdout)
	}
	return got.WriteText(os.Stdout)
}

// check refuses what cannot be measured together.
func (c evalCommand) check() error {
	ways := 0
	for _, chosen := range []bool{c.Compare != "", c.Typos, c.Owner} {
		if chosen {
			ways++
		}
	}
	switch {
	case ways > 1:
		return errors.New("--compare, --typos and --simulate-owner each measure by themselves: choose one")
	case c.Owner && c.Out != "":
		return errors.New("--simulate-owner asks anew every week: there is no one run to write with --run")
	case c.Owner && c.Alternatives != nil:
		return errors.New("--simulate-owner begins with questions alone: leave --alternatives out")
	case c.Alternatives != nil && *c.Alternatives < 0:
		return errors.New("--alternatives: want 0 or more")
	case eval.Draws[c.Draw] == nil:
		return fmt.Errorf("--draw: want one of %s", strings.Join(slices.Sorted(maps.Keys(eval.Draws)), ", "))
	case c.Weeks < 1 || c.Clicks < 1:
		return errors.New("--weeks and --clicks: want 1 or more")
	}
	return nil
}

func (c evalCommand) measure(ctx context.Context, entries []search.Entry, queries []eval.Query, log *slog.Logger) (measured, error) {
	switch {
	case c.Compare != "":
		return c.compare(ctx, entries, queries, log)
	case c.Typos:
		return c.mistype(ctx, entries, queries, log)
	case c.Owner:
		c.warn(c.FAQ, eval.Against(queries, entries))
		owner := eval.Owner{Weeks: c.Weeks, Clicks: c.Clicks, Seed: c.Seed, Draw: eval.Draws[c.Draw]}
		return owner.Simulate(ctx, entries, queries, log)
	}
	report, err := c.report(ctx, c.FAQ, entries, queries, log)
	return report, errors.Join(err, c.writeRun(report, err))
}

// compare measures the FAQ before an edit and after it.
func (c evalCommand) compare(ctx context.Context, entries []search.Entry, queries []eval.Query, log *slog.Logger) (_ measured, err error) {
	both := eval.Comparison{Names: [2]string{"before", "after"}}
	if both.Before, err = c.report(ctx, c.FAQ, entries, queries, log); err != nil {
		return nil, err
	}
	edited, err := c.entries(ctx, c.Compare, log)
	if err != nil {
		return nil, err
	}
	both.After, err = c.report(ctx, c.Compare, edited, queries, log)
	return both, errors.Join(err, c.writeRun(both.After, err))
}

// mistype measures the questions as they are and with a typing mistake in each.
func (c evalCommand) mistype(ctx context.Context, entries []search.Entry, queries []eval.Query, log *slog.Logger) (_ measured, err error) {
	both := eval.Comparison{Names: [2]string{"as they are", "mistyped"}}
	if both.Before, err = c.report(ctx, c.FAQ, entries, queries, log); err != nil {
		return nil, err
	}
	wrong, untouched := eval.Typos(queries, c.Seed)
	if untouched > 0 {
		fmt.Fprintf(os.Stderr, "%s: %d of %d questions have no word of four letters or more: they stay as they are\n", c.Queries, untouched, len(queries))
	}
	both.After, err = eval.RunOn(ctx, entries, wrong, log)
	return both, errors.Join(err, c.writeRun(both.After, err))
}

func (c evalCommand) report(ctx context.Context, faq string, entries []search.Entry, queries []eval.Query, log *slog.Logger) (eval.Report, error) {
	queries = eval.Against(queries, entries)
	c.warn(faq, queries)
	return eval.RunOn(ctx, entries, queries, log)
}

// warn names what the questions ask for and the FAQ does not have.
func (c evalCommand) warn(faq string, queries []eval.Query) {
	const enough = 20
	if faq == "" {
		faq = c.dir()
	}
	n := 0
	for _, q := range queries {
		for _, id := range q.Missing {
			if n++; n <= enough {
				fmt.Fprintf(os.Stderr, "%s:%d: %s has no entry %q\n", c.Queries, q.Line, faq, id)
			}
		}
	}
	if n > enough {
		fmt.Fprintf(os.Stderr, "%s: and %d more that %s does not have\n", c.Queries, n-enough, faq)
	}
}

func (c evalCommand) read() ([]eval.Query, error) {
	f, err := os.Open(c.Queries)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	queries, err := eval.ReadQueries(f)
	if err == nil && len(queries) == 0 {
		err = fmt.Errorf("%s holds no question", c.Queries)
	}
	return queries, err
}

// entries are those of a file or folder, or of the data folder.
func (c evalCommand) entries(ctx context.Context, faq string, log *slog.Logger) ([]search.Entry, error) {
	all, err := c.list(ctx, faq, log)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, errors.New("there is no entry to measure; give a FAQ with --faq")
	}
	if c.Alternatives != nil {
		all = eval.Lean(all, *c.Alternatives)
	}
	return all, nil
}

func (c evalCommand) list(ctx context.Context, faq string, log *slog.Logger) ([]search.Entry, error) {
	if faq != "" {
		read, err := importer.Read(faq, limits.Limits{})
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

// writeRun writes a run that was made, if it is wanted.
func (c evalCommand) writeRun(report eval.Report, failed error) error {
	if c.Out == "" || failed != nil {
		return nil
	}
	f, err := os.Create(c.Out)
	if err != nil {
		return fmt.Errorf("--run: %w", err)
	}
	return errors.Join(report.WriteRun(f), f.Close())
}
