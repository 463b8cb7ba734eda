package handoff

import "time"

// Promise is what a visitor is told about the time of the reply (promise 7). The zero
// value promises nothing.
type Promise struct {
	Made  time.Time     // when it was told
	By    time.Time     // nine in ten replies come by then; zero: too little is known
	Usual time.Duration // half of the replies come within it, in opening time; zero: not known
	Opens time.Time     // when the desk is next open; zero if it was open, or has no hours
}
