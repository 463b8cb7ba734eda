package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"syscall"
	"time"
)

// asBrowsers is what they accept: answers are compressed for them.
const asBrowsers = "gzip, deflate"

// measureAsk counts answered questions a second over HTTP.
func measureAsk(ctx context.Context, binary, folder string) error {
	if err := fill(ctx, binary, folder, faq(entries, 4)); err != nil {
		return err
	}
	d, err := start(ctx, binary, folder, "--limit", "ask_per_minute=100000", "--limit", "ask_total_per_minute=1000000")
	if err != nil {
		return err
	}
	defer d.stop()
	q := newQuestions(entries)
	if err := describe(d, q); err != nil {
		return err
	}
	if _, err := askAll(ctx, d, q, 16, 2*time.Second); err != nil { // until every answer was shown once
		return err
	}
	fmt.Println("clients  questions/s  p50      p99      server CPU  client CPU a question")
	for _, clients := range []int{1, 16, 64} {
		if err := measureAskers(ctx, d, q, clients); err != nil {
			return err
		}
	}
	resident, file, err := d.memory()
	fmt.Printf("resident after it %.1f MB, of it %.1f MB the program file\n", resident, file)
	return err
}

func measureAskers(ctx context.Context, d *desk, q *questions, clients int) error {
	before, err := d.cpu()
	if err != nil {
		return err
	}
	own := ownCPU()
	times, err := askAll(ctx, d, q, clients, watch)
	if err != nil {
		return err
	}
	own = ownCPU() - own
	after, err := d.cpu()
	if err != nil {
		return err
	}
	n := time.Duration(len(times))
	fmt.Printf("%7d  %11.0f  %-7v  %-7v  %-10v  %v\n", clients, float64(len(times))/watch.Seconds(),
		at(times, 50), at(times, 99), ((after - before) / n).Round(time.Microsecond), (own / n).Round(time.Microsecond))
	return nil
}

// askAll gives how long each question took, sorted.
func askAll(ctx context.Context, d *desk, q *questions, clients int, during time.Duration) ([]time.Duration, error) {
	askers := make([]*asker, clients)
	for i := range askers {
		a, err := connect(d.base, i, asBrowsers)
		if err != nil {
			return nil, err
		}
		defer a.conn.Close()
		askers[i] = a
	}
	var mu sync.Mutex
	return storm(ctx, during, clients, func(client int) error {
		mu.Lock()
		text := q.next()
		mu.Unlock()
		_, err := askers[client].ask(text)
		return err
	})
}

// describe prints what becomes of the questions, so that a figure is not one of empty answers.
func describe(d *desk, q *questions) error {
	const asked = 400
	a, err := connect(d.base, 0, "identity")
	if err != nil {
		return err
	}
	defer a.conn.Close()
	met, size := map[string]int{}, 0
	for range asked {
		body, err := a.ask(q.next())
		if err != nil {
			return err
		}
		var answer struct{ Decision string }
		if err := json.Unmarshal(body, &answer); err != nil {
			return err
		}
		met[answer.Decision]++
		size += len(body)
	}
	fmt.Printf("%d entries; of %d questions %d get an answer, %d suggestions, %d the person; %d bytes on average before compression\n",
		entries, asked, met["answer"], met["suggest"], met["person"], size/asked)
	return nil
}

// ownCPU is the processor time of this process.
func ownCPU() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err) // it knows no error for these arguments
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// at is a percentile of sorted times.
func at(times []time.Duration, percent int) time.Duration {
	return times[len(times)*percent/100].Round(10 * time.Microsecond)
}
