package store_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"

	"deskbell/handoff"
	"deskbell/store"
	"deskbell/store/storetest"
)

// A child is this test binary as a desk of its own: its clients open tickets until
// they are stopped, and say on standard output what they try and what was
// acknowledged.
const (
	childFolder  = "DESKBELL_STORE_CHILD"
	childRun     = "DESKBELL_STORE_RUN"     // makes the keys of one run differ from another's
	childClients = "DESKBELL_STORE_CLIENTS" // how many write at once
	childTickets = "DESKBELL_STORE_TICKETS" // how many each of them opens
)

func child(dir string) int {
	s, err := store.Open(context.Background(), store.Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	clients, _ := strconv.Atoi(os.Getenv(childClients))
	tickets, _ := strconv.Atoi(os.Getenv(childTickets))
	var wait sync.WaitGroup
	for c := range clients {
		wait.Go(func() {
			for i := range tickets {
				name := fmt.Sprintf("%s-%d-%d", os.Getenv(childRun), c, i)
				fmt.Println("try", name)
				if _, err := openNamed(s, name, name); err != nil {
					fmt.Println("error", err)
					return
				}
				fmt.Println("ack", name)
			}
		})
	}
	wait.Wait()
	select {
	case <-s.Failed():
		fmt.Println("failed")
	default:
	}
	writes, batches := s.Written()
	fmt.Println("done", writes, batches)
	if s.Close() != nil {
		return 1
	}
	return 0
}

// openNamed opens a ticket whose key is the name.
func openNamed(s *store.Store, name, ref string) (handoff.Result, error) {
	return s.OpenTicket(context.Background(), key(name), func(handoff.Moment) (handoff.Change, error) { return request(ref), nil })
}

// childCommand runs a child; before is put in front of its command line.
func childCommand(t *testing.T, dir, run string, clients, tickets int, before ...string) *exec.Cmd {
	t.Helper()
	line := append(before, os.Args[0])
	cmd := exec.CommandContext(t.Context(), line[0], line[1:]...)
	cmd.Env = append(os.Environ(), childFolder+"="+dir, childRun+"="+run,
		childClients+"="+strconv.Itoa(clients), childTickets+"="+strconv.Itoa(tickets))
	cmd.Stderr = os.Stderr
	return cmd
}

// report is what a child said.
type report struct {
	tried, acked    []string
	errors          []string
	failed          bool
	writes, batches int
}

// listen reads what a child says; after stopAt acknowledgements it calls stop.
func listen(t *testing.T, cmd *exec.Cmd, stopAt int, stop func()) (r report) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		switch word {
		case "try":
			r.tried = append(r.tried, rest)
		case "ack":
			r.acked = append(r.acked, rest)
			if len(r.acked) == stopAt {
				stop()
			}
		case "error":
			r.errors = append(r.errors, rest)
		case "failed":
			r.failed = true
		case "done":
			if _, err := fmt.Sscan(rest, &r.writes, &r.batches); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait() // killed, or failed as it should
	return r
}

func TestNoAcknowledgedTicketIsLostOrDoubledByAKill(t *testing.T) {
	dir := t.TempDir()
	tried, acked := map[string]bool{}, 0
	for run, stopAt := range []int{1, 40, 170, 300, 90} {
		cmd := childCommand(t, dir, fmt.Sprint("run", run), 16, 1<<30)
		r := listen(t, cmd, stopAt, func() { _ = cmd.Process.Kill() })
		if len(r.acked) < stopAt || len(r.errors) > 0 {
			t.Fatalf("run %d: %d acknowledged, errors %v", run, len(r.acked), r.errors)
		}
		wantStored(t, dir, r.acked)
		for _, name := range r.tried {
			tried[name] = true
		}
		acked += len(r.acked)
	}
	wantOnceEach(t, dir, tried)
	t.Logf("%d tried, %d acknowledged, 5 kills", len(tried), acked)
}

func wantStored(t *testing.T, dir string, names []string) {
	t.Helper()
	s := storetest.New(t, storetest.WithDir(dir))
	for _, name := range names {
		if _, err := s.Ticket(t.Context(), name); err != nil {
			t.Errorf("%s was acknowledged: %v", name, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// wantOnceEach repeats every request, as a client without an answer does: whatever
// became of the first try, there is one ticket for each key then.
func wantOnceEach(t *testing.T, dir string, tried map[string]bool) {
	t.Helper()
	s := storetest.New(t, storetest.WithDir(dir))
	for name := range tried {
		if r, err := openNamed(s, name, "again-"+name); err != nil || (r.Repeated && r.Ticket.Ref != name) {
			t.Errorf("%s again: %+v, %v", name, r, err)
		}
	}
	_, total, err := s.Tickets(t.Context(), handoff.Filter{}, handoff.NewestChange, 1, 0)
	if total != len(tried) || err != nil {
		t.Errorf("%d tickets for %d requests, %v", total, len(tried), err)
	}
	if r, err := s.Check(t.Context()); len(r.Problems) > 0 || err != nil {
		t.Errorf("the database: %v, %v", r.Problems, err)
	}
}
