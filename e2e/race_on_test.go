//go:build race

package e2e

// raced tells whether this test runs with the race detector; the binary then does, too.
const raced = true
