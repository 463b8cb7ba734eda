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
	"syscall"

	"github.com/alecthomas/kong"

	"deskbell/internal/fault"
	"deskbell/words"
)

// version is set at build time.
var version = "dev"

// commands is flags, environment, help and defaults in one place.
type commands struct {
	Log string `help:"How much to log." enum:"debug,info,warn,error" default:"info"`

	Serve   serveCommand   `cmd:"" default:"withargs" help:"Serve the widget and the admin page (the default)."`
	Import  importCommand  `cmd:"" help:"Import FAQ entries from .jsonl, .csv, .md (file or folder) or .html with FAQPage data."`
	Export  exportCommand  `cmd:"" help:"Export the FAQ to .jsonl, .csv or a Markdown folder."`
	Eval    evalCommand    `cmd:"" help:"Measure how well the FAQ answers a file of questions."`
	Agent   agentCommands  `cmd:"" help:"Add, list, disable or reset agents."`
	Backup  backupCommand  `cmd:"" help:"Write everything into one file, while the server runs."`
	Restore restoreCommand `cmd:"" help:"Put a backup back; the server must be stopped."`
	Erase   eraseCommand   `cmd:"" help:"Erase the tickets of an address, or one ticket."`
	Check   checkCommand   `cmd:"" help:"Check the data folder, or print the limits."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// Data is the one flag that every command needs.
type Data struct {
	Data string `help:"Data folder." default:"data" type:"path" placeholder:"FOLDER"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "deskbell:", explain(err))
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	var c commands
	parser, err := newParser(&c)
	if err != nil {
		return err
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return err
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	parsed.Bind(newLog(c.Log))
	return parsed.Run()
}

func newParser(c *commands) (*kong.Kong, error) {
	return kong.New(c,
		kong.Name("deskbell"),
		kong.Description("Answers what it knows, says when it does not know, and rings a person."),
		kong.DefaultEnvars("DESKBELL"),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
}

func newLog(level string) *slog.Logger {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		l = slog.LevelInfo // kong has checked it
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: l}))
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

func (versionCommand) Run() error {
	_, err := fmt.Println("deskbell", version)
	return err
}
