package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"
)

// measureTickets counts acknowledged tickets a second over HTTP, between two looks at
// how often this disk flushes 4 KiB in the same time.
func measureTickets(ctx context.Context, binary, folder string) error {
	d, err := start(ctx, binary, folder, "--limit", "tickets_per_hour=1000000", "--limit", "tickets_soft_per_hour=1000000")
	if err != nil {
		return err
	}
	defer d.stop()
	fmt.Println("clients  flushes/s bare  tickets/s  per flush  p50      p99      CPU a ticket")
	for _, clients := range []int{1, 16, 64} {
		if err := measureClients(ctx, d, folder, clients); err != nil {
			return err
		}
	}
	return measureFlushes(ctx, d, folder)
}

func measureClients(ctx context.Context, d *desk, folder string, clients int) error {
	before, err := flushes(folder)
	if err != nil {
		return err
	}
	cpu, err := d.cpu()
	if err != nil {
		return err
	}
	times, err := openTickets(ctx, d.base, clients)
	if err != nil {
		return err
	}
	used, err := d.cpu()
	if err != nil {
		return err
	}
	after, err := flushes(folder)
	if err != nil {
		return err
	}
	bare := (before + after) / 2
	rate := float64(len(times)) / watch.Seconds()
	fmt.Printf("%7d  %14.0f  %9.0f  %9.1f  %-7v  %-7v  %v\n", clients, bare, rate, rate/bare,
		at(times, 50), at(times, 99),
		((used - cpu) / time.Duration(len(times))).Round(time.Microsecond))
	return nil
}

// flushes is how often a second 4 KiB can be appended and flushed by one writer.
func flushes(folder string) (float64, error) {
	f, err := os.Create(filepath.Join(folder, "flush.probe"))
	if err != nil {
		return 0, err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	page := make([]byte, 4096)
	begin, n := time.Now(), 0
	for ; time.Since(begin) < 2*time.Second; n++ {
		if _, err := f.Write(page); err != nil {
			return 0, err
		}
		if err := syscall.Fdatasync(int(f.Fd())); err != nil {
			return 0, err
		}
	}
	return float64(n) / time.Since(begin).Seconds(), nil
}

// openTickets opens tickets as fast as the clients get answers and gives how long each took, sorted.
func openTickets(ctx context.Context, base string, clients int) ([]time.Duration, error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
	defer client.CloseIdleConnections()
	return storm(ctx, watch, clients, func(int) error { return open(client, base) })
}

var serial atomic.Int64

func open(client *http.Client, base string) error {
	n := serial.Add(1)
	body := fmt.Sprintf(`{"kind":"email","email":"guest%d@mail.example","message":"Is the cot free in May? This is message %d.","lang":"en"}`, n, n)
	req, err := http.NewRequest("POST", base+"/api/v1/tickets", bytes.NewReader([]byte(body)))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", fmt.Sprintf("bench-%d-%020d", os.Getpid(), n))
	res, err := client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusCreated {
		err = fmt.Errorf("%s: %s", res.Status, answer)
	}
	return err
}
