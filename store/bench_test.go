package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"deskbell/handoff"
	"deskbell/store/storetest"
)

// BenchmarkOpenTicket opens tickets with a message, two outbox rows, a counted receipt
// and a key. A flush is one batch: one fdatasync of the log. Beside it stands what
// the same disk does when asked for nothing but a flush.
func BenchmarkOpenTicket(b *testing.B) {
	for _, clients := range []int{1, 16, 64} {
		b.Run(fmt.Sprintf("clients=%d", clients), func(b *testing.B) {
			s := storetest.New(b)
			var next atomic.Int64
			cpu := cpuTime(b)
			b.ResetTimer()
			var wait sync.WaitGroup
			for range clients {
				wait.Go(func() {
					for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
						name := fmt.Sprint("ticket-", n)
						if _, err := openNamed(s, name, name); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wait.Wait()
			b.StopTimer()
			writes, batches := s.Written()
			b.ReportMetric(float64(writes)/b.Elapsed().Seconds(), "tickets/s")
			b.ReportMetric(float64(writes)/float64(batches), "tickets/flush")
			b.ReportMetric((cpuTime(b)-cpu)*1000/float64(writes), "cpu-ms/ticket")
		})
	}
}

// cpuTime is what this process has used so far, in seconds.
func cpuTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(used.Utime) + seconds(used.Stime)
}

func BenchmarkBareFlush(b *testing.B) {
	f, err := os.Create(filepath.Join(b.TempDir(), "flush"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	page := make([]byte, 4096)
	for b.Loop() {
		if _, err := f.Write(page); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "flushes/s")
}

func BenchmarkTicket(b *testing.B) {
	s := storetest.New(b)
	once := handoff.Idempotency{}
	_, err := s.OpenTicket(context.Background(), once, func(handoff.Moment) (handoff.Change, error) { return request("K7M-2QX"), nil })
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Ticket(context.Background(), "K7M-2QX"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen is a start with an existing database.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	for b.Loop() {
		if err := storetest.New(b, storetest.WithDir(dir)).Close(); err != nil {
			b.Fatal(err)
		}
	}
}
