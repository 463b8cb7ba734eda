package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// watch is how long one measurement takes.
const watch = 5 * time.Second

// storm lets clients, numbered from 0, make one request after the other and gives how long each
// took, sorted.
func storm(ctx context.Context, during time.Duration, clients int, request func(client int) error) ([]time.Duration, error) {
	ctx, stop := context.WithTimeout(ctx, during)
	defer stop()
	var (
		mu     sync.Mutex
		all    []time.Duration
		failed error
		wg     sync.WaitGroup
	)
	for client := range clients {
		wg.Go(func() {
			var mine []time.Duration
			var err error
			for ctx.Err() == nil && err == nil {
				begin := time.Now()
				if err = request(client); err == nil {
					mine = append(mine, time.Since(begin))
				}
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, mine...)
			if err != nil {
				failed = err
			}
		})
	}
	wg.Wait()
	slices.Sort(all)
	if failed != nil || len(all) == 0 {
		return nil, fmt.Errorf("after %d requests: %w", len(all), failed)
	}
	return all, nil
}
