package main

import (
	"context"
	"fmt"
	"slices"
	"time"
)

const entries = 1000

// measureStart times a start with an index that is there already.
func measureStart(ctx context.Context, binary, folder string) error {
	if err := fill(ctx, binary, folder, faq(entries, 3)); err != nil {
		return err
	}
	var times []time.Duration
	for i := range 12 {
		d, err := start(ctx, binary, folder)
		if err != nil {
			return err
		}
		if i == 0 {
			fmt.Printf("first start, %d entries to index: %v\n", entries, d.ready.Round(time.Millisecond))
		} else {
			times = append(times, d.ready)
		}
		if err := d.stop(); err != nil {
			return err
		}
	}
	slices.Sort(times)
	fmt.Printf("start to /readyz, %d entries indexed: median %v, worst of %d %v\n", entries,
		times[len(times)/2].Round(100*time.Microsecond), len(times), times[len(times)-1].Round(100*time.Microsecond))
	return nil
}

// measureIdle looks at a server that nobody uses, after a start with an index.
func measureIdle(ctx context.Context, binary, folder string) error {
	if err := fill(ctx, binary, folder, faq(entries, 3)); err != nil {
		return err
	}
	d, err := start(ctx, binary, folder)
	if err != nil {
		return err
	}
	if err := d.stop(); err != nil {
		return err
	}
	if d, err = start(ctx, binary, folder); err != nil {
		return err
	}
	defer d.stop()
	time.Sleep(5 * time.Second)
	before, err := d.cpu()
	if err != nil {
		return err
	}
	const watched = 30 * time.Second
	time.Sleep(watched)
	after, err := d.cpu()
	if err != nil {
		return err
	}
	resident, file, err := d.memory()
	fmt.Printf("resident %.1f MB, of it %.1f MB the program file; %.2f %% of a core over %v\n",
		resident, file, 100*float64(after-before)/float64(watched), watched)
	return err
}
