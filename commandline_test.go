package main

import (
	"log/slog"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// described is a flag as the tags of its field describe it.
type described struct{ name, variable, help, standard string }

// flagsOf gives the flags of a command, in the order of its help.
func flagsOf(command reflect.Type) []described {
	var all []described
	for _, field := range reflect.VisibleFields(command) {
		d := described{help: field.Tag.Get("help"), standard: field.Tag.Get("default")}
		for part := range strings.SplitSeq(field.Tag.Get("arg"), ",") {
			if strings.HasPrefix(part, "--") {
				d.name = part
			}
			if name, ok := strings.CutPrefix(part, "env:"); ok {
				d.variable = name
			}
		}
		if d.name != "" {
			all = append(all, d)
		}
	}
	return all
}

// eachCommand calls do for each command below a struct of commands, with its words.
func eachCommand(commands reflect.Type, words []string, do func(command reflect.Type, words []string)) {
	for _, field := range reflect.VisibleFields(commands) {
		name, ok := strings.CutPrefix(field.Tag.Get("arg"), "subcommand:")
		if !ok {
			continue
		}
		below := append(slices.Clip(words), name)
		do(field.Type.Elem(), below)
		eachCommand(field.Type.Elem(), below, do)
	}
}

func helpText(t *testing.T, words ...string) string {
	t.Helper()
	chosen, err := new(commands).parse(append(words, "--help"))
	text, ok := chosen.(help)
	if err != nil || !ok {
		t.Fatalf("%q --help gives %T and error %v", words, chosen, err)
	}
	return string(text)
}

var shownFlag = regexp.MustCompile(`(?m)^  (--[a-z-]+)`)

func TestEachFlagHasVariableAndHelp(t *testing.T) {
	own := flagsOf(reflect.TypeFor[commands]())
	eachCommand(reflect.TypeFor[commands](), nil, func(command reflect.Type, words []string) {
		flags := append(flagsOf(command), own...)
		text := helpText(t, words...)
		var names []string
		for _, f := range flags {
			names = append(names, f.name)
			if f.help == "" {
				t.Errorf("%q: %s has no help", words, f.name)
			}
			if f.variable != variable(f.name) || !strings.Contains(text, f.variable) {
				t.Errorf("%q: %s has the variable %q, want %s, and in the help", words, f.name, f.variable, variable(f.name))
			}
		}
		var shown []string
		for _, hit := range shownFlag.FindAllStringSubmatch(text, -1) {
			shown = append(shown, hit[1])
		}
		if diff := cmp.Diff(append(names, "--help"), shown); diff != "" {
			t.Errorf("%q: flags in the tags and in the help\n%s", words, diff)
		}
	})
}

func TestHelpFitsATerminalAndTellsNoSecret(t *testing.T) {
	t.Setenv("DESKBELL_SMTP_PASSWORD", "swordfish")
	eachCommand(reflect.TypeFor[commands](), nil, func(_ reflect.Type, words []string) {
		text := helpText(t, words...)
		if strings.Contains(text, "swordfish") {
			t.Errorf("%q shows the password", words)
		}
		for line := range strings.Lines(text) {
			if len([]rune(line)) > 81 {
				t.Errorf("%q has a long line: %s", words, line)
			}
		}
	})
}

func TestServeIsTheCommandWhereNoneIsSaid(t *testing.T) {
	for _, args := range [][]string{
		{},
		{"--listen", ":9"},
		{"--log", "debug"},
		{"--log=debug", "--site", "check"},
		{"--log", "debug", "serve"},
	} {
		if chosen, err := new(commands).parse(args); err != nil || reflect.TypeOf(chosen) != reflect.TypeFor[*serveCommand]() {
			t.Errorf("%q chooses %T, error %v", args, chosen, err)
		}
	}
	var c commands
	if _, err := c.parse([]string{"--log", "warn", "check", "--limits"}); err != nil || c.Log != slog.LevelWarn || !c.Check.Limits {
		t.Errorf("--log before check: %+v, error %v", c, err)
	}
	if text := helpText(t); !strings.Contains(text, "Commands:") {
		t.Errorf("--help alone shows no commands:\n%s", text)
	}
}

func TestListsTakeRepeatsAndCommasAndReplaceTheEnvironment(t *testing.T) {
	t.Setenv("DESKBELL_SITE", "https://env.example, https://other.example")
	t.Setenv("DESKBELL_LIMIT", "a=1,b=2")
	var c commands
	if _, err := c.parse([]string{"--site", "https://a.example", "--site=https://b.example,https://c.example"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(list{"https://a.example", "https://b.example", "https://c.example"}, c.Serve.Site); diff != "" {
		t.Errorf("--site\n%s", diff)
	}
	if diff := cmp.Diff(list{"a=1", "b=2"}, c.Serve.Limit); diff != "" {
		t.Errorf("DESKBELL_LIMIT\n%s", diff)
	}
	if c.Serve.Listen != defaultListen || c.Serve.HTTPListen != ":80" {
		t.Errorf("defaults: %+v", c.Serve)
	}
}
