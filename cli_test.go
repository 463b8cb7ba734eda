package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"deskbell": main, "open-tickets": openTickets})
}

// TestCommands runs the scripts in testdata/script: each is a story told at a terminal.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("DESKBELL_DATA", env.WorkDir+"/data")
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}
