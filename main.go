// Command deskbell answers visitors of a web site from the owner's FAQ and rings a
// person. Everything it does is a command here; this package wires and
// decides nothing.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"deskbell/internal/fault"
	"deskbell/words"
)

// version is set at build time.
var version = "dev"

// commands is flags, environment, help and defaults in one place.
type commands struct {
	Log slog.Level `arg:"--log,env:DESKBELL_LOG" help:"How much to log: debug, info, warn or error." default:"info"`

	Serve   *serveCommand   `arg:"subcommand:serve" help:"Serve the widget and the admin page (the default)."`
	Import  *importCommand  `arg:"subcommand:import" help:"Import FAQ entries from .jsonl, .csv, .md (file or folder) or .html with FAQPage data."`
	Export  *exportCommand  `arg:"subcommand:export" help:"Export the FAQ to .jsonl, .csv or a Markdown folder."`
	Eval    *evalCommand    `arg:"subcommand:eval" help:"Measure how well the FAQ answers a file of questions."`
	Agent   *agentCommands  `arg:"subcommand:agent" help:"Add, list, disable, enable or reset agents."`
	Backup  *backupCommand  `arg:"subcommand:backup" help:"Write everything into one file, while the server runs."`
	Restore *restoreCommand `arg:"subcommand:restore" help:"Put a backup back; the server must be stopped."`
	Erase   *eraseCommand   `arg:"subcommand:erase" help:"Erase the tickets of an address, or one ticket."`
	Check   *checkCommand   `arg:"subcommand:check" help:"Check the data folder, or print the limits."`
	Version *versionCommand `arg:"subcommand:version" help:"Print the version; --version does so, too."`
}

// dataFolder is the one flag that every command needs.
type dataFolder struct {
	Data string `arg:"--data,env:DESKBELL_DATA" help:"Data folder." default:"data" placeholder:"FOLDER"`
}

// dir is the data folder as an absolute path: what is printed is read elsewhere, too.
func (d dataFolder) dir() string {
	if abs, err := filepath.Abs(d.Data); err == nil {
		return abs
	}
	return d.Data
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "deskbell:", explain(err))
		if _, usage := errors.AsType[usageError](err); usage {
			os.Exit(2)
		}
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	var c commands
	chosen, err := c.parse(args)
	if err != nil {
		return err
	}
	return chosen.Run(ctx, slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: c.Log})))
}

// explain is an error for a person at a terminal: what to do, then where it comes from.
func explain(err error) string {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind == fault.Internal {
		return err.Error()
	}
	return fmt.Sprintf("%s\n  (%v)", words.In("en").Error(f.Code), err)
}

type versionCommand struct{}

func (versionCommand) Run(context.Context, *slog.Logger) error {
	_, err := fmt.Println("deskbell", version)
	return err
}
