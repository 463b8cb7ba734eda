package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// measureFlushes counts with strace how often the program flushes for the tickets of 64
// clients. Tracing slows it down, so this run says nothing about speed.
func measureFlushes(ctx context.Context, d *desk, folder string) error {
	strace, err := exec.LookPath("strace")
	if err != nil {
		fmt.Println("flushes for a ticket: not counted, there is no strace")
		return nil
	}
	table := filepath.Join(folder, "strace.txt")
	tracer := exec.CommandContext(ctx, strace, "-f", "-c", "-U", "calls,name", "-e", "trace=fsync,fdatasync", "-o", table, "-p", strconv.Itoa(d.cmd.Process.Pid))
	if err := tracer.Start(); err != nil {
		return err
	}
	time.Sleep(time.Second) // until every thread is traced
	times, err := openTickets(ctx, d.base, 64)
	tracer.Process.Signal(syscall.SIGINT)
	tracer.Wait() // it ends by our signal
	if err != nil {
		return err
	}
	calls, err := counted(table)
	if err != nil {
		return err
	}
	fmt.Printf("64 clients under strace: %d tickets, %d flushes, %.1f tickets per flush\n", len(times), calls, float64(len(times))/float64(calls))
	return nil
}

// counted adds up the calls in strace's table.
func counted(path string) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	total := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) == 2 && strings.HasSuffix(fields[1], "sync") {
			n, err := strconv.Atoi(fields[0])
			if err != nil {
				return 0, err
			}
			total += n
		}
	}
	if total == 0 {
		return 0, errors.New("strace counted no flush")
	}
	return total, nil
}
