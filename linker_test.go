package main

import (
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"testing"
)

var reflectMethod = regexp.MustCompile(`(\S+) <ReflectMethod>`)

// TestTheLinkerLeavesOutUnusedMethods guards docs/decisions/0005-small-binary.md: one function that
// looks up methods by names known only at run time keeps every exported method of the program.
func TestTheLinkerLeavesOutUnusedMethods(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: it builds the program")
	}
	args := append(raceFlag(), "-ldflags=-dumpdep", "-o", filepath.Join(t.TempDir(), "deskbell"), ".")
	out, err := exec.CommandContext(t.Context(), "go", append([]string{"build"}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out[:min(len(out), 2000)])
	}
	if len(out) < 1_000_000 {
		t.Fatalf("the linker told only %d bytes of what keeps what", len(out))
	}
	who := map[string]bool{}
	for _, hit := range reflectMethod.FindAllSubmatch(out, -1) {
		who[string(hit[1])] = true
	}
	if len(who) > 0 {
		t.Errorf("these look up methods at run time, so the linker keeps all of them: %q", slices.Sorted(maps.Keys(who)))
	}
}

// raceFlag is -race under the race detector: what was compiled for the tests then serves again.
func raceFlag() []string {
	info, ok := debug.ReadBuildInfo()
	if ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		return []string{"-race"}
	}
	return nil
}
