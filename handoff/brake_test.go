package handoff

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestFailuresSlowDownAndNeverLockOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBrake(time.Now)
		waited := func(who string) time.Duration {
			start := time.Now()
			if err := b.wait(context.Background(), who); err != nil {
				t.Fatal(err)
			}
			return time.Since(start)
		}
		last := time.Duration(0)
		for i := range 50 {
			d := waited("anna from n1")
			if d < last || d > maxDelay {
				t.Fatalf("attempt %d waits %v after %v", i, d, last)
			}
			last = d
			b.failed("anna from n1")
		}
		if last != maxDelay {
			t.Errorf("after 50 failures the wait is %v", last)
		}
		if d := waited("anna from n2"); d != 0 {
			t.Errorf("from another network she waits %v", d)
		}
		b.succeeded("anna from n1")
		if d := waited("anna from n1"); d != 0 {
			t.Errorf("after a success she waits %v", d)
		}
	})
}

func TestTheBrakeForgetsAndStaysSmall(t *testing.T) {
	now := noon
	b := newBrake(func() time.Time { return now })
	for i := range 3 * maxBraked {
		b.failed(string(rune(i)) + "x")
	}
	if n := len(b.failures); n > maxBraked {
		t.Errorf("%d remembered", n)
	}
	for range 10 {
		b.failed("anna")
	}
	now = now.Add(brakeLife + time.Second)
	if d := b.delay("anna"); d != 0 {
		t.Errorf("still %v after a quarter of an hour", d)
	}
}
