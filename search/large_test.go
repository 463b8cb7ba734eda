package search

import (
	"context"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestALargeFAQ builds an index of as many entries as DESKBELL_LARGE_FAQ says, of
// four phrasings each, asks every hundredth and logs what it took:
// DESKBELL_LARGE_FAQ=100000 go test ./search -run TestALargeFAQ -v
// With DESKBELL_TEST_FULL=1 it is a smaller one.
func TestALargeFAQ(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("DESKBELL_LARGE_FAQ"))
	if n == 0 && os.Getenv("DESKBELL_TEST_FULL") == "1" {
		n = 5000
	}
	if n == 0 {
		t.Skip("skipped: DESKBELL_LARGE_FAQ says no number of entries")
	}
	entries := manyEntries(n)
	before := resident(t)
	start := time.Now()
	e := openEngine(t, entries)
	t.Logf("%d entries: built in %s, at most %d MB resident (%d MB before)", n, time.Since(start).Round(time.Millisecond), status(t, "VmHWM"), before)
	r := rand.New(rand.NewPCG(5, 6))
	var took []time.Duration
	wrong := 0
	for i := 0; i < n; i += 100 {
		text := entries[i].Question
		if r.IntN(2) == 0 {
			text = "please tell me: " + strings.ToLower(text)
		}
		start := time.Now()
		d, err := e.Decide(context.Background(), Question{Text: text, Lang: "en"})
		took = append(took, time.Since(start))
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Ranked) == 0 || d.Ranked[0].Entry.ID != entries[i].ID {
			wrong++
		}
	}
	slices.Sort(took)
	t.Logf("%d questions: p50 %s, p99 %s, most %s; %d found another entry; %d MB resident", len(took),
		took[len(took)/2], took[len(took)*99/100], took[len(took)-1], wrong, resident(t))
	if wrong*20 > len(took) {
		t.Errorf("%d of %d entries are not found by their own question", wrong, len(took))
	}
}

// resident is the memory of this process in MB after what is not needed went back.
func resident(t *testing.T) int {
	t.Helper()
	runtime.GC()
	debug.FreeOSMemory()
	return status(t, "VmRSS")
}

// status is a line of /proc/self/status in MB.
func status(t *testing.T, name string) int {
	t.Helper()
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("skipped: no /proc here")
	}
	for line := range strings.Lines(string(data)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == name+":" {
			kb, err := strconv.Atoi(fields[1])
			if err != nil {
				t.Fatal(err)
			}
			return kb >> 10
		}
	}
	t.Fatalf("no %s", name)
	return 0
}
