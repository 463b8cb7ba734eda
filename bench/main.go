// Command bench measures a Deskbell binary from outside, the way docs/performance.md
// reports it: how long a start takes, what an idle server costs, how many tickets a
// second it acknowledges beside the bare flush rate of the same disk, how many questions
// a second it answers, when the launcher stands on a page.
//
//	go run ./bench -binary ./deskbell
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
)

func main() {
	binary := flag.String("binary", "./deskbell", "program to measure")
	only := flag.String("only", "", "start, idle, tickets, ask or launch; all if not given")
	dir := flag.String("dir", "", "where data folders are made: the disk that is measured; the system's temporary folder if not given")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *binary, *only, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, binary, only, dir string) error {
	fmt.Printf("%d cores, %s/%s, %s\n", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
	for _, m := range []struct {
		name    string
		measure func(context.Context, string, string) error
	}{{"start", measureStart}, {"idle", measureIdle}, {"tickets", measureTickets}, {"ask", measureAsk}, {"launch", measureLaunch}} {
		if only != "" && only != m.name {
			continue
		}
		fmt.Printf("\n%s\n", m.name)
		if err := inFolder(dir, func(folder string) error { return m.measure(ctx, binary, folder) }); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	return nil
}

func inFolder(dir string, do func(string) error) error {
	folder, err := os.MkdirTemp(dir, "deskbell-bench-")
	if err != nil {
		return err
	}
	return errors.Join(do(folder), os.RemoveAll(folder))
}
