package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/search"
	"deskbell/search/importer"
	"deskbell/store"
	"deskbell/words"
)

type importCommand struct {
	dataFolder
	Path   string `arg:"positional,required" help:"File or folder to read."`
	DryRun bool   `arg:"--dry-run,env:DESKBELL_DRY_RUN" help:"Only say what would change."`
	Prune  bool   `arg:"--prune,env:DESKBELL_PRUNE" help:"Remove entries that the import does not hold."`
	Strict bool   `arg:"--strict,env:DESKBELL_STRICT" help:"Change nothing if any line is bad."`
	Limit  list   `arg:"--limit,env:DESKBELL_LIMIT" help:"Override a limit, such as answer_chars=20000." placeholder:"NAME=VALUE,..."`
}

func (c importCommand) Run(ctx context.Context, log *slog.Logger) error {
	lim, err := limits.Parse(c.Limit)
	if err != nil {
		return err
	}
	read, err := importer.Read(c.Path, lim)
	if err != nil {
		return err
	}
	printProblems(os.Stderr, read.Problems)
	if c.Strict && len(read.Problems) > 0 {
		return fmt.Errorf("%d bad line(s): nothing was imported", len(read.Problems))
	}
	s, err := openOrMake(ctx, c.dir(), log)
	if err != nil {
		return err
	}
	defer s.Close()
	faq := search.NewFAQ(s, lim)
	report, err := faq.Import(ctx, read.Entries, search.ImportOptions{Prune: c.Prune, DryRun: c.DryRun})
	if err != nil {
		return err
	}
	printReport(os.Stdout, report, c.DryRun)
	return nil
}

// openOrMake opens a desk's folder, and says so if it makes one: the name may have been misspelt.
func openOrMake(ctx context.Context, dir string, log *slog.Logger) (*store.Store, error) {
	s, err := store.Open(ctx, store.Options{Dir: dir, Existing: true, Log: log})
	if !fault.HasCode(err, "data_missing") {
		return s, err
	}
	if s, err = store.Open(ctx, store.Options{Dir: dir, Log: log}); err != nil {
		return nil, err
	}
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	fmt.Fprintf(os.Stderr, "There was no desk in %s: this is a new one. If you have one already, name its folder with --data.\n", dir)
	return s, nil
}

func printProblems(w io.Writer, problems []importer.Problem) {
	t := words.In("en")
	for _, p := range problems {
		field := ""
		if p.Field != "" {
			field = p.Field + ": "
		}
		fmt.Fprintf(w, "%s:%d: %s%s\n", p.File, p.Line, field, t.Error(p.Code))
	}
}

func printReport(w io.Writer, r search.Report, dryRun bool) {
	if dryRun {
		fmt.Fprintln(w, "Nothing was changed. An import would give:")
	}
	for _, row := range []struct {
		what string
		ids  []string
	}{{"new", r.New}, {"changed", r.Changed}, {"duplicate", r.Duplicate}, {"removed", r.Removed}} {
		for _, id := range row.ids {
			fmt.Fprintf(w, "%-10s %s\n", row.what, id)
		}
	}
	fmt.Fprintf(w, "%d new, %d changed, %d unchanged, %d duplicate, %d removed\n",
		len(r.New), len(r.Changed), len(r.Unchanged), len(r.Duplicate), len(r.Removed))
}

type exportCommand struct {
	dataFolder
	Path string `arg:"positional,required" help:"File .jsonl or .csv, or a folder for Markdown."`
}

func (c exportCommand) Run(ctx context.Context, log *slog.Logger) error {
	s, err := store.Open(ctx, store.Options{Dir: c.dir(), Existing: true, Log: log})
	if err != nil {
		return err
	}
	defer s.Close()
	entries, err := s.Entries(ctx)
	if err != nil {
		return err
	}
	if err := importer.Write(c.Path, entries); err != nil {
		return err
	}
	_, err = fmt.Printf("%d entries written to %s\n", len(entries), c.Path)
	return err
}

// followFile keeps the entries of --faq in step with a file or folder until ctx ends.
func followFile(ctx context.Context, path string, faq *search.FAQ, lim limits.Limits, log *slog.Logger) error {
	return importer.Watch(ctx, path, func() {
		if err := takeFile(ctx, path, faq, lim, log); err != nil && ctx.Err() == nil {
			log.Error("the FAQ file was not taken; the entries stay as they were", "err", err)
		}
	})
}

func takeFile(ctx context.Context, path string, faq *search.FAQ, lim limits.Limits, log *slog.Logger) (err error) {
	defer fault.Wrap(&err, "--faq %s", path)
	read, err := importer.Read(path, lim)
	if err != nil {
		return err
	}
	for _, p := range read.Problems {
		log.Warn("bad line in the FAQ file", "file", p.File, "line", p.Line, "field", p.Field, "code", p.Code)
	}
	report, err := faq.Import(ctx, read.Entries, search.ImportOptions{Origin: search.OriginFile, Prune: true})
	if err != nil {
		return err
	}
	if len(report.New)+len(report.Changed)+len(report.Removed) == 0 {
		return nil
	}
	log.Info("FAQ file read", "entries", len(read.Entries), "new", len(report.New), "changed", len(report.Changed), "removed", len(report.Removed))
	return nil
}
