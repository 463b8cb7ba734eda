package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"deskbell/handoff"
	"deskbell/internal/fault"
	"deskbell/internal/limits"
	"deskbell/store"
)

type backupCommand struct {
	dataFolder
	File    string `arg:"positional,required" help:"File to write."`
	Replace bool   `arg:"--replace,env:DESKBELL_REPLACE" help:"Replace the file if it exists."`
}

func (c backupCommand) Run(ctx context.Context, log *slog.Logger) error {
	s, err := store.Open(ctx, store.Options{Dir: c.dir(), Existing: true, Log: log})
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Backup(ctx, c.File, c.Replace); err != nil {
		return err
	}
	_, err = fmt.Printf("Backup written and checked: %s\nIt holds every ticket and the key of all links: keep it like a password.\n", c.File)
	return err
}

type restoreCommand struct {
	dataFolder
	File  string `arg:"positional,required" help:"Backup to put back."`
	Force bool   `arg:"--force,env:DESKBELL_FORCE" help:"Replace the data that is there; it is kept under another name."`
}

func (c restoreCommand) Run(ctx context.Context, _ *slog.Logger) error {
	kept, err := store.Restore(ctx, c.dir(), c.File, c.Force)
	if err != nil {
		return err
	}
	if kept != "" {
		fmt.Printf("What was there before is kept: %s\n", kept)
	}
	_, err = fmt.Printf("Restored into %s. Start deskbell again.\n", c.dir())
	return err
}

type eraseCommand struct {
	dataFolder
	Email string `arg:"--email,env:DESKBELL_EMAIL" help:"Erase every ticket with this address; this or --ref is needed." placeholder:"ADDRESS"`
	Ref   string `arg:"--ref,env:DESKBELL_REF" help:"Erase the ticket with this reference; this or --email is needed." placeholder:"REFERENCE"`
}

func (c eraseCommand) Run(ctx context.Context, log *slog.Logger) error {
	if (c.Email == "") == (c.Ref == "") {
		return usageError{errors.New("erase wants to know what: give either --email or --ref")}
	}
	s, err := store.Open(ctx, store.Options{Dir: c.dir(), Existing: true, Log: log})
	if err != nil {
		return err
	}
	defer s.Close()
	done, err := c.erase(ctx, s)
	if err != nil {
		return err
	}
	printErasures(done)
	return nil
}

func printErasures(done []handoff.Erasure) {
	erased := 0
	for _, e := range done {
		if e.KeptUntil.IsZero() {
			erased++
			fmt.Println("erased", e.Ref)
		} else {
			fmt.Printf("kept %s, closed to view, until %s: the law asks for it\n", e.Ref, e.KeptUntil.Local().Format(time.DateOnly))
		}
	}
	fmt.Printf("%d ticket(s) erased\n", erased)
	if len(done) > 0 {
		fmt.Println("Backups made before still hold them until you delete those.")
	}
}

func (c eraseCommand) erase(ctx context.Context, s *store.Store) ([]handoff.Erasure, error) {
	if c.Email != "" {
		return s.EraseEmail(ctx, c.Email)
	}
	ref, ok := handoff.ParseRef(c.Ref)
	if !ok {
		return nil, fmt.Errorf("%q is not a reference; they look like K7M-2QX", c.Ref)
	}
	e, err := s.EraseTicket(ctx, ref)
	if fault.Is(err, fault.NotFound) {
		return nil, fmt.Errorf("no ticket has the reference %s", ref)
	}
	return []handoff.Erasure{e}, err
}

type checkCommand struct {
	dataFolder
	Limits bool `arg:"--limits,env:DESKBELL_LIMITS" help:"Print the limits and what happens at each."`
}

func (c checkCommand) Run(ctx context.Context, log *slog.Logger) error {
	if c.Limits {
		return printLimits()
	}
	s, err := store.Open(ctx, store.Options{Dir: c.dir(), Existing: true, Log: log})
	if err != nil {
		return err
	}
	defer s.Close()
	report, err := s.Check(ctx)
	if err != nil {
		return err
	}
	printCheck(report)
	if len(report.Problems) > 0 {
		return errors.New("the data folder is not in order; if the database is damaged, restore the newest good backup")
	}
	return nil
}

func printCheck(r store.Report) {
	for _, table := range slices.Sorted(maps.Keys(r.Rows)) {
		fmt.Printf("%-14s %8d\n", table, r.Rows[table])
	}
	fmt.Printf("schema %d, database %.1f MB, free on the disk %.1f GB\n", r.Schema, float64(r.Bytes)/1e6, float64(r.Free)/1e9)
	for _, p := range r.Problems {
		fmt.Println("problem:", p)
	}
	if len(r.Problems) == 0 {
		fmt.Println("everything is in order")
	}
}

func printLimits() error {
	for _, row := range limits.Table {
		fmt.Printf("%-24s %8d  %d to %d %s: %s\n", row.Name, row.Default, row.Min, row.Max, row.Unit, row.Doc)
	}
	return nil
}
