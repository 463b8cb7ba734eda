package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alexflint/go-arg"
)

type command interface {
	Run(context.Context, *slog.Logger) error
}

// usageError is a command line that makes no sense; it ends the program with status 2.
type usageError struct{ error }

// parse fills c from the arguments and the environment and gives the command to run.
func (c *commands) parse(args []string) (command, error) {
	p, err := arg.NewParser(arg.Config{Program: "deskbell"}, c)
	if err != nil {
		return nil, err
	}
	hideVariables(args)
	err = p.Parse(withCommand(args))
	if errors.Is(err, arg.ErrHelp) {
		return helpOf(p), nil
	}
	chosen, complete := p.Subcommand().(command)
	if err == nil && !complete {
		err = errors.New("a command is missing")
	}
	if err != nil {
		asked := strings.Join(append([]string{"deskbell"}, p.SubcommandNames()...), " ")
		return nil, usageError{fmt.Errorf("%w\n  %s --help shows what there is", err, asked)}
	}
	return chosen, nil
}

// Description is the first line of every help.
func (commands) Description() string {
	return "Answers what it knows, says when it does not know, and rings a person."
}

// Epilogue is the end of every help.
func (commands) Epilogue() string {
	return "Each option can be set in the environment instead. Where several values are possible, " +
		"repeat the option or put commas between them. deskbell COMMAND --help explains a command."
}

// withCommand says serve where no command is said, and version for --version.
func withCommand(args []string) []string {
	rest := args
	switch { // the one flag that may stand before the command
	case len(args) > 1 && args[0] == "--log":
		rest = args[2:]
	case len(args) > 0 && strings.HasPrefix(args[0], "--log="):
		rest = args[1:]
	}
	if len(rest) == 1 && rest[0] == "--version" {
		return append(slices.Clone(args[:len(args)-1]), "version")
	}
	if len(rest) > 0 && (!strings.HasPrefix(rest[0], "-") || rest[0] == "-h" || rest[0] == "--help") {
		return args
	}
	return append([]string{"serve"}, args...)
}

// hideVariables lets each flag that is given stand instead of its variable; go-arg would add
// the values of a list to those of the environment.
func hideVariables(args []string) {
	for _, a := range args {
		if name, _, _ := strings.Cut(a, "="); strings.HasPrefix(name, "--") {
			os.Unsetenv(variable(name))
		}
	}
}

// variable is the name in the environment of a flag.
func variable(flag string) string {
	return "DESKBELL_" + strings.ToUpper(strings.ReplaceAll(strings.TrimLeft(flag, "-"), "-", "_"))
}

// list is a flag that may be repeated, or hold several values between commas.
type list []string

// UnmarshalText adds values.
func (l *list) UnmarshalText(text []byte) error {
	for _, value := range strings.Split(string(text), ",") {
		if value = strings.TrimSpace(value); value != "" {
			*l = append(*l, value)
		}
	}
	return nil
}

// help is the command that shows itself.
type help string

func (h help) Run(context.Context, *slog.Logger) error {
	_, err := fmt.Print(h)
	return err
}

func helpOf(p *arg.Parser) help {
	var b strings.Builder
	p.WriteHelp(&b)
	return help(fold(b.String()))
}

// fold breaks what go-arg writes in long lines, so that the left column stays free.
func fold(text string) string {
	const width, column = 80, 25
	var b strings.Builder
	for line := range strings.Lines(text) {
		indent := 0
		if strings.HasPrefix(line, " ") {
			indent = column
		} else if strings.HasPrefix(line, "Usage: ") {
			indent = len("Usage: ")
		}
		at := 0
		for word := range strings.SplitAfterSeq(line, " ") {
			if at > indent && at+len(strings.TrimSpace(word)) > width {
				b.WriteString("\n" + strings.Repeat(" ", indent))
				at = indent
			}
			b.WriteString(word)
			at += utf8.RuneCountInString(word)
		}
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}
